import type { LogitEstimate } from "@/lib/maxdiff/logit/aggregate-logit";
import { smallSampleFactor } from "@/lib/maxdiff/logit/small-sample-factor";
import type { CohortEstimate } from "./cohort-estimate";

/**
 * The utilities of an aggregate logit as the figures of a cohort, for intervals and gaps: with the
 * small-sample factor, as counts and allocations have it. One respondent says nothing of how
 * respondents differ: no covariance.
 */
export function logitEstimate({
  utilities,
  robustCovariance,
  respondents,
  bases,
}: LogitEstimate): CohortEstimate {
  const factor = smallSampleFactor(respondents);
  return {
    values: utilities,
    covariance: respondents < 2 ? null : robustCovariance.map((value) => value * factor),
    respondents,
    bases,
    bond: "zero-centred",
  };
}
