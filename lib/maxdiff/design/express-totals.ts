/**
 * The arithmetic of express designs: which totals are possible at all when versions show subsets.
 *
 * A version of N slots shows its s items a or a + 1 times (a = ⌊N / s⌋): s − y of them a times and
 * y = N − a s of them once more. So an item picked by p versions, in e of them once more, is shown
 * a p + e times, 0 ≤ e ≤ p ≤ V.
 *
 * Versions of one size: any such counts are possible whose p sum to V s and whose e sum to V y. Join
 * every item by e edges to one node and by p − e edges to another; edges in V colours, each colour
 * equally often at every node (± 1), always exist (de Werra 1971), and a colour is a version.
 *
 * Versions of two sizes: every item's p and e are split between the two first. What one item may give
 * to the first size is bounded in e, in p − e and in p alone, and sets of that shape add up to sets
 * of that shape (they are M♮-convex), so the split exists if the three sums lie within the summed
 * bounds.
 *
 * Totals within 1 of each other are always possible for a new design and for one that continues an
 * even one: at the latest with s = min(K, N), where every version gives its extra views to the items
 * with fewest.
 */
import type { Random } from "@/lib/stats/random";

/** Versions that show equally many items. */
export interface SubsetGroup {
  readonly versionCount: number;
  readonly subsetSize: number;
  /** K: by how many of these versions each item is shown. */
  readonly picks: Int32Array;
  /** K: in how many of them once more than the least. */
  readonly extras: Int32Array;
}

/** How many versions show each item, and how often. */
export interface ExpressTotals {
  /** a: the least views of an item in a version that shows it. */
  readonly base: number;
  /** One group, or two whose sizes differ by 1. */
  readonly groups: readonly SubsetGroup[];
}

interface Size {
  readonly versionCount: number;
  readonly slotsPerVersion: number;
  /** K counts of the versions that exist already. */
  readonly shownBefore: Int32Array;
}

/**
 * The least that totals can differ whatever subsets the new versions show, existing versions counted
 * in: 1 (or 0) unless those are too uneven to be mended.
 *
 * @param fewest items a version shows at least
 */
export function leastTotalSpread(size: Size, fewest: number): number {
  const mostViews = size.versionCount * Math.ceil(size.slotsPerVersion / fewest);
  let spread = 1;
  while (possibleLowest(size, spread, mostViews).length === 0) spread++;
  return spread;
}

/**
 * Every m for which all totals could lie in m … m + spread.
 *
 * @param mostViews views the new versions can give one item
 */
function possibleLowest(size: Size, spread: number, mostViews: number): number[] {
  const { shownBefore, versionCount, slotsPerVersion } = size;
  const slots = versionCount * slotsPerVersion;
  const mean = shownBefore.reduce((sum, count) => sum + count, slots) / shownBefore.length;
  const found: number[] = [];
  const first = Math.max(0, Math.ceil(mean) - spread, Math.max(...shownBefore) - spread);
  for (let lowest = first; lowest <= mean; lowest++) {
    let needed = 0;
    let room = 0;
    let isWithin = true;
    for (const before of shownBefore) {
      const least = Math.max(0, lowest - before);
      isWithin &&= least <= mostViews;
      needed += least;
      room += Math.min(mostViews, lowest + spread - before);
    }
    if (isWithin && needed <= slots && room >= slots) found.push(lowest);
  }
  return found;
}

/**
 * Picks and views of every item such that all totals lie within `spread` of each other.
 *
 * @param picks items shown, summed over versions, whose sizes differ by at most 1
 * @returns null where these picks do not allow it; for new designs, exactly there
 */
export function expressTotals(
  input: Size & { readonly picks: number; readonly spread: number; readonly random: Random },
): ExpressTotals | null {
  const { versionCount, slotsPerVersion, picks, spread, random } = input;
  const subsetSize = Math.floor(picks / versionCount);
  const largerCount = picks % versionCount;
  const base = Math.floor(slotsPerVersion / subsetSize);
  // Two sizes share one base, or an item would not be shown equally often by both.
  if (largerCount > 0 && base * (subsetSize + 1) > slotsPerVersion) return null;
  for (const lowest of possibleLowest(input, spread, versionCount * (base + 1))) {
    const least = input.shownBefore.map((before) => Math.max(0, lowest - before));
    const most = input.shownBefore.map((before) => lowest + spread - before);
    const found = choosePicks({ ...input, base, least, most });
    if (found === null) continue;
    const smaller = { versionCount: versionCount - largerCount, subsetSize };
    if (largerCount === 0) return { base, groups: [{ ...smaller, ...found }] };
    const larger = { versionCount: largerCount, subsetSize: subsetSize + 1 };
    const split = splitGroups(smaller, larger, found, slotsPerVersion - base * subsetSize, random);
    if (split !== null) return { base, groups: split };
  }
  return null;
}

interface PicksAndExtras {
  readonly picks: Int32Array;
  readonly extras: Int32Array;
}

/**
 * Picks, as equal as can be, and extra views of each item, such that its views lie in least … most
 * and both sums are met.
 *
 * @returns null where equal picks do not allow it. New designs are alike in all items, so that nothing
 *   else could; beside existing versions another number of picks may have to be tried.
 */
function choosePicks(input: {
  readonly versionCount: number;
  readonly slotsPerVersion: number;
  readonly base: number;
  readonly picks: number;
  readonly least: Int32Array;
  readonly most: Int32Array;
  readonly random: Random;
}): PicksAndExtras | null {
  const { versionCount, slotsPerVersion, base, least, most, random } = input;
  const fewest = least.map((views) => Math.ceil(views / (base + 1)));
  const largest = most.map((views) => Math.min(versionCount, Math.floor(views / base)));
  const items = random.shuffle(Array.from(least.keys()));
  const picks = Int32Array.from(fewest);
  let left = input.picks;
  for (const item of items) {
    if (fewest[item] > largest[item]) return null;
    left -= fewest[item];
  }
  if (left < 0) return null;
  while (left > 0) {
    let next = -1;
    for (const item of items) {
      if (picks[item] < largest[item] && (next < 0 || picks[item] < picks[next])) next = item;
    }
    if (next < 0) return null;
    picks[next]++;
    left--;
  }
  // The views an item can have with so many picks.
  const leastWith = (item: number, count: number) => Math.max(least[item], base * count);
  const mostWith = (item: number, count: number) => Math.min(most[item], (base + 1) * count);
  const sum = (views: (item: number, count: number) => number) =>
    items.reduce((total, item) => total + views(item, picks[item]), 0);
  const slots = versionCount * slotsPerVersion;
  if (sum(leastWith) > slots || sum(mostWith) < slots) return null;
  let toGive = slots - sum(leastWith);
  const views = Int32Array.from(picks, (count, item) => leastWith(item, count));
  while (toGive > 0) {
    for (const item of items) {
      if (toGive === 0 || views[item] >= mostWith(item, picks[item])) continue;
      views[item]++;
      toGive--;
    }
  }
  return { picks, extras: views.map((count, item) => count - base * picks[item]) };
}

/**
 * Splits the picks and extra views of every item between versions of two sizes.
 *
 * @param extrasOfSmaller items that one version of the smaller size shows once more than the least
 * @returns null where no split exists
 */
function splitGroups(
  smaller: { readonly versionCount: number; readonly subsetSize: number },
  larger: { readonly versionCount: number; readonly subsetSize: number },
  { picks, extras }: PicksAndExtras,
  extrasOfSmaller: number,
  random: Random,
): SubsetGroup[] | null {
  // What the smaller size takes: extra views, plain views, and both together.
  const bounds = Array.from(picks, (count, item) => {
    const own = [extras[item], count - extras[item], count];
    const spared = Math.max(0, count - larger.versionCount);
    return own.map((most, kind) => ({
      least: kind === 2 ? spared : Math.max(0, spared - (count - most)),
      most: Math.min(most, smaller.versionCount),
    }));
  });
  const left = [0, 1, 2].map((kind) => ({
    least: bounds.reduce((sum, own) => sum + own[kind].least, 0),
    most: bounds.reduce((sum, own) => sum + own[kind].most, 0),
  }));
  const extraViews = smaller.versionCount * extrasOfSmaller;
  const allPicks = smaller.versionCount * smaller.subsetSize;
  const wanted = [extraViews, allPicks - extraViews, allPicks];
  if (left.some(({ least, most }, kind) => wanted[kind] < least || wanted[kind] > most))
    return null;
  const share = smaller.versionCount / (smaller.versionCount + larger.versionCount);
  const ofSmaller = { picks: new Int32Array(picks.length), extras: new Int32Array(picks.length) };
  for (const item of random.shuffle(Array.from(picks.keys()))) {
    // What those after it can still take bounds what this one must.
    const [extra, plain, both] = bounds[item].map((own, kind) => {
      left[kind].least -= own.least;
      left[kind].most -= own.most;
      return {
        least: Math.max(own.least, wanted[kind] - left[kind].most),
        most: Math.min(own.most, wanted[kind] - left[kind].least),
      };
    });
    const count = between(
      Math.max(both.least, extra.least + plain.least),
      Math.min(both.most, extra.most + plain.most),
      Math.floor(picks[item] * share + random.next()),
    );
    const more = between(
      Math.max(extra.least, count - plain.most),
      Math.min(extra.most, count - plain.least),
      Math.floor(extras[item] * share + random.next()),
    );
    ofSmaller.picks[item] = count;
    ofSmaller.extras[item] = more;
    [more, count - more, count].forEach((taken, kind) => {
      wanted[kind] -= taken;
    });
  }
  const ofLarger = {
    picks: picks.map((count, item) => count - ofSmaller.picks[item]),
    extras: extras.map((count, item) => count - ofSmaller.extras[item]),
  };
  return [
    { ...smaller, ...ofSmaller },
    { ...larger, ...ofLarger },
  ];
}

function between(least: number, most: number, wanted: number): number {
  return Math.max(least, Math.min(most, wanted));
}
