import type { ChoiceData } from "./choice-data";
import { notAsked } from "./not-asked";
import type { DerivativeTotals, UtilityPoint } from "./utility-point";

/** Σ e^x over the shown items of a task. */
export function chosenBest(data: ChoiceData, task: number, at: UtilityPoint): number {
  let sum = 0;
  for (let slot = data.taskStart[task]; slot < data.taskStart[task + 1]; slot++) {
    sum += at.up[data.shown[slot]];
  }
  return sum;
}

/** Σ e^−x over the shown items of a task, leaving one out (−1 leaves none out). */
export function chosenWorst(
  data: ChoiceData,
  task: number,
  at: UtilityPoint,
  leftOut: number,
): number {
  let sum = 0;
  for (let slot = data.taskStart[task]; slot < data.taskStart[task + 1]; slot++) {
    const item = data.shown[slot];
    if (item !== leftOut) sum += at.down[item];
  }
  return sum;
}

/**
 * Adds the derivatives of one multinomial choice: sign · (1{chosen} − p) to the gradient, and
 * diag(p) − p p' to the information, with p = exponential / sum.
 *
 * @param sign 1 for a best choice, −1 for a worst one
 */
export function addSetDerivatives(
  data: ChoiceData,
  task: number,
  exponentials: Float64Array,
  sum: number,
  leftOut: number,
  chosen: number,
  sign: number,
  weight: number,
  into: DerivativeTotals,
): void {
  const { gradient, information } = into;
  const count = data.itemCount;
  const start = data.taskStart[task];
  const end = data.taskStart[task + 1];
  const perUnit = 1 / sum;
  gradient[chosen] += sign * weight;
  for (let slot = start; slot < end; slot++) {
    const item = data.shown[slot];
    if (item === leftOut) continue;
    const weighted = weight * exponentials[item] * perUnit;
    gradient[item] -= sign * weighted;
    if (!information) continue;
    const row = item * count;
    const scaled = weighted * perUnit;
    information[row + item] += weighted;
    for (let other = start; other < end; other++) {
      const column = data.shown[other];
      if (column !== leftOut) information[row + column] -= scaled * exponentials[column];
    }
  }
}

/**
 * A task that asked only for the best, or only for the worst: one multinomial choice among all
 * shown, e^x_b / Σ e^x or e^−x_w / Σ e^−x.
 */
export function halfTask(
  data: ChoiceData,
  task: number,
  at: UtilityPoint,
  weight: number,
  into: DerivativeTotals | null,
): number {
  const best = data.best[task];
  const isBest = best !== notAsked;
  const chosen = isBest ? best : data.worst[task];
  const sign = isBest ? 1 : -1;
  const sum = isBest ? chosenBest(data, task, at) : chosenWorst(data, task, at, -1);
  if (into) {
    const exponentials = isBest ? at.up : at.down;
    addSetDerivatives(data, task, exponentials, sum, -1, chosen, sign, weight, into);
  }
  return sign * at.utilities[chosen] - Math.log(sum);
}
