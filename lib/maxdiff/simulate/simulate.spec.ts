import { expect, test } from "vitest";
import { allocationMeans } from "@/lib/maxdiff/allocation/allocation-means";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import { seededRandom } from "@/lib/stats/random";
import { simulateAllocation } from "./simulate-allocation";
import { simulateRespondents } from "./simulate-respondents";

const utilities = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];

function fitted(
  consistency: number,
  randomShare: number,
  likelihood: "sequential" | "tricked" | "pair",
) {
  const random = seededRandom(77);
  const { data } = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(50, random),
    cohorts: [{ respondents: 1500, utilities, consistency, randomShare }],
    random,
  });
  const fit = aggregateLogit({ data, respondents: cohortRespondents(data, 0), likelihood });
  if (fit.status !== "ok") throw new Error(fit.status);
  const shift = utilities.reduce((sum, value) => sum + value, 0) / 13;
  let product = 0;
  let square = 0;
  utilities.forEach((value, item) => {
    product += (value - shift) * fit.utilities[item];
    square += (value - shift) ** 2;
  });
  return product / square;
}

test("the sequential logit gives simulated utilities back: slope 1, and 1.08 and 0.87 under the other likelihoods", () => {
  // The slope's standard error here is about 0.01.
  expect(Math.abs(fitted(1, 0, "sequential") - 1)).toBeLessThan(0.03);
  expect(Math.abs(fitted(1, 0, "tricked") - 1.08)).toBeLessThan(0.04);
  expect(Math.abs(fitted(1, 0, "pair") - 0.87)).toBeLessThan(0.04);
});

test("consistency scales what is fitted, and random respondents shrink it", () => {
  expect(Math.abs(fitted(0.7, 0, "sequential") - 0.7)).toBeLessThan(0.03);
  expect(fitted(1, 0.3, "sequential")).toBeLessThan(0.8);
});

test("the same seed gives the same answers, another seed others", () => {
  const answers = (seed: number) => {
    const random = seededRandom(seed);
    return simulateRespondents({
      itemCount: 13,
      versions: thirteenItemDesign(3, random),
      cohorts: [{ respondents: 10, utilities, spread: 1, randomShare: 0.2 }],
      random,
    });
  };
  expect(answers(5)).toEqual(answers(5));
  expect(answers(5).data.best).not.toEqual(answers(6).data.best);
});

test("versions are dealt evenly, and true utilities of random respondents are none", () => {
  const random = seededRandom(9);
  const simulated = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(7, random),
    cohorts: [{ respondents: 70, utilities, spread: 1, randomShare: 0.5 }],
    random,
  });
  for (let version = 0; version < 7; version++) {
    expect(simulated.version.filter((value) => value === version)).toHaveLength(10);
  }
  simulated.random.forEach((atRandom, r) => {
    const own = simulated.utilities.subarray(13 * r, 13 * r + 13);
    expect(own.every((value) => value === 0)).toBe(atRandom === 1);
  });
});

test("allocations have the given means in every format, with zeros and in steps of 5", () => {
  const constantSum = [30, 20, 15, 10, 9, 6, 5, 3, 2, 0];
  const percentage = [95, 78, 68, 50, 40, 30, 20, 10, 5, 0];
  const top = [90, 60, 50, 30, 20, 20, 10, 10, 10, 0];
  for (const [format, means] of [
    ["constant-sum", constantSum],
    ["percentage", percentage],
    ["top", top],
  ] as const) {
    const data = simulateAllocation({
      name: "now",
      format,
      itemCount: 10,
      cohorts: [{ respondents: 4000, means }],
      random: seededRandom(11),
    });
    const result = allocationMeans(data, 0);
    means.forEach((mean, item) => {
      // 4.5 standard errors: one false alarm in 5,000 runs of these 30 comparisons.
      const se = Math.sqrt(result.covariance?.[item * 11] ?? 0);
      expect(Math.abs(result.means[item] - mean)).toBeLessThanOrEqual(4.5 * se);
    });
    expect(data.points.every((points) => points % 5 === 0)).toBe(true);
    if (format === "top") {
      for (let r = 0; r < 4000; r++) {
        const chosen = data.points.subarray(10 * r, 10 * r + 10).filter((points) => points === 100);
        expect(chosen.length).toBe(3);
      }
    }
    if (format === "constant-sum") expect(result.zeros[8]).toBeGreaterThan(50);
  }
});

test("means that do not fit the format, and impossible truths, are refused", () => {
  const random = seededRandom(1);
  const input = { name: "now", itemCount: 2, random };
  const cohort = (means: number[]) => [{ respondents: 1, means }];
  expect(() =>
    simulateAllocation({ ...input, format: "constant-sum", cohorts: cohort([50, 40]) }),
  ).toThrow("90");
  expect(() => simulateAllocation({ ...input, format: "top", cohorts: cohort([50, 40]) })).toThrow(
    "90",
  );
  const versions = [[[0, 1]]];
  for (const wrong of [
    { consistency: 0 },
    { spread: -1 },
    { randomShare: 2 },
    { utilities: [1] },
  ]) {
    expect(() =>
      simulateRespondents({
        itemCount: 2,
        versions,
        cohorts: [{ respondents: 1, utilities: [0, 1], ...wrong }],
        random,
      }),
    ).toThrow("Simulated cohort 0");
  }
});
