import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { itemBases } from "@/lib/maxdiff/choice/placed-items";
import { requireBestAndWorst } from "@/lib/maxdiff/choice/require-best-and-worst";
import { addOuterProduct } from "@/lib/stats/matrix";

/**
 * Counts of a group of respondents, weighted where the respondents are.
 */
export interface CohortCounts {
  /** K: how often each item was shown. */
  readonly shown: Float64Array;
  /** K: how often it was best. */
  readonly best: Float64Array;
  /** K: how often it was worst. */
  readonly worst: Float64Array;
  /** K: 100 (best − worst) / shown, −100 … 100; 0 for an item never shown. */
  readonly net: Float64Array;
  /** K: 1 where the item was shown, so that its net is a figure, else 0. */
  readonly defined: Uint8Array;
  /** K: how many respondents saw it. */
  readonly bases: Int32Array;
  /** K × K: covariance of net, clustered on the respondent; null with fewer than 2 respondents. */
  readonly covariance: Float64Array | null;
  /** N × K: what each respondent adds to the error of net, in the order they were given. */
  readonly influence: Float64Array;
  /** N. */
  readonly respondents: number;
}

/**
 * Best, worst and net counts with errors that cluster on the respondent: net is a ratio of two
 * sums over respondents, so its error is that of a ratio estimator (linearised), never binomial.
 *
 * Source: W. G. Cochran, Sampling Techniques, 3rd edition, section 6.4, with the factor n / (n − 1).
 *
 * @param respondents indices of the respondents to count
 * @param weights one per respondent of the data, in place of the data's own
 * @throws RangeError naming respondent and task where only a best or only a worst was asked: its net
 *   would be on another scale
 */
export function cohortCounts(
  data: ChoiceData,
  respondents: Int32Array,
  weights: Float64Array = data.weight,
): CohortCounts {
  requireBestAndWorst(data, "A net count", respondents);
  const count = data.itemCount;
  const total = respondents.length;
  const shown = new Float64Array(count);
  const best = new Float64Array(count);
  const worst = new Float64Array(count);
  const shownBy = new Float64Array(total * count);
  const influence = new Float64Array(total * count);
  for (let row = 0; row < total; row++) {
    const respondent = respondents[row];
    const weight = weights[respondent];
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      for (let slot = data.taskStart[task]; slot < data.taskStart[task + 1]; slot++) {
        const item = data.shown[slot];
        shown[item] += weight;
        shownBy[row * count + item] += weight;
      }
      best[data.best[task]] += weight;
      worst[data.worst[task]] += weight;
      influence[row * count + data.best[task]] += weight;
      influence[row * count + data.worst[task]] -= weight;
    }
  }
  const net = new Float64Array(count);
  const defined = new Uint8Array(count);
  for (let item = 0; item < count; item++) {
    if (shown[item] === 0) continue;
    defined[item] = 1;
    net[item] = (100 * (best[item] - worst[item])) / shown[item];
  }
  const covariance = total < 2 ? null : new Float64Array(count * count);
  for (let row = 0; row < total; row++) {
    const line = influence.subarray(row * count, (row + 1) * count);
    for (let item = 0; item < count; item++) {
      if (defined[item] === 0) continue;
      line[item] = (100 * line[item] - net[item] * shownBy[row * count + item]) / shown[item];
    }
    if (covariance) addOuterProduct(covariance, line, total / (total - 1));
  }
  const bases = itemBases(data, respondents);
  return { shown, best, worst, net, defined, bases, covariance, influence, respondents: total };
}
