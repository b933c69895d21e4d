import type { Random } from "@/lib/stats/random";

/**
 * How often each version shows each item, decided before any task is filled: one-way balance is the
 * first aim of a design, so the later searches only ever exchange items and never change a count.
 *
 * Every version shows `subsetSize` items, each floor(slots / subsetSize) or one more times. Items
 * shown least so far go first, ties at random, so the totals over all versions differ by at most 1
 * when every version shows all items (and as little as the subset sizes allow otherwise).
 *
 * @param slotsPerVersion T · k
 * @param shownBefore K counts of the versions that exist already
 * @returns V × K counts
 */
export function planItemCounts(input: {
  versionCount: number;
  slotsPerVersion: number;
  subsetSize: number;
  shownBefore: Int32Array;
  random: Random;
}): Int32Array {
  const { versionCount, slotsPerVersion, subsetSize, shownBefore, random } = input;
  const itemCount = shownBefore.length;
  const totals = Int32Array.from(shownBefore);
  const plan = new Int32Array(versionCount * itemCount);
  const base = Math.floor(slotsPerVersion / subsetSize);
  const extra = slotsPerVersion % subsetSize;
  const items = Array.from({ length: itemCount }, (_, item) => item);
  for (let version = 0; version < versionCount; version++) {
    random.shuffle(items).sort((a, b) => totals[a] - totals[b]);
    for (let rank = 0; rank < subsetSize; rank++) {
      const item = items[rank];
      const count = rank < extra ? base + 1 : base;
      plan[version * itemCount + item] = count;
      totals[item] += count;
    }
  }
  if (subsetSize < itemCount) evenTotals(plan, totals, itemCount, base);
  return plan;
}

/**
 * With subsets the totals can drift apart by the views of one version. Moves single views from the
 * item shown most to items shown less, in versions where that keeps both at base or base + 1.
 */
function evenTotals(plan: Int32Array, totals: Int32Array, itemCount: number, base: number): void {
  const versionCount = plan.length / itemCount;
  const items = Array.from({ length: itemCount }, (_, item) => item);
  let moved = true;
  while (moved) {
    moved = false;
    items.sort((a, b) => totals[b] - totals[a]);
    search: for (const giver of items) {
      for (let rank = itemCount - 1; totals[giver] - totals[items[rank]] >= 2; rank--) {
        const taker = items[rank];
        for (let version = 0; version < versionCount; version++) {
          const row = version * itemCount;
          if (plan[row + giver] !== base + 1 || plan[row + taker] !== base) continue;
          plan[row + giver]--;
          plan[row + taker]++;
          totals[giver]--;
          totals[taker]++;
          moved = true;
          break search;
        }
      }
    }
  }
}
