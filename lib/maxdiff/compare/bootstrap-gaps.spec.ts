import { expect, test } from "vitest";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { quantile } from "@/lib/stats/quantile";
import { seededRandom } from "@/lib/stats/random";
import { bootstrapGaps } from "./bootstrap-gaps";
import { compareCohorts } from "./compare-cohorts";

const utilities = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];

function study(first: number, second: number) {
  const random = seededRandom(3);
  return simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(10, random),
    cohorts: [
      { respondents: first, utilities, spread: 1 },
      { respondents: second, utilities: utilities.toReversed(), spread: 1 },
    ],
    random,
  }).data;
}

test("bootstrap errors and intervals agree with the robust ones on net, utility and share", () => {
  const data = study(80, 140);
  const likelihood = "sequential";
  const replicates = 400;
  const random = seededRandom(9);
  const result = bootstrapGaps({ data, likelihood, from: 0, to: 1, replicates, random });
  expect(result.status).toBe("ok");
  const { gaps } = compareCohorts({ data, options: { likelihood, seed: 1 } });
  for (const scale of ["net", "utility", "share"] as const) {
    const robust = gaps.find((list) => list.scale === scale);
    // A standard deviation from 400 draws is known to 3.5 %; 39 of them stray by three times that.
    for (const { item, se, low, high } of result[scale]) {
      const gap = robust?.items[item];
      expect(se / (gap?.se ?? 0)).toBeGreaterThan(0.85);
      expect(se / (gap?.se ?? 0)).toBeLessThan(1.15);
      expect(Math.abs(low - (gap?.low ?? 0))).toBeLessThan(0.6 * se);
      expect(Math.abs(high - (gap?.high ?? 0))).toBeLessThan(0.6 * se);
    }
  }
});

test("the same seed gives the same intervals; no respondents or utilities give a status", () => {
  const run = (first: number, seed: number) =>
    bootstrapGaps({
      data: study(first, 30),
      likelihood: "pair",
      from: 0,
      to: 1,
      replicates: 100,
      random: seededRandom(seed),
    });
  expect(run(20, 4)).toEqual(run(20, 4));
  expect(run(0, 4).status).toBe("no respondents");
  expect(run(2, 4).status).toBe("too many failures");
  expect(run(2, 4).net).toEqual([]);
});

test("quantiles interpolate as R's do by default", () => {
  expect(quantile([1, 2, 3, 4, 10], 0.25)).toBe(2);
  expect(quantile([1, 2, 3, 4, 10], 0.9)).toBeCloseTo(7.6, 12);
  expect(quantile([7], 0.5)).toBe(7);
  expect(() => quantile([], 0.5)).toThrow("empty");
  expect(() => quantile([1], 1.5)).toThrow("1.5");
});
