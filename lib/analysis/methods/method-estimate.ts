import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { itemsPerTask } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import type { PlacedItems } from "@/lib/maxdiff/choice/placed-items";
import { centreOn } from "@/lib/maxdiff/compare/centre-on";
import type { CohortEstimate } from "@/lib/maxdiff/compare/cohort-estimate";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import {
  compareEstimates,
  type Gap,
  judgeRawGaps,
  significanceLevel,
} from "@/lib/maxdiff/compare/compare-estimates";
import { preferenceShare, rescaledScore } from "@/lib/maxdiff/shares/preference-share";
import { rootLikelihood } from "@/lib/maxdiff/shares/root-likelihood";
import { studentQuantile } from "@/lib/stats/distributions";

/** K figures; null for an item without one. */
type Figures = ArrayLike<number | null> | null;

/** One cohort's utilities by some method; null where the method has none. */
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
    /** N × K, zero-centred; null for an item that the respondent's cohort does not place. */
    readonly utilities: ArrayLike<number | null>;
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
    // What fewer respondents saw is known with fewer degrees of freedom.
    const figures = Array.from(utility, (value, item) => {
      const base = estimate.bases?.[item] ?? estimate.respondents;
      if (!covariance || base < 2) return { se: null, low: null, high: null };
      const se = Math.sqrt(covariance[item * utility.length + item]);
      const half = se * studentQuantile(1 - significanceLevel, base - 1);
      return { se, low: value - half, high: value + half };
    });
    return {
      utility,
      se: figures.map(({ se }) => se),
      low: figures.map(({ low }) => low),
      high: figures.map(({ high }) => high),
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

/** A gap of which nothing is known. */
export function unknownGap() {
  return { gap: null, se: null, low: null, high: null, p: null };
}

/**
 * Respondents' utilities without the items that their cohort's answers do not place, centred on the
 * others.
 *
 * @param utilities N × K
 */
export function placedUtilities(
  { itemCount, cohort }: ChoiceData,
  utilities: Float64Array,
  placed: readonly PlacedItems[],
): (number | null)[] {
  return Array.from(cohort).flatMap((group, respondent) => {
    const own = utilities.subarray(respondent * itemCount, (respondent + 1) * itemCount);
    return placed[group].status === "ok" ? [...own] : placedValues(own, placed[group].placed);
  });
}

/** Values of the marked items, centred on them; null for the others. */
export function placedValues(values: Float64Array, marked: Uint8Array): (number | null)[] {
  return Array.from(centreOn(values, marked), (value, item) => (marked[item] === 1 ? value : null));
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

/** The sum, unless a part of it does not exist. */
export function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
