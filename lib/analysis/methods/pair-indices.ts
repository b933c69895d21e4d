/**
 * Pairs of item numbers as pairs of item indices, each once, the lower one first.
 *
 * @param pairs texts like "3-7"
 * @param itemNumbers by item index
 * @throws RangeError naming a pair that is not of two items of the study
 */
export function pairIndices(
  pairs: readonly string[],
  itemNumbers: readonly number[],
): [number, number][] {
  const found = new Map<string, [number, number]>();
  for (const text of pairs) {
    const indices = text.split("-").map((number) => itemNumbers.indexOf(Number(number)));
    const [low, high] = indices.sort((one, other) => one - other);
    if (low < 0 || low === high) {
      throw new RangeError(`The pair ${text} is not of two items of the study.`);
    }
    found.set(`${low}-${high}`, [low, high]);
  }
  return [...found.values()];
}
