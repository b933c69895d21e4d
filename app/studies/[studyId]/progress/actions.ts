"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import { saveQualityRules } from "@/lib/studies/launch/save-quality-rules";

/** Saves the rules; a field left empty is a rule that is off. */
export async function saveRules(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const share = (name: string) =>
      values.text(name).trim() === "" ? null : values.number(name) / 100;
    const randomCaught = share("fit.randomCaught");
    await saveQualityRules({
      db,
      actor,
      input: {
        studyId,
        seen: values.text("seen"),
        straightLining: share("straightLining"),
        speeding: share("speeding"),
        fit: randomCaught === null ? null : { randomCaught },
        gibberish: values.has("gibberish"),
        duplicates: values.has("duplicates"),
        looks: values
          .text("looks")
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map(Number),
      },
    });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}
