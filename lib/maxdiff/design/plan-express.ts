import type { Random } from "@/lib/stats/random";

/** Views of an item by a respondent who is shown it: at least, and at most where that evens totals. */
const FEWEST_VIEWS = 3;
const MOST_VIEWS = 3.5;
/** Views on average at the least where nothing else evens the totals of a few versions. */
const FEWEST_VIEWS_OF_FEW_VERSIONS = 2;

/** Numbers of picks tried, and plans with each, before totals are left as even as the best plan's. */
const MOST_PICKS_TRIED = 80;
const TRIES_EACH = 20;

/**
 * Express designs: which items each version shows, and how often, so that every item is shown
 * equally often (± 1) overall.
 *
 * Versions show as many items as leave 3 views for each. Where that cannot make totals even, as with
 * few versions, other sizes are tried: somewhat smaller subsets; every item in equally many versions;
 * any number of picks in all, with 2 views or more on average. Sizes of versions then differ by at
 * most 1. Where all versions together cannot show every item twice nothing is tried, and totals are
 * not even.
 *
 * @param shownBefore K counts of the versions that exist already
 * @param prohibited K × K table with 1 where a pair is prohibited: such pairs share a version last
 * @returns V × K counts; null where a version can show all items about 3 times
 */
export function planExpress(input: {
  readonly itemsPerTask: number;
  readonly taskCount: number;
  readonly versionCount: number;
  readonly shownBefore: Int32Array;
  readonly prohibited: Uint8Array;
  readonly random: Random;
}): Int32Array | null {
  const { itemsPerTask, taskCount } = input;
  const itemCount = input.shownBefore.length;
  const slotsPerVersion = taskCount * itemsPerTask;
  const largest = Math.max(itemsPerTask, Math.floor(slotsPerVersion / FEWEST_VIEWS));
  if (largest >= itemCount) return null;
  let best: { plan: Int32Array; unevenness: number } | null = null;
  for (const subsetSizes of sizesToTry(input, largest, itemCount)) {
    const { plan, totals } = planSubsets({ ...input, slotsPerVersion, subsetSizes });
    const unevenness = Math.max(...totals) - Math.min(...totals);
    if (best === null || unevenness < best.unevenness) best = { plan, unevenness };
    if (unevenness <= 1) break;
  }
  return best?.plan ?? null;
}

/** Subset sizes for all versions, the likeliest to make totals even first. */
function* sizesToTry(
  size: { itemsPerTask: number; taskCount: number; versionCount: number; random: Random },
  largest: number,
  itemCount: number,
): Generator<number[]> {
  const { itemsPerTask, taskCount, versionCount, random } = size;
  const slots = taskCount * itemsPerTask;
  const alike = (subsetSize: number) => new Array<number>(versionCount).fill(subsetSize);
  const total = (slots * versionCount) / itemCount;
  if (total < FEWEST_VIEWS_OF_FEW_VERSIONS) {
    yield alike(largest);
    return;
  }
  const smallest = Math.max(itemsPerTask, Math.ceil(slots / MOST_VIEWS));
  for (const spare of [1, 0]) {
    for (let subsetSize = largest; subsetSize >= smallest; subsetSize--) {
      const base = Math.floor(slots / subsetSize);
      const fewestPicks = Math.floor((versionCount * subsetSize) / itemCount);
      const mostPicks = Math.ceil((versionCount * subsetSize) / itemCount);
      const mostViewsOfFew = fewestPicks * (slots % subsetSize === 0 ? base : base + 1);
      const fewestViewsOfMany = mostPicks * base;
      // A view to spare on both sides first: without one, single versions can stand in the way.
      if (
        fewestViewsOfMany + spare <= Math.ceil(total) &&
        mostViewsOfFew - spare >= Math.floor(total)
      ) {
        yield alike(subsetSize);
      }
    }
  }
  // An item in two versions links them: from 4 views on, 2 in each are worth it.
  const wanted = Math.max(Math.round(total / FEWEST_VIEWS), total < 4 ? 1 : 2);
  const needed = Math.ceil((itemsPerTask * versionCount) / itemCount);
  yield nearlyAlike(itemCount * Math.max(wanted, needed), versionCount);
  // Any number of picks then, those with about 3 views first, the larger subsets anywhere.
  const most = versionCount * Math.min(itemCount, slots / FEWEST_VIEWS_OF_FEW_VERSIONS);
  const least = versionCount * itemsPerTask;
  const middle = Math.round((versionCount * slots) / FEWEST_VIEWS);
  for (let away = 0; away < MOST_PICKS_TRIED; away++) {
    const picks = middle + (away % 2 === 0 ? 1 : -1) * Math.ceil(away / 2);
    if (picks < least || picks > most) continue;
    for (let again = 0; again < TRIES_EACH; again++) {
      yield random.shuffle(nearlyAlike(picks, versionCount));
    }
  }
}

/** Subset sizes that differ by at most 1 and sum to the picks. */
function nearlyAlike(picks: number, versionCount: number): number[] {
  return Array.from(
    { length: versionCount },
    (_, version) =>
      Math.floor(((version + 1) * picks) / versionCount) -
      Math.floor((version * picks) / versionCount),
  );
}

/**
 * Which items each version shows, and how often, for given numbers of items.
 *
 * A version shows its number of items, each floor(slots / number) or one more times. Items are
 * picked by fewest picks so far, then by fewest versions shared with those already picked, so that
 * pairs can later meet equally often; single views then move until totals are even.
 *
 * @param subsetSizes one per version
 * @param prohibited K × K table with 1 where a pair is prohibited: such pairs share a version last
 * @returns V × K counts, and their totals with those shown before
 */
function planSubsets(input: {
  readonly slotsPerVersion: number;
  readonly subsetSizes: readonly number[];
  readonly shownBefore: Int32Array;
  readonly prohibited: Uint8Array;
  readonly random: Random;
}): { plan: Int32Array; totals: Int32Array } {
  const { slotsPerVersion, subsetSizes, shownBefore, prohibited, random } = input;
  const versionCount = subsetSizes.length;
  const itemCount = shownBefore.length;
  const bases = subsetSizes.map((subsetSize) => Math.floor(slotsPerVersion / subsetSize));
  const totals = Int32Array.from(shownBefore);
  const picks = Float64Array.from(shownBefore, (count) => Math.round(count / (bases[0] + 0.5)));
  // How many versions show both of two items.
  const together = new Float64Array(itemCount * itemCount);
  const plan = new Int32Array(versionCount * itemCount);
  const cost = new Float64Array(itemCount);
  subsetSizes.forEach((subsetSize, version) => {
    const base = bases[version];
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
    for (const item of subset.slice(0, slotsPerVersion - base * subsetSize)) {
      plan[version * itemCount + item]++;
      totals[item]++;
    }
  });
  evenTotals(plan, totals, bases);
  return { plan, totals };
}

/**
 * Moves single views until all totals differ by at most 1, or as little as the subsets allow. A view
 * moves from one item to another in a version that shows the first its base + 1 and the second its
 * base times; where no version shows the two like that, through a chain of items.
 */
function evenTotals(plan: Int32Array, totals: Int32Array, bases: readonly number[]): void {
  const itemCount = totals.length;
  const settled = new Uint8Array(itemCount);
  for (;;) {
    let giver = -1;
    for (let item = 0; item < itemCount; item++) {
      if (settled[item] === 0 && (giver < 0 || totals[item] > totals[giver])) giver = item;
    }
    if (giver < 0) return;
    if (moveView(plan, totals, bases, giver)) settled.fill(0);
    else settled[giver] = 1;
  }
}

/** Moves one view from the giver to an item with at least 2 fewer; false when no chain leads there. */
function moveView(
  plan: Int32Array,
  totals: Int32Array,
  bases: readonly number[],
  giver: number,
): boolean {
  const itemCount = totals.length;
  if (totals.every((total) => totals[giver] - total < 2)) return false;
  const cameFrom = new Int32Array(itemCount).fill(-1);
  const rowOf = new Int32Array(itemCount);
  cameFrom[giver] = giver;
  const queue = [giver];
  for (const item of queue) {
    for (const [version, base] of bases.entries()) {
      const row = version * itemCount;
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
