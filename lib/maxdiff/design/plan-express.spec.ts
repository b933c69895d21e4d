import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/random";
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

/** Mean views of an item over all versions. */
const viewsOf = (size: {
  itemCount: number;
  itemsPerTask: number;
  taskCount: number;
  versionCount: number;
}) => (size.versionCount * size.taskCount * size.itemsPerTask) / size.itemCount;

test("express counts differ by at most 1 in every version, and overall from 4 views an item on", () => {
  let planned = 0;
  fc.assert(
    fc.property(fewVersions, ({ seed, ...size }) => {
      const { itemCount, itemsPerTask, taskCount } = size;
      const plan = planExpress({
        ...size,
        shownBefore: new Int32Array(itemCount),
        prohibited: new Uint8Array(itemCount * itemCount),
        random: seededRandom(seed),
      });
      if (plan === null) return;
      const totals = new Int32Array(itemCount);
      for (let row = 0; row < plan.length; row += itemCount) {
        const own = plan.subarray(row, row + itemCount);
        const shown = own.filter((views) => views > 0);
        expect(own.reduce((sum, views) => sum + views, 0)).toBe(taskCount * itemsPerTask);
        expect(shown.length).toBeGreaterThanOrEqual(itemsPerTask);
        expect(Math.max(...shown) - Math.min(...shown)).toBeLessThanOrEqual(1);
        expect(Math.max(...shown)).toBeLessThanOrEqual(taskCount);
        own.forEach((views, item) => {
          totals[item] += views;
        });
      }
      if (viewsOf(size) < 4) return;
      planned++;
      expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500, seed: 2026 },
  );
  expect(planned).toBeGreaterThan(100);
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
