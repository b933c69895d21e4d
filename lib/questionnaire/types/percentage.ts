import {
  type Amounts,
  type AmountsQuestion,
  dividing,
  typedAmounts,
  wholeAmounts,
} from "./dividing";
import type { QuestionTypeOf } from "./question-type";

/** 0-100 for each of the question's own options by itself. */
export interface PercentageQuestion extends AmountsQuestion {
  type: "percentage";
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    percentage: PercentageQuestion;
  }
}

/** A percentage for each option, stored by the options' ids. */
export const percentage: QuestionTypeOf<PercentageQuestion, Amounts> = {
  ...dividing,
  blank: { total: 100 },
  ownFields: { total: { kind: "fixed", value: 100 } },
  read(question, form, reading) {
    const { refuse } = reading;
    const texts = typedAmounts(question, form);
    if (!texts) return null;
    const amounts = wholeAmounts(question, texts, reading, (field, text) => {
      if (text === "") refuse(field, "percentageMissing");
      else if (/^\d{1,9}$/.test(text) && Number(text) > 100) {
        refuse(field, "tooHigh", { maximum: 100 });
      } else return false;
      return true;
    });
    return { value: Object.fromEntries(amounts), otherText: null };
  },
  simulate: ({ options }, random) =>
    Object.fromEntries(options.map(({ id }) => [id, random.below(101)])),
};
