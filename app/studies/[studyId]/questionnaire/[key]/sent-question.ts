import type { FormValues } from "@/app/_http/form-values";
import type { ShowCondition, ShowWhen } from "@/db/schema/study-content";
import { isQuestionType, questionTypes } from "@/lib/questionnaire/types/list";
import { sentOwn } from "@/lib/questionnaire/types/own-fields";
import type { SentQuestion } from "@/lib/studies/questionnaire/question-schema";

/** The question of an editor's form; the verb says what is wrong with it. */
export function questionOf(values: FormValues): SentQuestion {
  const type = values.text("question.type");
  const words = {
    text: values.text("question.text"),
    hint: values.text("question.hint"),
    required: values.has("question.required"),
  };
  if (!isQuestionType(type)) return { type, ...words };
  const { marks, ownFields } = questionTypes[type];
  const options = {
    options: values.rows("question.options").map((row) => ({
      ...optionOf(row),
      exclusive: row.has("exclusive"),
      leadsOut: row.has("leadsOut"),
    })),
    optionOrder: orderOf(values, "question"),
  };
  return { type, ...words, ...(marks ? options : {}), ...sentOwn(ownFields, values) };
}

/** What the answers of every question have. */
export function optionOf(row: FormValues) {
  return {
    id: row.text("id") || null,
    label: row.text("label"),
    other: row.has("other"),
    pinned: row.has("pinned"),
  };
}

export function orderOf(values: FormValues, question: string): "fixed" | "random" {
  return values.has(`${question}.optionOrder`, "random") ? "random" : "fixed";
}

/** Conditions as ConditionRows sends them under a name; null where there are none: everybody. */
export function showWhenOf(values: FormValues, name = "showWhen"): ShowWhen | null {
  const conditions = values.rows(`${name}.conditions`).map(conditionOf);
  if (conditions.length === 0) return null;
  return { match: values.text(`${name}.match`) === "any" ? "any" : "all", conditions };
}

function conditionOf(row: FormValues): ShowCondition {
  const about = row.text("about");
  const chosen = row.rows("options").map((option) => option.text("id"));
  const is = row.text("is") === "none-of" ? "none-of" : "one-of";
  // Keys have no hyphens.
  if (about === "the-cohort") return { kind: "cohort", is, cohortIds: chosen };
  const bound = row.text("is") === "at-most" ? "at-most" : "at-least";
  // Nor have they dots.
  const [screenKey, ...rest] = about.split(".");
  if (row.has("kind", "date")) {
    return { kind: "date", screenKey, is: bound, value: row.text("value") };
  }
  if (row.has("kind", "number")) {
    const part = rest.length > 0 ? { row: rest.join(".") } : {};
    return { kind: "number", screenKey, is: bound, value: row.number("value"), ...part };
  }
  return { kind: "answer", screenKey: about, is, options: chosen };
}
