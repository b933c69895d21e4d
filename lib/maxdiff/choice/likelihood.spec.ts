import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { type ChoiceTask, choiceData } from "./choice-data";
import { likelihoodNames, logLikelihood } from "./likelihood";

const itemCount = 7;

/** Answers at random, with tasks of 2 to 5 items and uneven weights. */
function randomAnswers(seed: number) {
  const random = seededRandom(seed);
  const respondents = Array.from({ length: 6 }, () => ({
    cohort: 0,
    weight: 0.2 + random.next(),
    tasks: Array.from({ length: 4 }, (): ChoiceTask => {
      const shown = random
        .shuffle(Array.from({ length: itemCount }, (_, item) => item))
        .slice(0, 2 + random.below(4));
      return { shown, best: shown[0], worst: shown[1] };
    }),
  }));
  return choiceData({ itemCount, cohortCount: 1, respondents });
}

function randomUtilities(seed: number) {
  const random = seededRandom(seed);
  return Float64Array.from({ length: itemCount }, () => 1.5 * standardNormal(random));
}

for (const likelihood of likelihoodNames) {
  test(`${likelihood}: the gradient and the information are the derivatives of the log-likelihood`, () => {
    const data = randomAnswers(3);
    const utilities = randomUtilities(4);
    const at = (moved: Float64Array) => logLikelihood({ data, likelihood, utilities: moved });
    const here = at(utilities);
    const step = 1e-5;
    for (let item = 0; item < itemCount; item++) {
      const up = Float64Array.from(utilities);
      const down = Float64Array.from(utilities);
      up[item] += step;
      down[item] -= step;
      const above = at(up);
      const below = at(down);
      expect(here.gradient[item]).toBeCloseTo((above.value - below.value) / (2 * step), 6);
      for (let other = 0; other < itemCount; other++) {
        const slope = (above.gradient[other] - below.gradient[other]) / (2 * step);
        expect(here.information[item * itemCount + other]).toBeCloseTo(-slope, 6);
      }
    }
  });

  test(`${likelihood}: the probabilities of all possible answers to a task sum to 1`, () => {
    const utilities = randomUtilities(9);
    for (const shown of [
      [0, 3],
      [1, 4, 6],
      [5, 0, 2, 3],
    ]) {
      let total = 0;
      for (const best of shown) {
        for (const worst of shown) {
          // The tricked likelihood gives the impossible answer, best = worst, a probability as well.
          if (best === worst) {
            if (likelihood === "tricked") total += impossible(shown, utilities);
            continue;
          }
          const data = choiceData({
            itemCount,
            cohortCount: 1,
            respondents: [{ cohort: 0, tasks: [{ shown, best, worst }] }],
          });
          total += Math.exp(logLikelihood({ data, likelihood, utilities }).value);
        }
      }
      expect(total).toBeCloseTo(1, 12);
    }
  });

  test(`${likelihood}: adding a constant to all utilities changes nothing`, () => {
    const data = randomAnswers(5);
    const utilities = randomUtilities(6);
    const moved = utilities.map((value) => value + 37);
    const here = logLikelihood({ data, likelihood, utilities });
    const there = logLikelihood({ data, likelihood, utilities: moved });
    expect(there.value).toBeCloseTo(here.value, 9);
    expect(here.gradient.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
  });
}

function impossible(shown: number[], utilities: Float64Array): number {
  let up = 0;
  let down = 0;
  for (const other of shown) {
    up += Math.exp(utilities[other]);
    down += Math.exp(-utilities[other]);
  }
  return 1 / (up * down);
}

test("utilities that are not numbers, or absurdly far apart, are refused with the value", () => {
  const data = randomAnswers(1);
  const bad = new Float64Array(itemCount);
  bad[2] = Number.NaN;
  const utilities = new Float64Array(itemCount);
  utilities[0] = 700;
  expect(() => logLikelihood({ data, likelihood: "pair", utilities: bad })).toThrow("NaN");
  expect(() => logLikelihood({ data, likelihood: "pair", utilities })).toThrow("700");
});
