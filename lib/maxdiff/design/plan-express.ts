import type { Random } from "@/lib/stats/random";
import { dealSubsets } from "./deal-subsets";
import { type ExpressTotals, expressTotals, leastTotalSpread } from "./express-totals";

/** Views of an item by a respondent who is shown it, on average: at best, and at most. */
const WANTED_VIEWS = 3;
const AMPLE_VIEWS = 3.5;
const MAX_VIEWS = 4;

/**
 * Express designs: which items each version shows, and how often, so that every item is shown
 * equally often (± 1) in the versions that show it and overall.
 *
 * Of all numbers of items that versions may show, one is taken that evens the totals; of those one
 * that can link the items of every version, and all versions, through shared items; of those the one
 * with 3 views of an item or little more, else nearest to 3. Numbers differ by at most 1 between
 * versions.
 *
 * Totals of new designs, and of even ones that are continued, always differ by at most 1; where the
 * versions of a continued design are uneven themselves, by as little as is found.
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
  const { itemsPerTask, taskCount, versionCount, shownBefore, prohibited, random } = input;
  const itemCount = shownBefore.length;
  const slotsPerVersion = taskCount * itemsPerTask;
  const fewest = Math.max(itemsPerTask, Math.ceil(slotsPerVersion / MAX_VIEWS));
  if (Math.max(itemsPerTask, Math.floor(slotsPerVersion / WANTED_VIEWS)) >= itemCount) return null;
  const size = { versionCount, slotsPerVersion, shownBefore };
  const allPicks = {
    least: versionCount * fewest,
    most: versionCount * Math.min(itemCount, slotsPerVersion),
  };
  const mostLinked = slotsPerVersion - taskCount + 1;
  const canLink = (picks: number): boolean =>
    picks >= itemCount + versionCount - 1 && Math.ceil(picks / versionCount) <= mostLinked;
  const deal = (totals: ExpressTotals): Int32Array =>
    dealSubsets({ ...totals, slotsPerVersion, prohibited, random });
  for (let spread = leastTotalSpread(size, fewest); ; spread++) {
    for (const linked of [true, false]) {
      for (const picks of nearestPicks(versionCount * slotsPerVersion, allPicks)) {
        if (canLink(picks) !== linked) continue;
        const totals = expressTotals({ ...size, picks, spread, random });
        if (totals !== null) return deal(totals);
      }
    }
  }
}

/**
 * Numbers of items shown, summed over versions: those first that give 3 to 3.5 views of each, the
 * most items first, then by how near views come to 3.
 */
function* nearestPicks(
  slots: number,
  { least, most }: { readonly least: number; readonly most: number },
): Generator<number> {
  const middle = Math.floor(slots / WANTED_VIEWS);
  const ample = Math.max(least, Math.ceil(slots / AMPLE_VIEWS));
  for (let picks = Math.min(middle, most); picks >= ample; picks--) yield picks;
  let above = Math.max(middle + 1, least);
  let below = Math.min(ample - 1, most);
  while (above <= most || below >= least) {
    const isAboveNearer = WANTED_VIEWS - slots / above <= slots / below - WANTED_VIEWS;
    if (below < least || (above <= most && isAboveNearer)) yield above++;
    else yield below--;
  }
}
