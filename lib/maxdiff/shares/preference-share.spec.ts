import { expect, test } from "vitest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { preferenceShare, rescaledScore } from "./preference-share";
import { chanceRootLikelihood, rootLikelihood } from "./root-likelihood";

const utilities = Float64Array.from([1.1, 0.2, -0.4, -0.9]);
const covariance = Float64Array.from([
  0.04, -0.01, -0.02, -0.01, -0.01, 0.03, -0.01, -0.01, -0.02, -0.01, 0.05, -0.02, -0.01, -0.01,
  -0.02, 0.04,
]);

/** J covariance J' with J taken from differences. */
function numericCovariance(scale: (at: Float64Array) => Float64Array): Float64Array {
  const step = 1e-6;
  const slopes = Array.from(utilities, (_, item) => {
    const up = Float64Array.from(utilities);
    const down = Float64Array.from(utilities);
    up[item] += step;
    down[item] -= step;
    const above = scale(up);
    const below = scale(down);
    return above.map((value, row) => (value - below[row]) / (2 * step));
  });
  const result = new Float64Array(16);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          result[row * 4 + column] += slopes[i][row] * covariance[i * 4 + j] * slopes[j][column];
        }
      }
    }
  }
  return result;
}

test("shares and scores sum to 100, and their errors are those of the delta method", () => {
  for (const scale of [
    preferenceShare,
    (at: Float64Array, spread: Float64Array | null) => rescaledScore(at, 4, spread),
  ]) {
    const result = scale(utilities, covariance);
    expect(result.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, 10);
    const expected = numericCovariance((at) => scale(at, null).values);
    result.covariance?.forEach((value, cell) => {
      expect(value).toBeCloseTo(expected[cell], 5);
    });
  }
});

test("an average item scores 1 / k before rescaling, so equal items score 100 / K", () => {
  const equal = rescaledScore(new Float64Array(5).fill(3), 4, null);
  for (const value of equal.values) expect(value).toBeCloseTo(20, 12);
  expect(() => rescaledScore(utilities, 1, null)).toThrow("1");
});

test("scores follow e^u / (e^u + k − 1) exactly", () => {
  const chance = [...utilities].map((u) => Math.exp(u) / (Math.exp(u) + 3));
  const total = chance.reduce((sum, value) => sum + value, 0);
  const { values } = rescaledScore(utilities, 4, null);
  chance.forEach((value, item) => {
    expect(values[item]).toBeCloseTo((100 * value) / total, 10);
  });
});

test("the RLH of equal utilities is chance, under each likelihood; without answers there is none", () => {
  const data = choiceData({
    itemCount: 5,
    cohortCount: 1,
    respondents: [
      { cohort: 0, tasks: [{ shown: [0, 1, 2, 3], best: 1, worst: 3 }] },
      { cohort: 0, tasks: [] },
    ],
  });
  for (const likelihood of likelihoodNames) {
    const input = { data, utilities: new Float64Array(5), likelihood };
    expect(rootLikelihood({ ...input, respondent: 0 })).toBeCloseTo(
      chanceRootLikelihood(likelihood, 4),
      12,
    );
    expect(rootLikelihood({ ...input, respondent: 1 })).toBeNull();
  }
  expect(chanceRootLikelihood("tricked", 4)).toBe(0.25);
  expect(chanceRootLikelihood("sequential", 4)).toBeCloseTo(12 ** -0.5, 12);
});
