import { createHash } from "node:crypto";
import type { OptionsQuestion, QuestionOption } from "@/db/schema/study-content";
import { seededRandom } from "@/lib/stats/random";

/**
 * The options in the order in which one respondent sees them: as listed, or mixed among the places
 * that no pinned option holds. The same respondent sees the same order each time, on any device.
 *
 * @param respondent anything that stays with the respondent: their id
 */
export function optionsInOrder(
  question: OptionsQuestion,
  screenKey: string,
  respondent: string,
): QuestionOption[] {
  const { options, optionOrder } = question;
  if (optionOrder !== "random") return [...options];
  const digest = createHash("sha256").update(`${respondent} ${screenKey}`).digest();
  const free = options.filter((option) => !option.pinned);
  const mixed = seededRandom(digest.readInt32BE()).shuffle([...free]);
  let next = 0;
  return options.map((option) => (option.pinned ? option : mixed[next++]));
}
