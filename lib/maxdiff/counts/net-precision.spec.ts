import { expect, test } from "vitest";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { studentQuantile } from "@/lib/stats/distributions";
import { seededRandom } from "@/lib/stats/random";
import { cohortCounts } from "./cohort-counts";
import { netPrecision } from "./net-precision";

const { data } = simulateRespondents({
  itemCount: 13,
  versions: thirteenItemDesign(20, seededRandom(1)),
  cohorts: [{ respondents: 400, utilities: new Float64Array(13), spread: 1 }],
  random: seededRandom(2),
});
const tallies = Array.from({ length: 400 }, (_, r) => {
  const difference = new Int32Array(13);
  const shown = new Int32Array(13);
  for (let task = data.respondentStart[r]; task < data.respondentStart[r + 1]; task++) {
    for (let slot = data.taskStart[task]; slot < data.taskStart[task + 1]; slot++) {
      shown[data.shown[slot]]++;
    }
    difference[data.best[task]]++;
    difference[data.worst[task]]--;
  }
  return { difference, shown };
});

test("half-widths are those of the counts' own clustered intervals, at every look", () => {
  const looks = netPrecision(13, tallies, [2, 50, 100, 400]);
  expect(looks.map(({ n }) => n)).toEqual([2, 50, 100, 400]);
  for (const { n, mean, widest } of looks) {
    const { covariance } = cohortCounts(
      data,
      Int32Array.from({ length: n }, (_, r) => r),
    );
    const halves = Array.from(
      { length: 13 },
      (_, item) =>
        studentQuantile(0.95, n - 1) * Math.sqrt(Math.max(0, covariance?.[item * 14] ?? 0)),
    );
    expect(mean).toBeCloseTo(halves.reduce((sum, half) => sum + half, 0) / 13, 9);
    expect(widest).toBeCloseTo(Math.max(...halves), 9);
  }
});

test("widths shrink with the root of n, and sizes that were not reached give nothing", () => {
  const [at100, at400] = netPrecision(13, tallies, [100, 400, 500]);
  // The estimated spread itself moves by a few per cent between the looks.
  expect(at100.mean / at400.mean).toBeGreaterThan(1.85);
  expect(at100.mean / at400.mean).toBeLessThan(2.15);
  expect(netPrecision(13, tallies, [1, 500])).toEqual([]);
});
