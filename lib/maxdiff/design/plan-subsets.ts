import type { Random } from "@/lib/stats/random";

/** Views of an item by a respondent who is shown it: at least, and at most where that evens totals. */
const FEWEST_VIEWS = 3;
const MOST_VIEWS = 3.5;

/**
 * How many items each version of an express design shows: the most that leave 3 views for each, or
 * somewhat fewer where only those let every item be shown equally often (± 1) overall.
 */
export function chooseSubsetSize(size: {
  readonly itemCount: number;
  readonly itemsPerTask: number;
  readonly taskCount: number;
  readonly versionCount: number;
}): number {
  const { itemCount, itemsPerTask, taskCount, versionCount } = size;
  const slots = taskCount * itemsPerTask;
  const largest = Math.max(itemsPerTask, Math.floor(slots / FEWEST_VIEWS));
  if (largest >= itemCount) return itemCount;
  const total = (slots * versionCount) / itemCount;
  const smallest = Math.max(itemsPerTask, Math.ceil(slots / MOST_VIEWS));
  // A view to spare on both sides first: without one, single versions can stand in the way.
  for (const spare of [1, 0]) {
    for (let subsetSize = largest; subsetSize >= smallest; subsetSize--) {
      const base = Math.floor(slots / subsetSize);
      const fewestPicks = Math.floor((versionCount * subsetSize) / itemCount);
      const mostPicks = Math.ceil((versionCount * subsetSize) / itemCount);
      const mostViewsOfFew = fewestPicks * (slots % subsetSize === 0 ? base : base + 1);
      const fewestViewsOfMany = mostPicks * base;
      if (
        fewestViewsOfMany + spare <= Math.ceil(total) &&
        mostViewsOfFew - spare >= Math.floor(total)
      ) {
        return subsetSize;
      }
    }
  }
  return largest;
}

/**
 * Express designs: which items each version shows, and how often.
 *
 * Every version shows `subsetSize` items, each floor(slots / subsetSize) or one more times. Items
 * are picked by fewest picks so far, then by fewest versions shared with those already picked, so
 * that pairs can later meet equally often; single views then move until totals are even.
 *
 * @param prohibited K × K table with 1 where a pair is prohibited: such pairs share a version last
 * @returns V × K counts
 */
export function planSubsets(input: {
  readonly versionCount: number;
  readonly slotsPerVersion: number;
  readonly subsetSize: number;
  readonly shownBefore: Int32Array;
  readonly prohibited: Uint8Array;
  readonly random: Random;
}): Int32Array {
  const { versionCount, slotsPerVersion, subsetSize, shownBefore, prohibited, random } = input;
  const itemCount = shownBefore.length;
  const base = Math.floor(slotsPerVersion / subsetSize);
  const extra = slotsPerVersion % subsetSize;
  const totals = Int32Array.from(shownBefore);
  const picks = Float64Array.from(shownBefore, (count) => Math.round(count / (base + 0.5)));
  // How many versions show both of two items.
  const together = new Float64Array(itemCount * itemCount);
  const plan = new Int32Array(versionCount * itemCount);
  const cost = new Float64Array(itemCount);
  for (let version = 0; version < versionCount; version++) {
    for (let item = 0; item < itemCount; item++) {
      // Picks weigh more than any sum of shared versions.
      cost[item] = picks[item] * versionCount * itemCount + random.next();
    }
    const subset: number[] = [];
    while (subset.length < subsetSize) {
      let picked = -1;
      for (let item = 0; item < itemCount; item++) {
        if (plan[version * itemCount + item] > 0) continue;
        if (picked < 0 || cost[item] < cost[picked]) picked = item;
      }
      subset.push(picked);
      plan[version * itemCount + picked] = base;
      picks[picked]++;
      for (let item = 0; item < itemCount; item++) {
        const pair = picked * itemCount + item;
        cost[item] += together[pair] + prohibited[pair] * versionCount;
      }
    }
    for (const item of subset) {
      for (const other of subset) if (item !== other) together[item * itemCount + other]++;
      totals[item] += base;
    }
    random.shuffle(subset).sort((a, b) => totals[a] - totals[b]);
    for (const item of subset.slice(0, extra)) {
      plan[version * itemCount + item]++;
      totals[item]++;
    }
  }
  evenTotals(plan, totals, base);
  return plan;
}

/**
 * Moves single views until all totals differ by at most 1, or as little as the subsets allow. A view
 * moves from one item to another in a version that shows the first base + 1 and the second base
 * times; where no version shows the two like that, through a chain of items.
 */
function evenTotals(plan: Int32Array, totals: Int32Array, base: number): void {
  const itemCount = totals.length;
  const settled = new Uint8Array(itemCount);
  for (;;) {
    let giver = -1;
    for (let item = 0; item < itemCount; item++) {
      if (settled[item] === 0 && (giver < 0 || totals[item] > totals[giver])) giver = item;
    }
    if (giver < 0) return;
    if (moveView(plan, totals, base, giver)) settled.fill(0);
    else settled[giver] = 1;
  }
}

/** Moves one view from the giver to an item with at least 2 fewer; false when no chain leads there. */
function moveView(plan: Int32Array, totals: Int32Array, base: number, giver: number): boolean {
  const itemCount = totals.length;
  if (totals.every((total) => totals[giver] - total < 2)) return false;
  const cameFrom = new Int32Array(itemCount).fill(-1);
  const rowOf = new Int32Array(itemCount);
  cameFrom[giver] = giver;
  const queue = [giver];
  for (const item of queue) {
    for (let row = 0; row < plan.length; row += itemCount) {
      if (plan[row + item] !== base + 1) continue;
      for (let next = 0; next < itemCount; next++) {
        if (plan[row + next] !== base || cameFrom[next] >= 0) continue;
        cameFrom[next] = item;
        rowOf[next] = row;
        queue.push(next);
        if (totals[giver] - totals[next] < 2) continue;
        for (let taker = next; taker !== giver; taker = cameFrom[taker]) {
          plan[rowOf[taker] + cameFrom[taker]]--;
          plan[rowOf[taker] + taker]++;
        }
        totals[giver]--;
        totals[next]++;
        return true;
      }
    }
  }
  return false;
}
