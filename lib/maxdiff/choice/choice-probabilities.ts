import type { LikelihoodName } from "./likelihood";

/** How likely each shown item is to be best, and to be worst, in the order shown. */
export interface ChoiceProbabilities {
  readonly best: Float64Array;
  readonly worst: Float64Array;
}

/**
 * Marginal probabilities of best and of worst in one task.
 *
 * @param utilities of the k items shown, k at least 2, at most 600 apart
 * @returns two lists of k probabilities, each summing to 1
 */
export function choiceProbabilities(
  likelihood: LikelihoodName,
  utilities: ArrayLike<number>,
): ChoiceProbabilities {
  const size = utilities.length;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let slot = 0; slot < size; slot++) {
    low = Math.min(low, utilities[slot]);
    high = Math.max(high, utilities[slot]);
  }
  const up = new Float64Array(size);
  const down = new Float64Array(size);
  let upSum = 0;
  let downSum = 0;
  for (let slot = 0; slot < size; slot++) {
    up[slot] = Math.exp(utilities[slot] - high);
    down[slot] = Math.exp(low - utilities[slot]);
    upSum += up[slot];
    downSum += down[slot];
  }
  const best = new Float64Array(size);
  const worst = new Float64Array(size);
  if (likelihood === "tricked") {
    return { best: up.map((value) => value / upSum), worst: down.map((value) => value / downSum) };
  }
  // The weight of every ordered pair: by stages when sequential, at once when a pair.
  let total = 0;
  for (let first = 0; first < size; first++) {
    let stage = likelihood === "sequential" ? 0 : 1;
    if (likelihood === "sequential") {
      // Summed anew: subtracting the best item's share would cancel where it dominates.
      for (let last = 0; last < size; last++) if (last !== first) stage += down[last];
    }
    for (let last = 0; last < size; last++) {
      if (last === first) continue;
      const weight = (up[first] * down[last]) / stage;
      best[first] += weight;
      worst[last] += weight;
      total += weight;
    }
  }
  return { best: best.map((value) => value / total), worst: worst.map((value) => value / total) };
}
