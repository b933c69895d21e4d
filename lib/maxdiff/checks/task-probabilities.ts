import type { LikelihoodName } from "../choice/likelihood";

/**
 * P(best is the i-th, worst the j-th of those shown) as n × n figures, row by row, 0 where i = j. Under
 * "sequential" the best is the logit's choice and the worst that of the rest turned round; under the
 * others the ordered pair is chosen at once.
 *
 * @param utilities of the n shown items, in their order
 * @param into n × n, written over
 */
export function pairProbabilities(
  utilities: ArrayLike<number>,
  likelihood: LikelihoodName,
  into: Float64Array,
): Float64Array {
  const count = utilities.length;
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  for (let item = 0; item < count; item++) {
    high = Math.max(high, utilities[item]);
    low = Math.min(low, utilities[item]);
  }
  let bestSum = 0;
  let worstSum = 0;
  for (let item = 0; item < count; item++) {
    bestSum += Math.exp(utilities[item] - high);
    worstSum += Math.exp(low - utilities[item]);
  }
  let all = 0;
  for (let best = 0; best < count; best++) {
    const asBest = Math.exp(utilities[best] - high) / bestSum;
    const rest =
      likelihood === "sequential" ? worstSum - Math.exp(low - utilities[best]) : worstSum;
    for (let worst = 0; worst < count; worst++) {
      const both = best === worst ? 0 : (asBest * Math.exp(low - utilities[worst])) / rest;
      into[best * count + worst] = both;
      all += both;
    }
  }
  for (let pair = 0; pair < count * count; pair++) into[pair] /= all;
  return into;
}

/** How likely two independent answers to one task are alike. */
export interface AlikeProbabilities {
  readonly best: number;
  readonly worst: number;
  readonly both: number;
}

/** Σ P², of the best, of the worst, and of the two together. @param pairs n × n, of `pairProbabilities` */
export function alikeProbabilities(pairs: Float64Array, count: number): AlikeProbabilities {
  let best = 0;
  let worst = 0;
  let both = 0;
  for (let one = 0; one < count; one++) {
    let asBest = 0;
    let asWorst = 0;
    for (let other = 0; other < count; other++) {
      const pair = pairs[one * count + other];
      both += pair ** 2;
      asBest += pair;
      asWorst += pairs[other * count + one];
    }
    best += asBest ** 2;
    worst += asWorst ** 2;
  }
  return { best, worst, both };
}
