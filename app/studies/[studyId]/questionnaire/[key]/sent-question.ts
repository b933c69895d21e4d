import type { z } from "zod";
import type { FormValues } from "@/app/_http/form-values";
import type { ShowCondition, ShowWhen } from "@/db/schema/study-content";
import type { savedQuestion } from "@/lib/studies/questionnaire/question-schema";

/** The question of an editor's form; the verb says what is wrong with it. */
export function questionOf(values: FormValues): z.input<typeof savedQuestion>["question"] {
  const words = {
    text: values.text("question.text"),
    hint: values.text("question.hint"),
    required: values.has("question.required"),
  };
  const options = {
    options: values.rows("question.options").map((row) => ({
      ...optionOf(row),
      exclusive: row.has("exclusive"),
      leadsOut: row.has("leadsOut"),
    })),
    optionOrder: orderOf(values, "question"),
  };
  const optional = (name: string) => {
    return values.text(name).trim() === "" ? null : values.number(name);
  };
  const type = values.text("question.type");
  switch (type) {
    case "multiple":
      return { type, ...words, ...options };
    case "ranked":
      return { type, ...words, ...options, topN: values.number("question.topN") };
    case "constant-sum":
      return { type, ...words, ...options, total: values.number("question.total") };
    case "percentage":
      return { type, ...words, ...options, total: 100 };
    case "number":
      return {
        type,
        ...words,
        unit: values.text("question.unit"),
        minimum: optional("question.minimum"),
        maximum: optional("question.maximum"),
        decimals: values.number("question.decimals"),
      };
    case "text":
      return { type, ...words, maxLength: values.number("question.maxLength") };
    default:
      return { type: "single", ...words, ...options };
  }
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
  if (row.has("kind", "number")) {
    const bound = row.text("is") === "at-most" ? "at-most" : "at-least";
    return { kind: "number", screenKey: about, is: bound, value: row.number("value") };
  }
  return { kind: "answer", screenKey: about, is, options: chosen };
}
