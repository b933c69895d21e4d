"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { formValues } from "@/app/_http/form-values";
import { saveQuotas } from "@/lib/studies/quotas/save-quotas";

export async function save(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    await saveQuotas({
      db,
      actor,
      input: {
        studyId,
        seen: values.text("seen"),
        quotas: values.rows("quotas").map((row) => ({
          id: row.text("id") || null,
          name: row.text("name"),
          size: row.number("size"),
          conditions: {
            cohortIds: row.rows("cohorts").map((one) => one.text("id")),
            answers: row.rows("answers").map((one) => ({
              screenKey: one.text("key"),
              options: one.rows("options").map((option) => option.text("id")),
            })),
          },
        })),
      },
    });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}
