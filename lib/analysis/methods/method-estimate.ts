import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { itemsPerTask } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import type { CohortEstimate } from "@/lib/maxdiff/compare/cohort-estimate";
import {
  compareEstimates,
  type Gap,
  judgeRawGaps,
  significanceLevel,
} from "@/lib/maxdiff/compare/compare-estimates";
import { preferenceShare, rescaledScore } from "@/lib/maxdiff/shares/preference-share";
import { rootLikelihood } from "@/lib/maxdiff/shares/root-likelihood";
import { studentQuantile } from "@/lib/stats/distributions";

type Figures = Float64Array | null;

/** One cohort's utilities by some method, K figures each; null where the method has none. */
export interface CohortUtilities {
  readonly utility: Figures;
  readonly se: Figures;
  readonly low: Figures;
  readonly high: Figures;
  readonly share: Figures;
  readonly score: Figures;
}

/** What a method finds out about a study, in the engine's indices. */
export interface MethodEstimate {
  readonly logLikelihood: number | null;
  readonly cohorts: readonly CohortUtilities[];
  /** Every pair of cohorts, the earlier one being `from`. */
  readonly gaps: readonly { from: number; to: number; items: readonly Gap[] }[];
  readonly diagnostics: Readonly<Record<string, unknown>>;
  /** Utilities of every respondent, for methods that have them. */
  readonly individual: {
    /** N × K, zero-centred. */
    readonly utilities: Float64Array;
    /** N. */
    readonly rootLikelihood: readonly (number | null)[];
  } | null;
}

const NONE: CohortUtilities = {
  utility: null,
  se: null,
  low: null,
  high: null,
  share: null,
  score: null,
};

/** Figures of cohorts that are each estimated as one, and their gaps. */
export function estimatedAsOne(
  data: ChoiceData,
  estimates: readonly (CohortEstimate | null)[],
  margin: number,
  /** Errors to show in place of the estimates' own; gaps never use them. */
  shownCovariance: (cohort: number) => Float64Array | null = (cohort) =>
    estimates[cohort]?.covariance ?? null,
): Pick<MethodEstimate, "cohorts" | "gaps"> {
  const taskSize = itemsPerTask(data);
  const cohorts = estimates.map((estimate, cohort): CohortUtilities => {
    if (!estimate) return NONE;
    const utility = estimate.values;
    const covariance = shownCovariance(cohort);
    const se = covariance && utility.map((_, i) => Math.sqrt(covariance[i * utility.length + i]));
    const quantile = covariance
      ? studentQuantile(1 - significanceLevel, estimate.respondents - 1)
      : 0;
    return {
      utility,
      se,
      low: se && utility.map((value, item) => value - quantile * se[item]),
      high: se && utility.map((value, item) => value + quantile * se[item]),
      share: preferenceShare(utility, null).values,
      score: rescaledScore(utility, taskSize, null).values,
    };
  });
  const gaps = cohortPairs(data.cohortCount).map(({ from, to }) => {
    const one = estimates[from];
    const other = estimates[to];
    const items =
      one && other
        ? compareEstimates(one, other, margin).items
        : judgeRawGaps(Array.from({ length: data.itemCount }, unknownGap), margin);
    return { from, to, items };
  });
  return { cohorts, gaps };
}

/** Every pair of cohorts, the earlier one first. */
export function cohortPairs(cohortCount: number): { from: number; to: number }[] {
  const pairs: { from: number; to: number }[] = [];
  for (let from = 0; from < cohortCount; from++) {
    for (let to = from + 1; to < cohortCount; to++) pairs.push({ from, to });
  }
  return pairs;
}

/** A gap of which nothing is known. */
export function unknownGap() {
  return { gap: null, se: null, low: null, high: null, p: null };
}

/** RLH of every respondent at their own utilities. */
export function rootLikelihoods(
  data: ChoiceData,
  utilities: Float64Array,
  likelihood: LikelihoodName,
): (number | null)[] {
  const { itemCount } = data;
  return Array.from(data.cohort, (_, respondent) =>
    rootLikelihood({
      data,
      respondent,
      utilities: utilities.subarray(respondent * itemCount, (respondent + 1) * itemCount),
      likelihood,
    }),
  );
}
