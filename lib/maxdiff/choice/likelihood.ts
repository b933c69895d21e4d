import type { ChoiceData } from "./choice-data";
import { pairTask } from "./pair";
import { sequentialTask } from "./sequential";
import { trickedTask } from "./tricked";
import { type TaskLikelihood, utilityPoint } from "./utility-point";

/**
 * How a best-worst answer is taken to arise. Utilities do not carry over from one likelihood to
 * another, so its name is stored with every result.
 *
 * - sequential: the best of all shown, then the worst of the rest. The default.
 * - tricked: the best of all shown and, apart from it, the worst of all shown.
 * - pair: the pair of best and worst at once, among all ordered pairs.
 *
 * A task that asked for one of the two alone is a choice from all shown under the first two, which is
 * how such tasks are pooled with complete ones; the pair likelihood refuses it.
 */
export type LikelihoodName = "sequential" | "tricked" | "pair";

export const likelihoodNames: readonly LikelihoodName[] = ["sequential", "tricked", "pair"];

const taskLikelihoods: Record<LikelihoodName, TaskLikelihood> = {
  sequential: sequentialTask,
  tricked: trickedTask,
  pair: pairTask,
};

/** The function that evaluates one task under the named likelihood. */
export function taskLikelihood(name: LikelihoodName): TaskLikelihood {
  return taskLikelihoods[name];
}

/**
 * The weighted log-likelihood of respondents' answers at one vector of utilities, with its
 * gradient and information (minus the Hessian), both analytic.
 *
 * @param respondents indices of the respondents to count; all when left out
 * @param weights one per respondent of the data, in place of the data's own
 * @throws RangeError when utilities are not finite or too far apart, or the pair likelihood meets a
 *   task without a best or a worst
 */
export function logLikelihood(input: {
  data: ChoiceData;
  likelihood: LikelihoodName;
  utilities: Float64Array;
  respondents?: Int32Array;
  weights?: Float64Array;
  /** Gives every respondent the weight 1. */
  equalWeights?: boolean;
}): { value: number; gradient: Float64Array; information: Float64Array } {
  const { data } = input;
  const count = data.itemCount;
  const evaluate = taskLikelihood(input.likelihood);
  const weights = input.weights ?? data.weight;
  const at = utilityPoint(input.utilities);
  const into = {
    gradient: new Float64Array(count),
    information: new Float64Array(count * count),
  };
  const total = input.respondents?.length ?? data.cohort.length;
  let value = 0;
  for (let index = 0; index < total; index++) {
    const respondent = input.respondents ? input.respondents[index] : index;
    const weight = input.equalWeights ? 1 : weights[respondent];
    if (weight === 0) continue;
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      value += weight * evaluate(data, task, at, weight, into);
    }
  }
  return { value, ...into };
}
