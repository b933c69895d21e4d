import { expect, test } from "vitest";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { seededRandom } from "@/lib/stats/random";
import { individualRootLikelihoods, rootLikelihoodCutoffs } from "./root-likelihood-cutoffs";
import { simulateRespondents } from "./simulate-respondents";

const utilities = Float64Array.from([
  1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1,
]);
const versions = thirteenItemDesign(10, seededRandom(1));
const population = { utilities, spread: 1.5 };
const likelihood = "sequential";

test("the error rates promised are those of new respondents on the same design", () => {
  const cutoffs = rootLikelihoodCutoffs({
    versions,
    population,
    likelihood,
    respondents: 300,
    random: seededRandom(2),
  });
  const { data } = simulateRespondents({
    itemCount: 13,
    versions,
    cohorts: [
      { respondents: 300, ...population },
      { respondents: 300, utilities, randomShare: 1 },
    ],
    random: seededRandom(3),
  });
  const values = individualRootLikelihoods({ data, population, likelihood });
  const below = (from: number, cutoff: number) =>
    values.slice(from, from + 300).filter((value) => (value ?? 1) < cutoff).length / 3;
  for (const { cutoff, sincereFlagged, randomPassed } of [cutoffs.cautious, cutoffs.customary]) {
    // Two percentages of 300: their difference has a standard error of at most 4.1 points.
    expect(Math.abs(below(0, cutoff) - sincereFlagged)).toBeLessThan(12);
    expect(Math.abs(100 - below(300, cutoff) - randomPassed)).toBeLessThan(12);
  }
  expect(cutoffs.cautious.sincereFlagged).toBeLessThanOrEqual(5);
  expect(cutoffs.customary.randomPassed).toBeCloseTo(5, 0);
  expect(cutoffs.chance).toBeCloseTo(12 ** -0.5, 12);
});

test("a stricter cut-off flags more sincere and passes fewer random respondents", () => {
  const { curve } = rootLikelihoodCutoffs({
    versions,
    population,
    likelihood: "tricked",
    respondents: 60,
    random: seededRandom(5),
  });
  for (let step = 1; step < curve.length; step++) {
    expect(curve[step].cutoff).toBeGreaterThanOrEqual(curve[step - 1].cutoff);
    expect(curve[step].sincereFlagged).toBeGreaterThanOrEqual(curve[step - 1].sincereFlagged);
    expect(curve[step].randomPassed).toBeLessThanOrEqual(curve[step - 1].randomPassed);
  }
  expect(curve[0].sincereFlagged).toBe(0);
});

test("too few respondents and no spread are refused", () => {
  const input = { versions, population, likelihood, random: seededRandom(1) } as const;
  expect(() => rootLikelihoodCutoffs({ ...input, respondents: 5 })).toThrow("5");
  expect(() => rootLikelihoodCutoffs({ ...input, population: { utilities, spread: 0 } })).toThrow(
    "0",
  );
});
