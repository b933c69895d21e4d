import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { type LikelihoodName, logLikelihood } from "@/lib/maxdiff/choice/likelihood";
import { countsUtilities, countsWithoutUtility } from "@/lib/maxdiff/compare/counts-utilities";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import type { ChoiceStudy } from "./choice-study";
import { estimatedAsOne, type MethodEstimate } from "./method-estimate";

/** Utilities of the closed-form logit, errors clustered on the respondent. */
export function byCounts(
  { data, itemNumbers, cohortNames }: ChoiceStudy,
  likelihood: LikelihoodName,
  margin: number,
): MethodEstimate {
  const cohorts = cohortNames.map((_, cohort) => {
    const respondents = cohortRespondents(data, cohort);
    const counts = cohortCounts(data, respondents);
    return { respondents, counts, estimate: countsUtilities(counts) };
  });
  const estimates = cohorts.map(({ estimate }) => estimate);
  const logLikelihoods = cohorts.map(({ respondents, estimate }) =>
    estimate
      ? logLikelihood({
          data,
          likelihood,
          utilities: estimate.values,
          respondents,
          weights: data.weight,
        }).value
      : null,
  );
  return {
    ...estimatedAsOne(data, estimates, margin),
    logLikelihood: sumOrNull(logLikelihoods),
    diagnostics: {
      cohorts: cohorts.map(({ counts, estimate }, cohort) => ({
        name: cohortNames[cohort],
        status: estimate ? "ok" : "always best, always worst or never shown",
        items: countsWithoutUtility(counts).map((item) => itemNumbers[item]),
      })),
    },
    individual: null,
  };
}

/** The sum, unless a part of it does not exist. */
export function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
