import type { NumberQuestion, TextQuestion } from "@/db/schema/study-content";
import { typedNumber } from "@/lib/i18n/typed-number";
import type { StoredAnswer } from "@/lib/questionnaire/stored-answer";
import type { Refuse } from "../interview/schema";

/** What a number holds exactly. */
const MAX_DIGITS = 15;

/** A number as people write it, in the language of the screen it was typed on. */
export function readNumber(
  { minimum, maximum, decimals, required }: NumberQuestion,
  text: string,
  language: string,
  refuse: Refuse,
): StoredAnswer | null {
  if (text === "") {
    if (required) refuse("answer", "numberMissing");
    return null;
  }
  const fits = (plain: string) =>
    // As it was written: nobody writes 1.000 for one where a single decimal is asked for.
    (plain.split(".")[1] ?? "").length <= decimals &&
    (minimum === null || Number(plain) >= minimum) &&
    (maximum === null || Number(plain) <= maximum);
  const typed = typedNumber(text, language, fits);
  if (typed?.kind === "unclear") {
    const { large, small } = typed;
    refuse("answer", "numberUnclear", { typed: text, large, small });
    return null;
  }
  if (!typed || !isHeld(typed.plain, decimals)) {
    refuse("answer", decimals > 0 ? "numberDecimals" : "numberWhole", { decimals });
    return null;
  }
  const number = Number(typed.plain);
  if (minimum !== null && number < minimum) refuse("answer", "tooLow", { minimum });
  if (maximum !== null && number > maximum) refuse("answer", "tooHigh", { maximum });
  // Minus zero is written as zero.
  return { value: String(number), otherText: null };
}

/** True for a number that is kept exactly; zeros at its end say nothing. */
function isHeld(plain: string, decimals: number): boolean {
  const [, told = ""] = /\.(\d*?)0*$/.exec(plain) ?? [];
  return told.length <= decimals && plain.replaceAll(/\D/g, "").length <= MAX_DIGITS;
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
