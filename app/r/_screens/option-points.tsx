import type { AmountsQuestion } from "@/db/schema/study-content";
import { AmountField } from "./amount-field";
import type { Fault, ViewOf } from "./screen";

/** Points or percentages over the question's own options. */
export function OptionPoints({
  view,
  question,
  faults,
}: {
  view: ViewOf<"question">;
  question: AmountsQuestion;
  faults: readonly Fault[];
}) {
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
