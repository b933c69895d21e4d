import { z } from "zod";
import type { QuestionWords } from "@/db/schema/study-content";
import type { QuestionTypeOf } from "./question-type";

export interface TextQuestion extends QuestionWords {
  type: "text";
  maxLength: number;
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    text: TextQuestion;
  }
}

/** A text of the respondent's own words, stored as it is. */
export const text: QuestionTypeOf<TextQuestion, string> = {
  marks: null,
  // Far below the 64 kB of a form, in any script.
  ownSettings: () => ({ maxLength: z.number().int().min(1).max(4_000) }),
  blank: { maxLength: 200 },
  ownFields: { maxLength: { kind: "whole", least: 1 } },
  impossible: () => [],
  gateFaults: () => [],
  ownTexts: () => [],
  fields: (_, typed) => ({ answer: typed.optional() }),
  read({ maxLength, required }, form, { refuse }) {
    const given = String(form.answer ?? "");
    if (given === "") {
      if (required) refuse("answer", "textMissing");
      return null;
    }
    if (given.length > maxLength) refuse("answer", "tooLong", { maximum: maxLength });
    return { value: given, otherText: null };
  },
  fill: (_, value) => ({ answer: [value] }),
  stored: ({ maxLength }) => z.string().min(1).max(maxLength),
  conditions: null,
  chosen: () => [],
  hasCells: false,
  piped: { text: (_, value) => value },
  isOwnWords: true,
  columns: (key) => [{ name: key, value: ({ value }) => String(value), isOwnWords: true }],
  figures: null,
  simulate: ({ maxLength }) => "A simulated answer".slice(0, maxLength),
};
