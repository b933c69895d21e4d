import type { Random } from "@/lib/stats/random";

/**
 * How often each version shows each item, decided before any task is filled: one-way balance is the
 * first aim of a design, so the later searches only ever exchange items and never change a count.
 *
 * Every version shows all items floor(slots / K) or one more times. The items shown least so far get
 * the extra views, ties at random, so the totals over all versions differ by at most 1 as well.
 *
 * @param slotsPerVersion T · k
 * @param shownBefore K counts of the versions that exist already; uneven ones are made even
 * @returns V × K counts
 */
export function planItemCounts(input: {
  readonly versionCount: number;
  readonly slotsPerVersion: number;
  readonly shownBefore: Int32Array;
  readonly random: Random;
}): Int32Array {
  const { versionCount, slotsPerVersion, shownBefore, random } = input;
  const itemCount = shownBefore.length;
  const totals = Int32Array.from(shownBefore);
  const base = Math.floor(slotsPerVersion / itemCount);
  const extra = slotsPerVersion % itemCount;
  const plan = new Int32Array(versionCount * itemCount).fill(base);
  const items = Array.from({ length: itemCount }, (_, item) => item);
  for (let version = 0; version < versionCount; version++) {
    random.shuffle(items).sort((a, b) => totals[a] - totals[b]);
    for (let rank = 0; rank < extra; rank++) {
      plan[version * itemCount + items[rank]]++;
      totals[items[rank]]++;
    }
  }
  return plan;
}
