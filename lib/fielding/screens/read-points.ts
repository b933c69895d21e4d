import type { AmountsQuestion } from "@/db/schema/study-content";
import { plainDigits } from "@/lib/i18n/plain-digits";
import { type StoredAnswer, writeAmounts } from "@/lib/questionnaire/stored-answer";
import type { Refuse } from "../interview/schema";

/** The largest number of points that can be typed; far above any total. */
const AMOUNT = /^\d{1,9}$/;

/** The field of an option's points. */
export function optionAmountField(id: string): string {
  return `amount-${id}`;
}

/** Points or percentages over a question's own options. */
export function readPoints(
  question: AmountsQuestion,
  form: Record<string, unknown>,
  refuse: Refuse,
  mustAddUp: boolean,
): StoredAnswer | null {
  const { type, total, options, required } = question;
  const texts = options.map(({ id }) => plainDigits(String(form[optionAmountField(id)] ?? "")));
  if (!required && texts.every((text) => text === "")) return null;
  const amounts = new Map<string, number>();
  for (const [index, { id }] of options.entries()) {
    const field = optionAmountField(id);
    const text = texts[index];
    if (text === "" && type === "percentage") refuse(field, "percentageMissing");
    else if (text !== "" && !AMOUNT.test(text)) refuse(field, "wholeNumber");
    else if (type === "percentage" && Number(text) > 100) {
      refuse(field, "tooHigh", { maximum: 100 });
    } else amounts.set(id, Number(text));
  }
  if (type === "constant-sum" && mustAddUp && amounts.size === options.length) {
    const sum = [...amounts.values()].reduce((before, amount) => before + amount, 0);
    if (sum < total) refuse("amounts", "sumTooLow", { sum, total, off: total - sum });
    if (sum > total) refuse("amounts", "sumTooHigh", { sum, total, off: sum - total });
  }
  return { value: writeAmounts(amounts), otherText: null };
}
