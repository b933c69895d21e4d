/** How evenly something is spread over its cells; plain numbers, ready for JSON. */
export interface CountSpread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Coefficient of variation: standard deviation over mean, in percent (0 when the mean is 0). */
  readonly variation: number;
  /** The least coefficient of variation arithmetic allows whole counts of this total, in percent. */
  readonly variationBound: number;
}

/**
 * Spread of whole counts. The bound: a mean with fraction f needs counts floor and floor + 1, whose
 * variance is f (1 − f).
 *
 * @param leastVariance a variance no arrangement can go below for another reason; 0 when none
 * @throws RangeError when there are no counts.
 */
export function countSpread(counts: ArrayLike<number>, leastVariance = 0): CountSpread {
  if (counts.length === 0) throw new RangeError("A spread needs at least one count.");
  let total = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let cell = 0; cell < counts.length; cell++) {
    total += counts[cell];
    min = Math.min(min, counts[cell]);
    max = Math.max(max, counts[cell]);
  }
  const mean = total / counts.length;
  let squares = 0;
  for (let cell = 0; cell < counts.length; cell++) squares += (counts[cell] - mean) ** 2;
  const fraction = mean - Math.floor(mean);
  const bound = Math.max(fraction * (1 - fraction), leastVariance);
  const percent = (variance: number): number =>
    mean === 0 ? 0 : (100 * Math.sqrt(variance)) / mean;
  return {
    mean,
    min,
    max,
    variation: percent(squares / counts.length),
    variationBound: percent(bound),
  };
}

/** The index of the count farthest from the mean; the first one of equals. */
export function worstCell(counts: ArrayLike<number>, mean: number): number {
  let worst = 0;
  for (let cell = 1; cell < counts.length; cell++) {
    if (Math.abs(counts[cell] - mean) > Math.abs(counts[worst] - mean)) worst = cell;
  }
  return worst;
}
