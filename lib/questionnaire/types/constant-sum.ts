import {
  type Amounts,
  type AmountsQuestion,
  dividing,
  drawPoints,
  MIN_TOTAL,
  typedAmounts,
  wholeAmounts,
} from "./dividing";
import type { QuestionTypeOf } from "./question-type";

/** Points over the question's own options that add up to `total`. */
export interface ConstantSumQuestion extends AmountsQuestion {
  type: "constant-sum";
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    "constant-sum": ConstantSumQuestion;
  }
}

/** Points that add up, stored by the options' ids; a blank among them is a zero. */
export const constantSum: QuestionTypeOf<ConstantSumQuestion, Amounts> = {
  ...dividing,
  blank: { total: 100 },
  ownFields: { total: { kind: "whole", least: MIN_TOTAL } },
  read(question, form, reading) {
    const { total, options } = question;
    const texts = typedAmounts(question, form);
    if (!texts) return null;
    const amounts = wholeAmounts(question, texts, reading, () => false);
    if (reading.mustAddUp && amounts.size === options.length) {
      const sum = [...amounts.values()].reduce((before, amount) => before + amount, 0);
      if (sum < total) reading.refuse("amounts", "sumTooLow", { sum, total, off: total - sum });
      if (sum > total) reading.refuse("amounts", "sumTooHigh", { sum, total, off: sum - total });
    }
    return { value: Object.fromEntries(amounts), otherText: null };
  },
  simulate: drawPoints,
};
