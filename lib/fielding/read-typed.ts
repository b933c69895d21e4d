import type { NumberQuestion, TextQuestion } from "@/db/schema/study-content";
import { plainDigits } from "@/lib/i18n/plain-digits";
import type { StoredAnswer } from "@/lib/questionnaire/stored-answer";
import type { Refuse } from "./schema";

/** What a number holds exactly. */
const MAX_DIGITS = 15;
const NUMBER = /^-?\d+(?:[.,](\d+))?$/;

/** A number as people write it, with a point or a comma before its decimals. */
export function readNumber(
  { minimum, maximum, decimals, required }: NumberQuestion,
  sent: string,
  refuse: Refuse,
): StoredAnswer | null {
  const text = plainDigits(sent);
  if (text === "") {
    if (required) refuse("answer", "numberMissing");
    return null;
  }
  const found = text.replaceAll(/\D/g, "").length <= MAX_DIGITS ? NUMBER.exec(text) : null;
  if (!found || (found[1] ?? "").length > decimals) {
    refuse("answer", decimals > 0 ? "numberDecimals" : "numberWhole", { decimals });
    return null;
  }
  const number = Number(text.replace(",", "."));
  if (minimum !== null && number < minimum) refuse("answer", "tooLow", { minimum });
  if (maximum !== null && number > maximum) refuse("answer", "tooHigh", { maximum });
  // Minus zero is written as zero.
  return { value: String(number), otherText: null };
}

/** A text of the respondent's own words. */
export function readText(
  { maxLength, required }: TextQuestion,
  text: string,
  refuse: Refuse,
): StoredAnswer | null {
  if (text === "") {
    if (required) refuse("answer", "textMissing");
    return null;
  }
  if (text.length > maxLength) refuse("answer", "tooLong", { maximum: maxLength });
  return { value: text, otherText: null };
}
