import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { type LikelihoodName, logLikelihood } from "@/lib/maxdiff/choice/likelihood";
import { solveFromCholesky } from "@/lib/stats/cholesky";
import { tryCholesky } from "@/lib/stats/try-cholesky";
import { centred, logLikelihoodRounding } from "./aggregate-logit";

/**
 * The most probable utilities of one respondent who is taken from a normal population: answers
 * count, and what they leave open is filled with the population's mean. Quick, for previews and for
 * screening answers; it shrinks differences between cohorts, so gaps are not to be read from it.
 *
 * @param mean K population means; only differences matter
 * @param variance of a utility around its mean, the same for all items, above 0
 * @returns K utilities, summing to 0; the centred means for a respondent without answers
 * @throws RangeError when variance is not above 0
 */
export function individualLogit(input: {
  data: ChoiceData;
  respondent: number;
  likelihood: LikelihoodName;
  mean: Float64Array;
  variance: number;
}): Float64Array {
  const { data, likelihood, variance } = input;
  if (!(variance > 0)) throw new RangeError(`A variance must be above 0, not ${variance}.`);
  const count = data.itemCount;
  const mean = centred(input.mean);
  const respondents = Int32Array.of(input.respondent);
  const evaluate = (utilities: Float64Array) => {
    const { value, gradient, information } = logLikelihood({
      data,
      likelihood,
      utilities,
      respondents,
      equalWeights: true,
    });
    let posterior = value;
    for (let item = 0; item < count; item++) {
      const away = utilities[item] - mean[item];
      posterior -= (away * away) / (2 * variance);
      gradient[item] -= away / variance;
      information[item * count + item] += 1 / variance;
    }
    return { value: posterior, gradient, information };
  };
  let utilities = mean;
  let current = evaluate(utilities);
  for (let iteration = 0; iteration < 50; iteration++) {
    const factor = tryCholesky(current.information, count, 0);
    if (!factor) throw new RangeError("The information of a normal prior cannot be singular.");
    const step = solveFromCholesky(factor, count, current.gradient);
    let decrement = 0;
    for (let item = 0; item < count; item++) decrement += step[item] * current.gradient[item];
    let scale = 1;
    let candidate = utilities;
    let next = current;
    for (let halving = 0; halving < 30; halving++) {
      candidate = utilities.map((value, item) => value + scale * step[item]);
      next = evaluate(candidate);
      if (next.value >= current.value - logLikelihoodRounding * Math.abs(current.value)) break;
      scale /= 2;
    }
    utilities = candidate;
    current = next;
    if (decrement <= 1e-10) break;
  }
  return centred(utilities);
}
