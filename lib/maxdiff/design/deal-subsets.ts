import type { Random } from "@/lib/stats/random";
import type { ExpressTotals } from "./express-totals";

/** What one group of versions still has to show. */
interface Remaining {
  versions: number;
  readonly subsetSize: number;
  readonly picks: Int32Array;
  readonly extras: Int32Array;
}

/**
 * Deals the items to the versions of an express design, keeping to planned totals exactly.
 *
 * Every version takes the items first that all versions left must show, then those with most picks
 * to come (so that the first versions alone are nearly even too), then those that share fewest
 * versions with the ones it has, so that pairs can later meet equally often. Extra views to come have
 * no say in that: they change so slowly that the same items would share versions again and again.
 *
 * @param prohibited K × K table with 1 where a pair is prohibited: such pairs share a version last
 * @returns V × K counts
 */
export function dealSubsets(
  input: ExpressTotals & {
    readonly slotsPerVersion: number;
    readonly prohibited: Uint8Array;
    readonly random: Random;
  },
): Int32Array {
  const { base, groups, slotsPerVersion, prohibited, random } = input;
  const itemCount = groups[0].picks.length;
  const remaining: Remaining[] = groups.map((group) => ({
    versions: group.versionCount,
    subsetSize: group.subsetSize,
    picks: group.picks.slice(),
    extras: group.extras.slice(),
  }));
  const order = random.shuffle(
    remaining.flatMap((group) => new Array<Remaining>(group.versions).fill(group)),
  );
  const picksToCome = new Int32Array(itemCount);
  for (const { picks } of groups) {
    for (let item = 0; item < itemCount; item++) picksToCome[item] += picks[item];
  }
  // How many versions show both of two items.
  const together = new Float64Array(itemCount * itemCount);
  const plan = new Int32Array(order.length * itemCount);
  const cost = new Float64Array(itemCount);
  order.forEach((group, version) => {
    for (let item = 0; item < itemCount; item++) {
      // Picks weigh more than any sum of shared versions.
      cost[item] = random.next() - picksToCome[item] * order.length * itemCount;
    }
    const extraCount = slotsPerVersion - base * group.subsetSize;
    const subset = takeSubset(group, extraCount, cost, (item) => {
      for (let other = 0; other < itemCount; other++) {
        const pair = item * itemCount + other;
        cost[other] += together[pair] + prohibited[pair] * order.length;
      }
    });
    const extra = takeExtras(group, extraCount, subset, random);
    for (const item of subset) {
      for (const other of subset) if (item !== other) together[item * itemCount + other]++;
      plan[version * itemCount + item] = extra.has(item) ? base + 1 : base;
      picksToCome[item]--;
      group.picks[item]--;
      if (extra.has(item)) group.extras[item]--;
    }
    group.versions--;
  });
  return plan;
}

/**
 * The items of the next version of a group. Two caps keep the versions after it possible: of the
 * items left with extra views only it takes no more than it has extra views, of those left with none
 * no more than it has plain ones. What it leaves is again within the arithmetic of `expressTotals`,
 * so the deal never comes to a dead end.
 */
function takeSubset(
  { versions, subsetSize, picks, extras }: Remaining,
  extraCount: number,
  cost: Float64Array,
  onTaken: (item: number) => void,
): number[] {
  const subset: number[] = [];
  const isTaken = new Uint8Array(picks.length);
  let extraOnly = 0;
  let plainOnly = 0;
  const take = (item: number): void => {
    subset.push(item);
    isTaken[item] = 1;
    if (extras[item] === picks[item]) extraOnly++;
    if (extras[item] === 0) plainOnly++;
    onTaken(item);
  };
  for (let item = 0; item < picks.length; item++) if (picks[item] === versions) take(item);
  while (subset.length < subsetSize) {
    let cheapest = -1;
    for (let item = 0; item < picks.length; item++) {
      if (picks[item] === 0 || isTaken[item] === 1) continue;
      if (extras[item] === picks[item] && extraOnly === extraCount) continue;
      if (extras[item] === 0 && plainOnly === subsetSize - extraCount) continue;
      if (cheapest < 0 || cost[item] < cost[cheapest]) cheapest = item;
    }
    take(cheapest);
  }
  return subset;
}

/** The items of a subset that are shown once more: those that must be, then those with most to come. */
function takeExtras(
  { picks, extras }: Remaining,
  extraCount: number,
  subset: readonly number[],
  random: Random,
): Set<number> {
  const urgency = (item: number): number =>
    extras[item] === picks[item] ? Number.POSITIVE_INFINITY : extras[item];
  const able = random.shuffle(subset.filter((item) => extras[item] > 0));
  able.sort((a, b) => (urgency(a) === urgency(b) ? 0 : urgency(b) - urgency(a)));
  return new Set(able.slice(0, extraCount));
}
