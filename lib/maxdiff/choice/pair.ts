import type { ChoiceData } from "./choice-data";
import { notAsked } from "./not-asked";
import { chosenBest, chosenWorst } from "./one-choice";
import { oneMissing } from "./require-best-and-worst";
import type { DerivativeTotals, UtilityPoint } from "./utility-point";

/**
 * Best and worst as one choice among the k(k − 1) ordered pairs (the maxdiff model):
 * ln P = x_b − x_w − ln[(Σ e^x)(Σ e^−x) − k].
 * One alone is no such choice.
 *
 * Source: A. Marley and J. Louviere (2005), Journal of Mathematical Psychology 49, 464-480.
 *
 * @throws RangeError naming respondent and task where only a best or only a worst was asked
 */
export function pairTask(
  data: ChoiceData,
  task: number,
  at: UtilityPoint,
  weight: number,
  into: DerivativeTotals | null,
): number {
  const best = data.best[task];
  const worst = data.worst[task];
  if (best === notAsked || worst === notAsked) {
    throw oneMissing(data, task, "The pair likelihood");
  }
  const start = data.taskStart[task];
  const end = data.taskStart[task + 1];
  const upSum = chosenBest(data, task, at);
  const downSum = chosenWorst(data, task, at, -1);
  const denominator = upSum * downSum - (end - start);
  if (into) {
    const { gradient, information } = into;
    const { up, down } = at;
    const count = data.itemCount;
    gradient[best] += weight;
    gradient[worst] -= weight;
    for (let slot = start; slot < end; slot++) {
      const item = data.shown[slot];
      const asBest = (up[item] * (downSum - down[item])) / denominator;
      const asWorst = (down[item] * (upSum - up[item])) / denominator;
      const mean = asBest - asWorst;
      gradient[item] -= weight * mean;
      if (!information) continue;
      const row = item * count;
      // The covariance of (1 for the best, −1 for the worst) over all ordered pairs.
      information[row + item] += weight * (asBest + asWorst - mean * mean);
      for (let other = start; other < end; other++) {
        if (other === slot) continue;
        const column = data.shown[other];
        const together = (up[item] * down[column] + up[column] * down[item]) / denominator;
        const otherMean =
          (up[column] * (downSum - down[column]) - down[column] * (upSum - up[column])) /
          denominator;
        information[row + column] -= weight * (together + mean * otherMean);
      }
    }
  }
  return at.utilities[best] - at.utilities[worst] - Math.log(denominator);
}
