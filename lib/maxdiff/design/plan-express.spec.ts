import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { countSpread } from "./count-spread";
import { diagnoseDesign } from "./diagnose-design";
import { generateDesign } from "./generate-design";
import { planExpress } from "./plan-express";

/** Few versions of short interviews, where whole numbers leave the least room. */
const fewVersions = fc.record({
  itemCount: fc.integer({ min: 8, max: 60 }),
  itemsPerTask: fc.integer({ min: 2, max: 6 }),
  taskCount: fc.integer({ min: 4, max: 20 }),
  versionCount: fc.integer({ min: 1, max: 12 }),
  seed: fc.integer(),
});

type FewVersions = typeof fewVersions extends fc.Arbitrary<infer Size> ? Size : never;

const spread = (counts: ArrayLike<number>): number => {
  const { min, max } = countSpread(counts);
  return max - min;
};

/** Plans a size, checks every version of it, and returns the totals; null where it needs no plan. */
function plannedTotals({ seed, ...size }: FewVersions, shownBefore: Int32Array): Int32Array | null {
  const { itemCount, itemsPerTask, taskCount } = size;
  const plan = planExpress({
    ...size,
    shownBefore,
    prohibited: new Uint8Array(itemCount * itemCount),
    random: seededRandom(seed),
  });
  if (plan === null) return null;
  const totals = shownBefore.slice();
  for (let row = 0; row < plan.length; row += itemCount) {
    const own = plan.subarray(row, row + itemCount);
    const shown = own.filter((views) => views > 0);
    expect(own.reduce((sum, views) => sum + views, 0)).toBe(taskCount * itemsPerTask);
    expect(shown.length).toBeGreaterThanOrEqual(itemsPerTask);
    expect(spread(shown)).toBeLessThanOrEqual(1);
    expect(Math.max(...shown)).toBeLessThanOrEqual(taskCount);
    own.forEach((views, item) => {
      totals[item] += views;
    });
  }
  return totals;
}

test("any express size: counts differ by at most 1 in every version and overall", () => {
  let planned = 0;
  fc.assert(
    fc.property(fewVersions, (size) => {
      const totals = plannedTotals(size, new Int32Array(size.itemCount));
      if (totals === null) return;
      planned++;
      expect(spread(totals)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 600, seed: 2026 },
  );
  expect(planned).toBeGreaterThan(300);
});

test("versions added to an even express design leave it even, few and short as they may be", () => {
  fc.assert(
    fc.property(fewVersions, fc.nat(9), fc.integer(), (size, views, seed) => {
      const random = seededRandom(seed);
      const before = Int32Array.from({ length: size.itemCount }, () => views + random.below(2));
      const totals = plannedTotals(size, before);
      if (totals !== null) expect(spread(totals)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

test("versions added to an uneven design show the items first that it left behind", () => {
  const size = { itemCount: 20, itemsPerTask: 4, taskCount: 5, versionCount: 4, seed: 1 };
  // 160 showings before and 80 more: 12 of each item, where ten of them start from 5.
  const uneven = Int32Array.from({ length: 20 }, (_, item) => (item % 2 === 0 ? 11 : 5));
  expect(new Set(plannedTotals(size, uneven))).toEqual(new Set([12]));
  // Nothing more can be done for the rest than to leave alone the one that stands out.
  const beyond = Int32Array.from({ length: 20 }, (_, item) => (item === 0 ? 30 : 1));
  const totals = plannedTotals(size, beyond) ?? new Int32Array();
  expect(totals[0]).toBe(30);
  expect(spread(totals.subarray(1))).toBeLessThanOrEqual(1);
});

test("any express design, continued and with prohibited pairs: counts reach the bound beside them", () => {
  const continued = fc.record({
    size: fewVersions,
    // A version of its own leaves nothing to exchange where it holds a prohibited pair.
    before: fc.integer({ min: 0, max: 4 }),
    added: fc.integer({ min: 2, max: 6 }),
  });
  fc.assert(
    fc.property(continued, ({ size, before, added }) => {
      const { itemCount, seed } = size;
      fc.pre(itemCount >= 20 && size.taskCount * size.itemsPerTask < 3 * itemCount);
      const random = seededRandom(seed);
      const prohibitedPairs = Array.from({ length: 4 }, () => {
        const first = random.below(itemCount);
        return [first, (first + 1 + random.below(itemCount - 1)) % itemCount] as const;
      });
      const request = { ...size, kind: "express", prohibitedPairs } as const;
      const continueFrom =
        before < 2 ? undefined : generateDesign({ ...request, versionCount: before });
      const versionCount = (continueFrom?.versions.length ?? 0) + added;
      const design = generateDesign({ ...request, versionCount, continueFrom });
      const { items, pairs } = diagnoseDesign(design, { prohibitedPairs });
      expect(items.variation).toBeCloseTo(items.variationBound, 9);
      expect(items.worstVersion.max - items.worstVersion.min).toBeLessThanOrEqual(1);
      expect(pairs.prohibitedShown).toBe(0);
    }),
    { numRuns: 12, seed: 7 },
  );
}, 60_000);

test("prohibited pairs that no filling of a short version parts change places with other versions", () => {
  // Versions of 4 tasks of 4 show 5 items, so that one prohibited pair among them cannot be parted.
  const random = seededRandom(1);
  const prohibitedPairs = Array.from({ length: 30 }, () => {
    const first = random.below(40);
    return [first, (first + 1 + random.below(39)) % 40] as const;
  });
  const size = { itemCount: 40, itemsPerTask: 4, taskCount: 4, versionCount: 60, seed: 1 };
  const design = generateDesign({ ...size, kind: "express", prohibitedPairs });
  const { items, pairs } = diagnoseDesign(design, { prohibitedPairs });
  expect(pairs.prohibitedShown).toBe(0);
  expect([items.min, items.max]).toEqual([24, 24]);
  expect(items.worstVersion.max - items.worstVersion.min).toBeLessThanOrEqual(1);
});

test("items are seen 3 times where that evens totals, and link all versions where they can", () => {
  const few = { itemCount: 41, itemsPerTask: 4, taskCount: 21, seed: 1, kind: "express" } as const;
  // Six versions have 12 or 13 views for each of 41 items: 4 versions of 3 or more.
  expect(diagnoseDesign(generateDesign({ ...few, versionCount: 6 })).views).toMatchObject({
    min: 3,
    max: 4,
  });
  for (const versionCount of [1, 2, 3, 4, 5]) {
    const { connectivity } = diagnoseDesign(generateDesign({ ...few, versionCount }));
    expect(connectivity).toEqual({ disconnectedVersions: 0, connected: true });
  }
});

test("an express design of few versions keeps the counts that were planned", () => {
  for (const versionCount of [2, 3, 5, 7]) {
    const size = { itemCount: 41, itemsPerTask: 4, taskCount: 21, versionCount };
    const { items, positions } = diagnoseDesign(
      generateDesign({ ...size, seed: versionCount, kind: "express" }),
    );
    expect(items.max - items.min).toBeLessThanOrEqual(1);
    expect(positions.largestDifference).toBeLessThanOrEqual(1);
  }
});
