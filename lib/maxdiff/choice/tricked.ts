import type { ChoiceData } from "./choice-data";
import { notAsked } from "./not-asked";
import { addSetDerivatives, chosenBest, chosenWorst, halfTask } from "./one-choice";
import type { DerivativeTotals, UtilityPoint } from "./utility-point";

/**
 * Best and worst as two choices from all shown items, the best one left in the second:
 * P = e^x_b / Σ e^x · e^−x_w / Σ e^−x.
 *
 * Source: Sawtooth Software, The MaxDiff System technical paper ("tricked" logit).
 */
export function trickedTask(
  data: ChoiceData,
  task: number,
  at: UtilityPoint,
  weight: number,
  into: DerivativeTotals | null,
): number {
  const best = data.best[task];
  const worst = data.worst[task];
  if (best === notAsked || worst === notAsked) return halfTask(data, task, at, weight, into);
  const bestSum = chosenBest(data, task, at);
  const worstSum = chosenWorst(data, task, at, -1);
  if (into) {
    addSetDerivatives(data, task, at.up, bestSum, -1, best, 1, weight, into);
    addSetDerivatives(data, task, at.down, worstSum, -1, worst, -1, weight, into);
  }
  return at.utilities[best] - at.utilities[worst] - Math.log(bestSum * worstSum);
}
