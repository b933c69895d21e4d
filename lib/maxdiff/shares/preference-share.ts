import { sandwich } from "@/lib/stats/matrix";
import { softmax } from "@/lib/stats/softmax";

/** Figures derived from utilities, with the covariance they inherit. */
export interface DerivedScale {
  /** K figures that sum to 100. */
  readonly values: Float64Array;
  /** K × K, by the delta method; null where the utilities came without one. */
  readonly covariance: Float64Array | null;
}

/**
 * Share of preference: 100 e^u_i / Σ e^u, with delta-method errors.
 *
 * @param utilities K, logit scale; a constant added to all changes nothing
 * @param covariance K × K of the utilities, or null
 */
export function preferenceShare(
  utilities: Float64Array,
  covariance: Float64Array | null,
): DerivedScale {
  const count = utilities.length;
  const shares = softmax(utilities);
  const slope = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const own = row === column ? 1 : 0;
      slope[row * count + column] = 100 * shares[row] * (own - shares[column]);
    }
  }
  return {
    values: shares.map((share) => 100 * share),
    covariance: covariance && sandwich(slope, covariance, count, count),
  };
}

/**
 * The rescaled 0-100 score of one vector of utilities: the probability P = e^u / (e^u + k − 1) of
 * being chosen against k − 1 average items, made to sum to 100.
 *
 * For individual utilities, rescale each respondent and average afterwards.
 *
 * Source: Sawtooth Software, The MaxDiff System technical paper, "probability scaling".
 *
 * @param utilities K, logit scale, zero-centred here
 * @param itemsPerTask k, at least 2
 * @param covariance K × K of zero-centred utilities, or null
 * @throws RangeError when k is below 2
 */
export function rescaledScore(
  utilities: Float64Array,
  itemsPerTask: number,
  covariance: Float64Array | null,
): DerivedScale {
  if (!(itemsPerTask >= 2)) {
    throw new RangeError(`Items per task must be at least 2, not ${itemsPerTask}.`);
  }
  const count = utilities.length;
  const mean = utilities.reduce((sum, value) => sum + value, 0) / count;
  const chance = utilities.map((value) => 1 / (1 + (itemsPerTask - 1) * Math.exp(mean - value)));
  const total = chance.reduce((sum, value) => sum + value, 0);
  const slope = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const change = chance[column] * (1 - chance[column]);
      const own = row === column ? 1 : 0;
      slope[row * count + column] = (100 * change * (own - chance[row] / total)) / total;
    }
  }
  return {
    values: chance.map((value) => (100 * value) / total),
    covariance: covariance && sandwich(slope, covariance, count, count),
  };
}
