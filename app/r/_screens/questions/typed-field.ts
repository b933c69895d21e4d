import { wordsIn } from "../words";
import type { QuestionFields } from "./question-screen";

/** What the one field of a typed answer is called, filled with and tied to. */
export function typedField(
  { view, about, isWrong }: Pick<QuestionFields<never>, "view" | "about" | "isWrong">,
  further?: string,
) {
  return {
    id: "answer",
    name: "answer",
    defaultValue: view.filled.answer?.[0],
    "aria-invalid": isWrong ? true : undefined,
    "aria-describedby": [about, further].filter(Boolean).join(" ") || undefined,
  } as const;
}

/**
 * How long a typed text may be. Nothing of it is cut, as a browser's own limit would without a word: the
 * script says it while it is typed or pasted, and the server when it is sent.
 */
export function atMost(maximum: number, locale: string) {
  const { sayError } = wordsIn(locale);
  return { "data-most": maximum, "data-long": sayError("tooLong", { maximum }) } as const;
}

/** True of no path: the one field is where a message about the whole leads. */
export const ONE_FIELD = {
  whole: "answer",
  group: null,
  firstField: () => "answer",
  isField: () => false,
} as const;
