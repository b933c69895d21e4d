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

/** True of no path: the one field is where a message about the whole leads. */
export const ONE_FIELD = {
  whole: "answer",
  group: null,
  firstField: () => "answer",
  isField: () => false,
} as const;
