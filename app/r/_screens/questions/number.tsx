import type { NumberQuestion } from "@/lib/questionnaire/types/number";
import { NOTHING_TO_ADD, type QuestionScreenOf } from "./question-screen";
import { ONE_FIELD, typedField } from "./typed-field";

/** Phones whose keypads of figures have no minus show all keys where a number can be below nought. */
function keypad({ minimum, decimals }: NumberQuestion): "decimal" | "numeric" | undefined {
  if (minimum === null || minimum < 0) return undefined;
  return decimals > 0 ? "decimal" : "numeric";
}

/** A number with its unit. */
export const number: QuestionScreenOf<NumberQuestion> = {
  ...NOTHING_TO_ADD,
  ...ONE_FIELD,
  Fields: ({ question, ...fields }) => (
    <span className="number">
      <input
        {...typedField(fields, question.unit ? "unit" : undefined)}
        inputMode={keypad(question)}
      />
      {question.unit && <span id="unit">{question.unit}</span>}
    </span>
  ),
};
