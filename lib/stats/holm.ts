/**
 * Holm's step-down adjustment: with these p-values, "every one below 0.05 is real" is wrong for at
 * most 5 % of families, however the tests depend on each other.
 *
 * Source: S. Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
 *
 * @param values p-values, 0 to 1; null where nothing could be tested, which is left out of the family
 * @returns adjusted p-values in the same order, null where null
 * @throws RangeError when a value is not a probability
 */
export function holm(values: readonly (number | null)[]): (number | null)[] {
  const tested: { index: number; p: number }[] = [];
  values.forEach((p, index) => {
    if (p === null) return;
    if (!(p >= 0 && p <= 1)) throw new RangeError(`p-value ${index} is ${p}, not 0 to 1.`);
    tested.push({ index, p });
  });
  tested.sort((left, right) => left.p - right.p);
  const adjusted: (number | null)[] = values.map(() => null);
  let running = 0;
  tested.forEach(({ index, p }, step) => {
    running = Math.max(running, Math.min(1, (tested.length - step) * p));
    adjusted[index] = running;
  });
  return adjusted;
}
