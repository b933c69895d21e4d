import { expect, test } from "vitest";
import { simulateAllocation } from "@/lib/maxdiff/simulate/simulate-allocation";
import { seededRandom } from "@/lib/stats/random";
import { type AllocationFormat, allocationData } from "./allocation-data";
import { allocationMeans } from "./allocation-means";
import { fractionalLogit } from "./fractional-logit";

const truth = [
  [40, 25, 15, 12, 8],
  [25, 25, 25, 15, 10],
];

function simulated(seed: number) {
  return simulateAllocation({
    name: "now",
    format: "constant-sum",
    itemCount: 5,
    cohorts: [
      { respondents: 60, means: truth[0] },
      { respondents: 140, means: truth[1] },
    ],
    random: seededRandom(seed),
  });
}

function fitted(input: Parameters<typeof fractionalLogit>[0]) {
  const fit = fractionalLogit(input);
  if (fit.status !== "ok") throw new Error(fit.status);
  return fit;
}

test("with cohorts alone it gives the plain means and their plain covariance, zeros and all", () => {
  const data = simulated(3);
  const fit = fitted({ data });
  for (const cohort of [0, 1]) {
    const plain = allocationMeans(data, cohort);
    const factor = (plain.respondents - 1) / plain.respondents;
    for (let item = 0; item < 5; item++) {
      expect(fit.adjustedMeans[cohort * 5 + item]).toBeCloseTo(plain.means[item], 8);
      for (let other = 0; other < 5; other++) {
        const cell = (cohort * 5 + item) * 10 + cohort * 5 + other;
        expect(fit.adjustedCovariance[cell]).toBeCloseTo(
          factor * (plain.covariance?.[item * 5 + other] ?? Number.NaN),
          8,
        );
      }
    }
  }
  expect(fit.coefficients.slice(0, 5).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
});

test("a gap that composition alone makes is gone once composition is adjusted for", () => {
  // Small firms give as truth[0], large ones as truth[1], in both cohorts; the cohorts differ in size.
  const random = seededRandom(17);
  const firms = simulateAllocation({
    name: "now",
    format: "constant-sum",
    itemCount: 5,
    cohorts: [
      { respondents: 1000, means: truth[0] },
      { respondents: 1000, means: truth[1] },
    ],
    random,
  });
  const cohort = firms.cohort.map((firm) => (random.next() < (firm === 0 ? 0.2 : 0.7) ? 1 : 0));
  const data = { ...firms, cohort };
  const covariates = Float64Array.from(firms.cohort);
  const raw = fitted({ data });
  const adjusted = fitted({ data, covariates, covariateCount: 1 });
  const gapOf = (fit: typeof raw) => {
    const gap = fit.adjustedMeans[5] - fit.adjustedMeans[0];
    const v = fit.adjustedCovariance;
    return { gap, se: Math.sqrt(v[0] + v[5 * 10 + 5] - 2 * v[5]) };
  };
  expect(Math.abs(gapOf(raw).gap)).toBeGreaterThan(5 * gapOf(raw).se);
  expect(Math.abs(gapOf(adjusted).gap)).toBeLessThan(3 * gapOf(adjusted).se);
});

test("an empty cohort, an item without points and a covariate that repeats the cohort are named", () => {
  const one = (format: AllocationFormat, cohortCount: number) =>
    allocationData({
      name: "now",
      format,
      itemCount: 2,
      cohortCount,
      respondents: [
        { cohort: 0, points: [100, 0] },
        { cohort: 0, points: [100, 0] },
      ],
    });
  expect(fractionalLogit({ data: one("constant-sum", 2) })).toMatchObject({
    status: "empty cohort",
    cohorts: [1],
  });
  expect(fractionalLogit({ data: one("constant-sum", 1) })).toMatchObject({
    status: "item without points",
    cohorts: [0],
    items: [1],
  });
  const data = simulated(5);
  const covariates = Float64Array.from(data.cohort);
  expect(fractionalLogit({ data, covariates, covariateCount: 1 }).status).toBe("collinear");
  expect(() => fractionalLogit({ data: one("percentage", 1) })).toThrow("percentage");
  expect(() => fractionalLogit({ data, covariateCount: 1 })).toThrow("200");
});
