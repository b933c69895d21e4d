import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { expressTotals } from "./express-totals";

/** Every row of K counts in which `shown` items stand, `extras` of them once more than `base`. */
function everyVersion(itemCount: number, shown: number, extras: number, base: number): number[][] {
  if (itemCount === 0) return shown === 0 && extras === 0 ? [[]] : [];
  if (shown < 0 || extras < 0 || shown > itemCount || extras > shown) return [];
  return [
    [0, shown, extras],
    [base, shown - 1, extras],
    [base + 1, shown - 1, extras - 1],
  ].flatMap(([views, shownLeft, extrasLeft]) =>
    everyVersion(itemCount - 1, shownLeft, extrasLeft, base).map((rest) => [views, ...rest]),
  );
}

/** All totals that versions of these sizes can have, as text, by trying everything. */
function everyTotal(size: {
  itemCount: number;
  versionCount: number;
  slotsPerVersion: number;
  picks: number;
  base: number;
}): number[][] {
  const { itemCount, versionCount, slotsPerVersion, picks, base } = size;
  let totals = new Map([["", new Array<number>(itemCount).fill(0)]]);
  for (let version = 0; version < versionCount; version++) {
    const shown = Math.floor((picks + version) / versionCount);
    const rows = everyVersion(itemCount, shown, slotsPerVersion - base * shown, base);
    const next = [...totals.values()].flatMap((sum) =>
      rows.map((row) => sum.map((count, item) => count + row[item])),
    );
    totals = new Map(next.map((sum) => [sum.join(), sum]));
  }
  return [...totals.values()];
}

test("the arithmetic finds totals within 1 of each other exactly where trying everything does", () => {
  const seen = { possible: 0, impossible: 0 };
  for (const itemCount of [3, 4, 5]) {
    for (const versionCount of [1, 2, 3]) {
      for (let slotsPerVersion = 3; slotsPerVersion <= 11; slotsPerVersion++) {
        const most = versionCount * Math.min(itemCount, slotsPerVersion);
        for (let picks = 2 * versionCount; picks <= most; picks++) {
          const base = Math.floor(slotsPerVersion / Math.floor(picks / versionCount));
          // Sizes that do not share a base are not planned.
          if (base * Math.ceil(picks / versionCount) > slotsPerVersion) continue;
          const size = { versionCount, slotsPerVersion, picks };
          const isPossible = everyTotal({ ...size, itemCount, base }).some(
            (totals) => Math.max(...totals) - Math.min(...totals) <= 1,
          );
          const found = expressTotals({
            ...size,
            shownBefore: new Int32Array(itemCount),
            spread: 1,
            random: seededRandom(picks),
          });
          expect({ ...size, itemCount, isPossible: found !== null }).toEqual({
            ...size,
            itemCount,
            isPossible,
          });
          seen[isPossible ? "possible" : "impossible"]++;
        }
      }
    }
  }
  expect(seen.possible).toBeGreaterThan(100);
  expect(seen.impossible).toBeGreaterThan(50);
});
