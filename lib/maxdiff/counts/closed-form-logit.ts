import { softmax } from "@/lib/stats/softmax";

/** Utilities straight from counts. */
export interface ClosedFormLogit {
  /** K: (n − W + B) / 2n, above 0 and below 1. */
  readonly probability: Float64Array;
  /** K: ln(p / (1 − p)). */
  readonly utility: Float64Array;
  /** K: the binomial standard error of utility, which takes answers for independent. */
  readonly standardError: Float64Array;
  /** K: softmax of the utilities, summing to 1. */
  readonly share: Float64Array;
}

/**
 * The closed-form logit: p = (n − W + B) / 2n, u = ln(p / (1 − p)),
 * SE(u) = sqrt(p (1 − p) / 2n) / (p (1 − p)), share = softmax(u).
 *
 * Its errors ignore that a respondent's answers belong together; use them to reproduce published
 * figures, and clustered ones to decide.
 *
 * Source: S. Lipovetsky and M. Conklin (2014), Journal of Choice Modelling 10, 1-13.
 *
 * @param shown K counts above 0
 * @param best K counts
 * @param worst K counts
 * @throws RangeError when an item is always best or always worst or never shown, naming it (0-based)
 */
export function closedFormLogit(
  shown: ArrayLike<number>,
  best: ArrayLike<number>,
  worst: ArrayLike<number>,
): ClosedFormLogit {
  const count = shown.length;
  const probability = new Float64Array(count);
  const utility = new Float64Array(count);
  const standardError = new Float64Array(count);
  for (let item = 0; item < count; item++) {
    const n = shown[item];
    const p = (n - worst[item] + best[item]) / (2 * n);
    if (!(p > 0 && p < 1)) {
      throw new RangeError(
        `Item ${item}: shown ${n}, best ${best[item]}, worst ${worst[item]} gives no finite utility.`,
      );
    }
    probability[item] = p;
    utility[item] = Math.log(p / (1 - p));
    standardError[item] = Math.sqrt((p * (1 - p)) / (2 * n)) / (p * (1 - p));
  }
  return { probability, utility, standardError, share: softmax(utility) };
}
