import type { IndividualUtilities } from "@/db/schema/work";
import { csvText, safeCell } from "@/lib/files/csv";
import { rescaledScore } from "@/lib/maxdiff/shares/preference-share";
import { tenDigitsText } from "@/lib/stats/ten-digits";

/**
 * `id,cohort,rlh,s1..sK`: the rescaled 0-100 scores of every respondent, s followed by the item's number;
 * those of one respondent sum to 100. Empty where an item has no utility: scores are parts of a whole.
 *
 * @param itemsPerTask k of the probability scaling, at least 2
 */
export function individualScoresText(
  { itemNumbers, respondents }: IndividualUtilities,
  itemsPerTask: number,
): string {
  const header = ["id", "cohort", "rlh", ...itemNumbers.map((number) => `s${number}`)];
  const rows = respondents.map(({ id, cohort, rlh, utilities }) => {
    const known = utilities.filter((utility) => utility !== null);
    const scores =
      known.length < utilities.length
        ? null
        : rescaledScore(Float64Array.from(known), itemsPerTask, null).values;
    return [
      id,
      safeCell(cohort),
      rlh === null ? "" : tenDigitsText(rlh),
      ...utilities.map((_, item) => (scores ? tenDigitsText(scores[item]) : "")),
    ];
  });
  return csvText([header, ...rows]);
}
