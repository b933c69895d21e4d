/**
 * The quantile of a sample by linear interpolation (type 7 of R. Hyndman and Y. Fan 1996, American
 * Statistician 50, 361-365).
 *
 * @param sorted ascending, not empty
 * @param probability 0 … 1
 * @throws RangeError when the sample is empty or the probability out of range
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new RangeError("A quantile needs a sample, not an empty one.");
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`A probability must lie between 0 and 1, not ${probability}.`);
  }
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
