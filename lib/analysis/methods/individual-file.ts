import { csvText, safeCell } from "@/lib/files/csv";
import { tenDigitsText } from "@/lib/stats/ten-digits";
import type { ChoiceStudy } from "../study-data/choice-study";
import type { MethodEstimate } from "./method-estimate";

/** `id,cohort,rlh,u1..uK`: one respondent a row, u followed by the item's number. */
export function individualText(
  { data, itemNumbers, cohortNames, respondentIds }: ChoiceStudy,
  { individual }: MethodEstimate,
): string {
  if (!individual) throw new Error("The method has no utilities of single respondents.");
  const { utilities, rootLikelihood } = individual;
  const { itemCount } = data;
  const header = ["id", "cohort", "rlh", ...itemNumbers.map((number) => `u${number}`)];
  const rows = respondentIds.map((id, respondent) => {
    const rlh = rootLikelihood[respondent];
    return [
      id,
      safeCell(cohortNames[data.cohort[respondent]]),
      rlh === null ? "" : tenDigitsText(rlh),
      ...itemNumbers.map((_, item) => {
        const utility = utilities[respondent * itemCount + item];
        return utility === null ? "" : tenDigitsText(utility);
      }),
    ];
  });
  return csvText([header, ...rows]);
}
