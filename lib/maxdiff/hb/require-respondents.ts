import type { ChoiceData } from "../choice/choice-data";

/**
 * Refuses studies whose respondents cannot tell how respondents differ. A covariance of K − 1
 * coordinates needs as many respondents beyond one for each cohort; with fewer it is the prior's
 * alone, and chains wander in it until their ceiling.
 *
 * @param covariateCount further characteristics in the upper level
 * @throws RangeError naming how many answered and how many it takes
 */
export function requireRespondents(data: ChoiceData, covariateCount = 0): void {
  const { itemCount, cohortCount, respondentStart } = data;
  let answered = 0;
  for (let respondent = 0; respondent + 1 < respondentStart.length; respondent++) {
    if (respondentStart[respondent + 1] > respondentStart[respondent]) answered++;
  }
  const needed = itemCount - 1 + cohortCount + covariateCount;
  if (answered >= needed) return;
  throw new RangeError(
    `Hierarchical Bayes needs ${needed} respondents or more to tell how respondents differ on ` +
      `${itemCount} items (${cohortCount} ${cohortCount === 1 ? "cohort" : "cohorts"}), not ${answered}: ` +
      "use counts or logit, or wait for answers.",
  );
}
