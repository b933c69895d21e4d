import type { CohortEstimate } from "./cohort-estimate";

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
  readonly parts:
    | readonly { readonly covariance: Float64Array; readonly respondents: number }[]
    | null;
  /** Whether the gaps sum to 0 whatever the answers. */
  readonly sumsToConstant: boolean;
  /** The size of the figures compared, against which rounding is told from error. */
  readonly magnitude: number;
}

/**
 * The gaps between two cohorts: `to` minus `from`, with errors from both.
 *
 * @throws RangeError when the estimates are of different lengths
 */
export function gapEstimate(from: CohortEstimate, to: CohortEstimate): GapEstimate {
  const count = from.values.length;
  if (to.values.length !== count) {
    throw new RangeError(`Cannot compare ${count} items with ${to.values.length}.`);
  }
  const defined = new Uint8Array(count);
  let magnitude = 0;
  for (let item = 0; item < count; item++) {
    if (from.defined?.[item] !== 0 && to.defined?.[item] !== 0) defined[item] = 1;
    magnitude = Math.max(magnitude, Math.abs(from.values[item]), Math.abs(to.values[item]));
  }
  const parts =
    from.covariance && to.covariance
      ? [
          { covariance: from.covariance, respondents: from.respondents },
          { covariance: to.covariance, respondents: to.respondents },
        ]
      : null;
  return {
    values: to.values.map((value, item) => value - from.values[item]),
    defined,
    parts,
    sumsToConstant: from.sumsToConstant,
    magnitude,
  };
}

/**
 * Whether a variance is no more than the rounding of figures of this size: respondents who all
 * answer alike leave that, and it says nothing of their error.
 */
export function isRounding(variance: number, size: number): boolean {
  return !(Math.sqrt(variance) > 1e-10 * Math.max(1, size));
}
