import { expect, test } from "vitest";
import { choiceData } from "./choice-data";
import { choiceProbabilities } from "./choice-probabilities";
import { likelihoodNames, logLikelihood } from "./likelihood";

test("marginal probabilities are the sums of the likelihood over all answers", () => {
  const utilities = Float64Array.from([0.7, -1.2, 2.1, 0]);
  const shown = [0, 1, 2, 3];
  for (const likelihood of ["sequential", "pair"] as const) {
    const { best, worst } = choiceProbabilities(likelihood, utilities);
    const expected = { best: [0, 0, 0, 0], worst: [0, 0, 0, 0] };
    for (const b of shown) {
      for (const w of shown) {
        if (b === w) continue;
        const data = choiceData({
          itemCount: 4,
          cohortCount: 1,
          respondents: [{ cohort: 0, tasks: [{ shown, best: b, worst: w }] }],
        });
        const p = Math.exp(logLikelihood({ data, likelihood, utilities }).value);
        expected.best[b] += p;
        expected.worst[w] += p;
      }
    }
    for (const item of shown) {
      expect(best[item]).toBeCloseTo(expected.best[item], 12);
      expect(worst[item]).toBeCloseTo(expected.worst[item], 12);
    }
  }
  const tricked = choiceProbabilities("tricked", utilities);
  expect(tricked.best[0] / tricked.best[3]).toBeCloseTo(Math.exp(0.7), 12);
  expect(tricked.worst[1] / tricked.worst[3]).toBeCloseTo(Math.exp(1.2), 12);
});

test("both lists sum to 1 for two items and for utilities far apart", () => {
  for (const likelihood of likelihoodNames) {
    for (const utilities of [
      [3, -2],
      [0, 0, 0, 0, 0],
      [200, -200, 0],
    ]) {
      const { best, worst } = choiceProbabilities(likelihood, utilities);
      expect(best.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
      expect(worst.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
    }
  }
});
