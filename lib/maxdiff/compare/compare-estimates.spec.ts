import { expect, test } from "vitest";
import { compareEstimates } from "./compare-estimates";

/** An estimate of three free figures with the same error each. */
function estimate(values: number[], se: number, respondents = 1000) {
  const covariance = new Float64Array(9);
  for (let item = 0; item < 3; item++) covariance[item * 4] = se * se;
  return { values: Float64Array.from(values), covariance, respondents, bond: "nothing" as const };
}

test("the three verdicts follow from the interval, the margin and Holm's p-value", () => {
  const from = estimate([0, 0, 0], 1);
  const to = estimate([20, 0.5, 4], 1);
  const wide = compareEstimates(from, to, 5);
  expect(wide.items.map((gap) => gap.verdict)).toEqual(["different", "same", "different"]);
  expect(wide.items[1].significant).toBe(false);
  // z = 4 / √2 = 2.8 is p = 0.005, which Holm makes 0.01; z = 0.35 tells nothing.
  const narrow = compareEstimates(from, to, 1);
  expect(narrow.items.map((gap) => gap.verdict)).toEqual(["different", "cannot tell", "different"]);
});

test("a gap that is surely not zero and surely within the margin is the same, and says it is significant", () => {
  const result = compareEstimates(estimate([0, 0, 0], 0.1), estimate([1, 0, 0], 0.1), 2);
  expect(result.items[0].verdict).toBe("same");
  expect(result.items[0].significant).toBe(true);
});

test("Welch's interval: for 1,000 against 5 respondents it is that of few degrees of freedom", () => {
  const few = compareEstimates(estimate([0, 0, 0], 0.001), estimate([1, 1, 1], 1, 5), 1).items[0];
  // t(0.975, 4) = 2.776445.
  expect(few.low).toBeCloseTo(1 - 2.776445, 3);
  expect(few.high).toBeCloseTo(1 + 2.776445, 3);
});

test("with free figures of equal error the global test is Hotelling's", () => {
  const from = estimate([0, 0, 0], 1, 20);
  const to = estimate([2, 1, 0], 1, 20);
  const result = compareEstimates(from, to, 1).global;
  expect(result?.statistic).toBeCloseTo((4 + 1) / 2, 10);
  expect(result?.degrees).toBe(3);
  // Equal covariances and sizes give n1 + n2 − 2 = 38 error degrees, less rank − 1.
  expect(result?.errorDegrees).toBeCloseTo(36, 8);
});

test("a margin of nothing, or figures for other items, are refused", () => {
  expect(() => compareEstimates(estimate([0, 0, 0], 1), estimate([0, 0, 0], 1), 0)).toThrow("0");
  const two = { ...estimate([0, 0, 0], 1), values: new Float64Array(2) };
  expect(() => compareEstimates(estimate([0, 0, 0], 1), two, 1)).toThrow("2");
});
