import { z } from "zod";
import type { QuestionWords } from "@/db/schema/study-content";
import { typedNumber } from "@/lib/i18n/typed-number";
import { bounded } from "./bounded";
import type { QuestionTypeOf } from "./question-type";

export interface NumberQuestion extends QuestionWords {
  type: "number";
  /** Written after the field: "people", "%"; may be empty. */
  unit: string;
  minimum: number | null;
  maximum: number | null;
  /** The most digits after the decimal mark. */
  decimals: number;
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    number: NumberQuestion;
  }
}

const MAX_UNIT = 40;

/** What a number holds exactly. */
const MAX_DIGITS = 15;

const bound = z.number().min(-1e12).max(1e12).nullable();

/** A number as people write it, stored as a number. */
export const number: QuestionTypeOf<NumberQuestion, number> = {
  marks: null,
  ownSettings: (line) => ({
    unit: line.max(MAX_UNIT),
    minimum: bound,
    maximum: bound,
    decimals: z.number().int().min(0).max(6),
  }),
  blank: { unit: "", minimum: 0, maximum: null, decimals: 0 },
  ownFields: {
    unit: { kind: "line", maxLength: MAX_UNIT },
    minimum: { kind: "limit" },
    maximum: { kind: "limit" },
    decimals: { kind: "whole", least: 0 },
  },
  impossible({ minimum, maximum }) {
    const isEmpty = minimum !== null && maximum !== null && minimum > maximum;
    return isEmpty ? [{ path: "maximum", key: "tooLow", values: { minimum } }] : [];
  },
  gateFaults: (question) => (hasWholeStep(question) ? [] : [{ code: "questionImpossible" }]),
  ownTexts: () => ["unit"],
  fields: (_, typed) => ({ answer: typed.optional() }),
  read(question, form, { language, refuse }) {
    const { minimum, maximum, decimals, required } = question;
    const text = String(form.answer ?? "");
    if (text === "") {
      if (required) refuse("answer", "numberMissing");
      return null;
    }
    const fits = (plain: string) =>
      // As it was written: nobody writes 1.000 for one where a single decimal is asked for.
      (plain.split(".")[1] ?? "").length <= decimals &&
      (minimum === null || Number(plain) >= minimum) &&
      (maximum === null || Number(plain) <= maximum);
    const typed = typedNumber(text, language, fits);
    if (typed?.kind === "unclear") {
      const { large, small } = typed;
      refuse("answer", "numberUnclear", { typed: text, large, small });
      return null;
    }
    if (!typed || !isHeld(typed.plain, decimals)) {
      refuse("answer", decimals > 0 ? "numberDecimals" : "numberWhole", { decimals });
      return null;
    }
    const given = Number(typed.plain);
    if (minimum !== null && given < minimum) refuse("answer", "tooLow", { minimum });
    if (maximum !== null && given > maximum) refuse("answer", "tooHigh", { maximum });
    // Minus zero is zero.
    return { value: given + 0, otherText: null };
  },
  fill: (_, value) => ({ answer: [String(value)] }),
  stored: () => z.number(),
  conditions: bounded("number", ({ minimum, maximum }) => [minimum, maximum]),
  chosen: () => [],
  hasCells: false,
  piped: { text: (_, value) => String(value) },
  isOwnWords: false,
  columns: (key) => [{ name: key, value: ({ value }) => Number(value) }],
  figures: {
    measure: "amount",
    parts: ({ text: label }, key) => [{ id: key, label }],
    of: (_, value) => [value],
  },
  simulate({ minimum, maximum, decimals }, random) {
    const least = minimum ?? Math.min(0, maximum ?? 0);
    const most = maximum ?? Math.max(least + 100, 100);
    return Number((least + random.next() * (most - least)).toFixed(decimals));
  },
};

/** True for a number that is kept exactly; zeros at its end say nothing. */
function isHeld(plain: string, decimals: number): boolean {
  const [, told = ""] = /\.(\d*?)0*$/.exec(plain) ?? [];
  return told.length <= decimals && plain.replaceAll(/\D/g, "").length <= MAX_DIGITS;
}

/** Whether some number of the decimals asked for lies between the limits. */
function hasWholeStep({ minimum, maximum, decimals }: NumberQuestion): boolean {
  if (minimum === null || maximum === null) return true;
  const step = 10 ** decimals;
  return Math.ceil(minimum * step - 1e-9) <= Math.floor(maximum * step + 1e-9);
}
