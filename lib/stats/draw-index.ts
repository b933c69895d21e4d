import type { Random } from "./random";

/**
 * One index, drawn with probability proportional to its weight.
 *
 * @param weights not negative, with a sum above 0
 * @throws RangeError when they sum to 0 or less
 */
export function drawIndex(random: Random, weights: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) total += weights[index];
  if (!(total > 0)) throw new RangeError(`The weights to draw from sum to ${total}.`);
  let left = random.next() * total;
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    if (weights[index] <= 0) continue;
    last = index;
    left -= weights[index];
    if (left < 0) return index;
  }
  return last;
}
