"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { type FormValues, formValues } from "@/app/_http/form-values";
import { PRIVACY_TEXTS } from "@/lib/questionnaire/privacy-texts";
import { saveQuestionnaire } from "@/lib/studies/questionnaire/save-questionnaire";

export async function save(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    await saveQuestionnaire({
      db,
      actor,
      input: {
        studyId,
        seen: values.text("seen"),
        texts: {
          welcomeTitle: values.text("texts.welcomeTitle"),
          welcomeText: values.text("texts.welcomeText"),
          choiceQuestion: values.text("texts.choiceQuestion"),
          bestLabel: values.text("texts.bestLabel"),
          worstLabel: values.text("texts.worstLabel"),
          thanksText: values.text("texts.thanksText"),
          screenedOutText: values.text("texts.screenedOutText"),
          overQuotaText: values.text("texts.overQuotaText") || undefined,
          ...Object.fromEntries(
            PRIVACY_TEXTS.map((name) => [name, values.text(`texts.${name}`).trim() || undefined]),
          ),
        },
        allocations: values.rows("allocations").map(allocationOf),
        order: values.rows("order").map((row) => row.text("key")),
      },
    });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

const FORMATS = ["constant-sum", "percentage", "top-n"] as const;

function allocationOf(row: FormValues) {
  return {
    key: row.text("key") || null,
    format: FORMATS.find((format) => format === row.text("format")) ?? ("constant-sum" as const),
    tense: row.text("tense") === "should" ? ("should" as const) : ("now" as const),
    text: row.text("text"),
    hint: row.text("hint"),
    total: row.number("total"),
    topN: row.number("topN"),
  };
}
