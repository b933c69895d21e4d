"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { type FormValues, formValues } from "@/app/_http/form-values";
import type { Outcome } from "@/db/schema/study-content";
import { saveCohortRules } from "@/lib/studies/cohorts/save-cohort-rules";
import { saveCohorts } from "@/lib/studies/cohorts/save-cohorts";
import { optionOf, orderOf, showWhenOf } from "../questionnaire/[key]/sent-question";

export async function save(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    await saveCohorts({
      db,
      actor,
      input: {
        studyId,
        seen: values.text("seen"),
        cohorts: values.rows("cohorts").map((row) => ({
          id: row.text("id") || null,
          name: row.text("name"),
        })),
        screener: screenerOf(values),
      },
    });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

export async function saveRules(studyId: string, _: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const values = formValues(form);
    const rules = values.rows("rules").map((row) => ({
      when: showWhenOf(row, "when"),
      outcome: outcomeOf(row.text("outcome")),
    }));
    await saveCohortRules({ db, actor, input: { studyId, seen: values.text("seen"), rules } });
    revalidatePath(`/studies/${studyId}`, "layout");
    return undefined;
  });
}

function outcomeOf(cohortId: string): Outcome {
  return cohortId === "" ? { kind: "screened-out" } : { kind: "cohort", cohortId };
}

/** An untouched screener is none. */
function screenerOf(values: FormValues) {
  const options = values.rows("screener.options").map((row) => ({
    ...optionOf(row),
    leadsTo: leadsTo(row.text("leadsTo")),
  }));
  const text = values.text("screener.text");
  const isBlank = text.trim() === "" && options.every((option) => option.label.trim() === "");
  const optionOrder = orderOf(values, "screener");
  return isBlank ? null : { text, hint: values.text("screener.hint"), optionOrder, options };
}

function leadsTo(value: string): number | "screened-out" | null {
  if (value === "screened-out") return value;
  return value === "" ? null : Number(value);
}
