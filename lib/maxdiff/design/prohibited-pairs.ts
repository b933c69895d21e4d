/**
 * Refuses prohibited pairs that leave an item nothing to be shown with.
 *
 * Every item must be part of at least one task: k items of which no two are prohibited.
 *
 * @param prohibited K × K table with 1 where a pair is prohibited
 * @throws RangeError naming the item (1-based) and how many partners are left to it.
 */
export function checkProhibitedPairs(
  itemCount: number,
  itemsPerTask: number,
  prohibited: Uint8Array,
): void {
  if (!prohibited.includes(1)) return;
  for (let item = 0; item < itemCount; item++) {
    const partners: number[] = [];
    for (let other = 0; other < itemCount; other++) {
      if (other !== item && prohibited[item * itemCount + other] === 0) partners.push(other);
    }
    if (partners.length < itemsPerTask - 1) {
      throw new RangeError(
        `Item ${item + 1} may meet only ${partners.length} other items, and a task of ` +
          `${itemsPerTask} needs ${itemsPerTask - 1}: prohibit fewer of its pairs, or show fewer ` +
          `items in a task.`,
      );
    }
    const search = { steps: 100_000 };
    if (!hasTask(partners, itemsPerTask - 1, itemCount, prohibited, search)) {
      throw new RangeError(
        `Item ${item + 1} cannot be shown: among the ${partners.length} items it may meet, no ` +
          `${itemsPerTask - 1} may meet each other. Prohibit fewer pairs, or show fewer items in a ` +
          `task.`,
      );
    }
  }
}

/** Whether `wanted` of the candidates may all meet each other; true when the search runs out. */
function hasTask(
  candidates: readonly number[],
  wanted: number,
  itemCount: number,
  prohibited: Uint8Array,
  search: { steps: number },
): boolean {
  if (wanted === 0) return true;
  for (let first = 0; first + wanted <= candidates.length; first++) {
    if (search.steps-- <= 0) return true;
    const row = candidates[first] * itemCount;
    const rest = candidates.slice(first + 1).filter((other) => prohibited[row + other] === 0);
    if (rest.length >= wanted - 1 && hasTask(rest, wanted - 1, itemCount, prohibited, search)) {
      return true;
    }
  }
  return false;
}
