import type { AmountsQuestion } from "@/lib/questionnaire/types/dividing";
import { AmountField } from "../amount-field";
import { NOTHING_TO_ADD, type QuestionFields, type QuestionScreenOf } from "./question-screen";

/** What screens of points and of percentages have in common. */
export const POINTS = {
  ...NOTHING_TO_ADD,
  whole: "amounts",
  group: "amounts",
  firstField: ({ options }) => `amount-${options[0]?.id}`,
  isField: (path) => path.startsWith("amount-"),
  Fields: OptionPoints,
} as const satisfies QuestionScreenOf<AmountsQuestion>;

/** Points or percentages over the question's own options. */
function OptionPoints({ view, question, faults }: QuestionFields<AmountsQuestion>) {
  return (
    <ul>
      {question.options.map(({ id, label }) => (
        <AmountField
          key={id}
          locale={view.locale}
          field={`amount-${id}`}
          label={label}
          isPercentage={question.type === "percentage"}
          filled={view.filled[`amount-${id}`]?.[0]}
          faults={faults}
        />
      ))}
    </ul>
  );
}
