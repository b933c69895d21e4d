import type { ChoiceData } from "./choice-data";
import { notAsked } from "./not-asked";
import { addSetDerivatives, chosenBest, chosenWorst, halfTask } from "./one-choice";
import type { DerivativeTotals, UtilityPoint } from "./utility-point";

/**
 * Best, then worst among the rest:
 * P = e^x_b / Σ e^x · e^−x_w / Σ_{i ≠ b} e^−x.
 *
 * Source: T. Flynn and A. Marley (2014), Best-worst scaling: theory and methods.
 */
export function sequentialTask(
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
  const worstSum = chosenWorst(data, task, at, best);
  if (into) {
    addSetDerivatives(data, task, at.up, bestSum, -1, best, 1, weight, into);
    addSetDerivatives(data, task, at.down, worstSum, best, worst, -1, weight, into);
  }
  return at.utilities[best] - at.utilities[worst] - Math.log(bestSum * worstSum);
}
