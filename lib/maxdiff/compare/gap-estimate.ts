import { fewestToCompare } from "@/lib/maxdiff/choice/placed-items";
import { smallSampleFactor } from "@/lib/maxdiff/logit/small-sample-factor";
import { centreCovarianceOn, centreOn } from "./centre-on";
import type { CohortEstimate } from "./cohort-estimate";

/** One group of respondents' share in the error of the gaps. */
export interface GapPart {
  /** K × K, with the small-sample factor of all its respondents. */
  readonly covariance: Float64Array;
  readonly respondents: number;
  /** K: how many of them each figure rests on; all of them when left out. */
  readonly bases?: ArrayLike<number>;
}

/** One gap per item with what makes up its error. */
export interface GapEstimate {
  /** K gaps. */
  readonly values: Float64Array;
  /** K: 1 where the gap exists. */
  readonly defined: Uint8Array;
  /**
   * The covariance of the gaps, K × K, as a sum over independent groups of respondents; null where
   * a group is too small to tell. Degrees of freedom come from the groups' sizes.
   */
  readonly parts: readonly GapPart[] | null;
  /** Whether the gaps that exist sum to 0 whatever the answers. */
  readonly sumsToConstant: boolean;
  /** The size of the figures compared, against which rounding is told from error. */
  readonly magnitude: number;
}

/**
 * The gaps between two cohorts: `to` minus `from`, with errors from both.
 *
 * A gap exists where both figures do and each rests on respondents enough to have an error. What
 * becomes of the others where one is missing depends on their bond: utilities are centred on the
 * items that are left, parts of a whole cannot be compared at all.
 *
 * @throws RangeError when the estimates are of different lengths
 */
export function gapEstimate(from: CohortEstimate, to: CohortEstimate): GapEstimate {
  const count = from.values.length;
  if (to.values.length !== count) {
    throw new RangeError(`Cannot compare ${count} items with ${to.values.length}.`);
  }
  const both = [from, to];
  let magnitude = 0;
  for (let item = 0; item < count; item++) {
    magnitude = Math.max(magnitude, Math.abs(from.values[item]), Math.abs(to.values[item]));
  }
  const defined = comparableItems(from, to);
  const complete = !defined.includes(0);
  const recentred = !complete && defined.includes(1) && from.bond === "zero-centred";
  const values = to.values.map((value, item) => value - from.values[item]);
  const parts = both.flatMap(({ covariance, respondents, bases }): GapPart[] =>
    covariance
      ? [
          {
            covariance: recentred ? centreCovarianceOn(covariance, defined) : covariance,
            respondents,
            bases,
          },
        ]
      : [],
  );
  return {
    values: recentred ? centreOn(values, defined) : values,
    defined,
    parts: parts.length === both.length ? parts : null,
    sumsToConstant: from.bond === "nothing" ? false : complete || recentred,
    magnitude,
  };
}

/** K: 1 for the items of which two cohorts can be compared. */
export function comparableItems(from: CohortEstimate, to: CohortEstimate): Uint8Array {
  const comparable = Uint8Array.from(from.values, (_, item) =>
    isComparable(from, item) && isComparable(to, item) ? 1 : 0,
  );
  const left = comparable.reduce((sum, own) => sum + own, 0);
  const lost =
    (from.bond === "parts of a whole" && left < comparable.length) ||
    // A single item has nothing to stand beside.
    (from.bond === "zero-centred" && left < 2);
  return lost ? comparable.fill(0) : comparable;
}

/** Whether a figure exists and rests on respondents enough for the error that a gap needs. */
function isComparable({ defined, bases, respondents }: CohortEstimate, item: number): boolean {
  if (defined?.[item] === 0) return false;
  return !bases || bases[item] >= Math.min(fewestToCompare, respondents);
}

/**
 * The variance of one figure, and the degrees of freedom behind it: those of the respondents it rests
 * on. They may be far fewer than the cohort has, where not everybody saw the item.
 */
export function varianceOf(
  { covariance, respondents, bases }: GapPart,
  item: number,
): { variance: number; degrees: number } {
  const base = bases?.[item] ?? respondents;
  const variance = covariance[item * Math.round(Math.sqrt(covariance.length)) + item];
  if (base === respondents) return { variance, degrees: respondents - 1 };
  return {
    variance: (variance * smallSampleFactor(base)) / smallSampleFactor(respondents),
    degrees: base - 1,
  };
}

/**
 * Whether a variance is no more than the rounding of figures of this size: respondents who all
 * answer alike leave that, and it says nothing of their error.
 */
export function isRounding(variance: number, size: number): boolean {
  return !(Math.sqrt(variance) > 1e-10 * Math.max(1, size));
}
