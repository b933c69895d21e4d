import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { type LikelihoodName, taskLikelihood } from "@/lib/maxdiff/choice/likelihood";
import { notAsked } from "@/lib/maxdiff/choice/not-asked";
import { utilityPoint } from "@/lib/maxdiff/choice/utility-point";

/**
 * RLH: the geometric mean probability of a respondent's choices, exp(Σ ln P / 2T) over T tasks of
 * two choices each; the pair likelihood counts its one pair as two choices too, and a task that asked
 * only for a best or only for a worst is one choice.
 *
 * @param utilities K, logit scale
 * @returns 0 … 1, or null for a respondent without answers
 */
export function rootLikelihood(input: {
  data: ChoiceData;
  respondent: number;
  utilities: Float64Array;
  likelihood: LikelihoodName;
}): number | null {
  const { data, respondent } = input;
  const start = data.respondentStart[respondent];
  const end = data.respondentStart[respondent + 1];
  if (start === end) return null;
  const evaluate = taskLikelihood(input.likelihood);
  const at = utilityPoint(input.utilities);
  let sum = 0;
  let choices = 0;
  for (let task = start; task < end; task++) {
    sum += evaluate(data, task, at, 1, null);
    choices += data.best[task] === notAsked || data.worst[task] === notAsked ? 1 : 2;
  }
  return Math.exp(sum / choices);
}

/**
 * The RLH of someone who answers at random: 1 / sqrt(k (k − 1)), or 1 / k under the tricked
 * likelihood.
 *
 * @param itemsPerTask k, at least 2
 */
export function chanceRootLikelihood(likelihood: LikelihoodName, itemsPerTask: number): number {
  if (likelihood === "tricked") return 1 / itemsPerTask;
  return 1 / Math.sqrt(itemsPerTask * (itemsPerTask - 1));
}
