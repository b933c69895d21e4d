import { expect, test } from "vitest";
import type { LogitEstimate } from "@/lib/maxdiff/logit/aggregate-logit";
import { mergedPairs } from "./merged-pairs";

/** An estimate as if it came from 500 respondents, every utility with the same small error. */
function estimate(utilities: number[]): LogitEstimate {
  const count = utilities.length;
  const covariance = new Float64Array(count * count);
  for (let item = 0; item < count; item++) covariance[item * count + item] = 0.05 ** 2;
  return {
    status: "ok",
    likelihood: "sequential",
    utilities: Float64Array.from(utilities),
    modelCovariance: covariance,
    robustCovariance: covariance,
    influence: new Float64Array(500 * count),
    logLikelihood: -1,
    logLikelihoodNull: -2,
    iterations: 1,
    converged: true,
    respondents: 500,
    bases: new Int32Array(count).fill(500),
    tasks: 6_500,
  };
}

const firstTwo = (from: number[], to: number[]) => {
  const pair = mergedPairs(estimate(from), estimate(to), 0.25).find(
    ({ items }) => items[0] === 0 && items[1] === 1,
  );
  if (!pair) throw new Error("The pair is missing.");
  return pair;
};

test("two items whose gaps are opposite and cancel are a swap", () => {
  const pair = firstTwo([1, -1, 0], [-1, 1, 0]);
  expect(pair.mergedGap).toBeCloseTo(0, 12);
  expect(pair.exchange).toBeCloseTo(-4, 12);
  expect(pair.swap).toBe(true);
});

test("two items that both gain are no swap, even where they drift apart and together barely gain", () => {
  // The strong item carries the merged value, so the weak one's large gain hardly shows in it.
  const pair = firstTwo([3, -3, 0], [3.02, -1.5, -1.52]);
  expect(pair.gaps[0]).toBeGreaterThan(0);
  expect(pair.gaps[1]).toBeGreaterThan(0);
  expect(pair.exchangePHolm).toBeLessThan(0.001);
  expect(Math.abs(pair.mergedGap)).toBeLessThan(0.05);
  expect(pair.swap).toBe(false);
});

test("opposite gaps with a merged gap beyond the margin are a gap of priority, not a swap", () => {
  expect(firstTwo([1, -1, 0], [0.2, -0.5, 0.3]).swap).toBe(false);
});
