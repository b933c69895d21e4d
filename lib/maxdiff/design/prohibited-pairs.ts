import { counted } from "./counted";

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
    checkPartners(item, itemCount, itemsPerTask, prohibited);
  }
}

/**
 * Refuses prohibited pairs that need too many tasks: items of which every two are prohibited take
 * tasks of their own, as many as their views together.
 *
 * @param viewsAtLeast the views every version gives every item
 * @throws RangeError naming the items (1-based) and the tasks they need.
 */
export function checkProhibitedViews(
  itemCount: number,
  taskCount: number,
  viewsAtLeast: number,
  prohibited: Uint8Array,
): void {
  for (let item = 0; item < itemCount; item++) {
    const apart = itemsApart(item, itemCount, prohibited);
    const needed = apart.length * viewsAtLeast;
    if (apart.length < 2 || needed <= taskCount) continue;
    const numbers = apart.map((one) => one + 1);
    throw new RangeError(
      `Items ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)} may never meet, so showing ` +
        `each at least ${counted(viewsAtLeast, "time")} needs ${counted(needed, "task")}, not ${taskCount}. Prohibit ` +
        `fewer pairs, or show fewer items in a task.`,
    );
  }
}

function checkPartners(
  item: number,
  itemCount: number,
  itemsPerTask: number,
  prohibited: Uint8Array,
): void {
  const partners: number[] = [];
  for (let other = 0; other < itemCount; other++) {
    if (other !== item && prohibited[item * itemCount + other] === 0) partners.push(other);
  }
  if (partners.length < itemsPerTask - 1) {
    throw new RangeError(
      `Item ${item + 1} may meet only ${counted(partners.length, "other item")}, and a task of ` +
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

/** The item and others of which every two are prohibited, collected greedily in item order. */
function itemsApart(item: number, itemCount: number, prohibited: Uint8Array): number[] {
  const apart = [item];
  for (let other = 0; other < itemCount; other++) {
    if (apart.every((one) => prohibited[one * itemCount + other] === 1)) apart.push(other);
  }
  return apart.sort((a, b) => a - b);
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
