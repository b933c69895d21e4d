import type { IndividualUtilities } from "@/db/schema/work";
import { csvText, safeCell } from "@/lib/files/csv";
import { tenDigitsText } from "@/lib/stats/ten-digits";
import type { ChoiceStudy } from "../study-data/choice-study";
import type { MethodEstimate } from "./method-estimate";

/** Names what a method found of each respondent; null where it found nothing of them. */
export function individualUtilities(
  { data, itemNumbers, cohortNames, respondentIds }: ChoiceStudy,
  { individual }: MethodEstimate,
): IndividualUtilities | null {
  if (!individual) return null;
  const { utilities, rootLikelihood } = individual;
  const { itemCount } = data;
  return {
    itemNumbers,
    respondents: respondentIds.map((id, respondent) => ({
      id,
      cohort: cohortNames[data.cohort[respondent]],
      rlh: rootLikelihood[respondent],
      utilities: itemNumbers.map((_, item) => utilities[respondent * itemCount + item]),
    })),
  };
}

/** `id,cohort,rlh,u1..uK`: one respondent a row, u followed by the item's number. */
export function individualText({ itemNumbers, respondents }: IndividualUtilities): string {
  const header = ["id", "cohort", "rlh", ...itemNumbers.map((number) => `u${number}`)];
  const rows = respondents.map(({ id, cohort, rlh, utilities }) => [
    id,
    safeCell(cohort),
    rlh === null ? "" : tenDigitsText(rlh),
    ...utilities.map((utility) => (utility === null ? "" : tenDigitsText(utility))),
  ]);
  return csvText([header, ...rows]);
}
