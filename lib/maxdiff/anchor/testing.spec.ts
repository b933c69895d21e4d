import { expect, test } from "vitest";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { simulateDirectResponses, simulateDualResponses } from "./testing";

const utilities = [1, 0, -0.5];

function simulated(
  respondents: number,
  truth: { consistency?: number; randomShare?: number } = {},
) {
  return simulateRespondents({
    itemCount: 3,
    versions: [[[0, 1, 2]]],
    cohorts: [{ respondents, utilities, ...truth }],
    random: seededRandom(6),
  });
}

test("the anchor is best of all shown as often as an item of its utility would be", () => {
  const responses = simulateDualResponses({
    simulated: simulated(20_000),
    anchors: [0.2],
    random: seededRandom(7),
  });
  const none = responses.filter((response) => response === "none").length / 20_000;
  const sum = utilities.reduce((total, utility) => total + Math.exp(utility - 0.2), 0);
  // 4 standard errors.
  expect(Math.abs(none - 1 / (1 + sum))).toBeLessThan(0.011);
  expect(new Set(responses)).toEqual(new Set(["all", "some", "none"]));
});

test("direct responses follow the logistic curve of the distance to the anchor and of consistency", () => {
  for (const consistency of [1, 2]) {
    const responses = simulateDirectResponses({
      simulated: simulated(10_000, { consistency }),
      anchors: [0.2],
      consistency: [consistency],
      items: [2, 0],
      random: seededRandom(8),
    });
    expect(responses.slice(0, 2).map(({ item }) => item)).toEqual([2, 0]);
    for (const item of [0, 2]) {
      const above = responses.filter((answer) => answer.item === item && answer.above).length;
      const expected = 1 / (1 + Math.exp(-consistency * (utilities[item] - 0.2)));
      expect(Math.abs(above / 10_000 - expected)).toBeLessThan(0.02);
    }
  }
});

test("those who answer at random hold the anchor for an item like the others", () => {
  const atRandom = simulated(10_000, { randomShare: 1 });
  const given = { simulated: atRandom, anchors: [9], random: seededRandom(9) };
  const none = simulateDualResponses(given).filter((response) => response === "none").length;
  expect(Math.abs(none / 10_000 - 1 / 4)).toBeLessThan(0.018);
  const above = simulateDirectResponses(given).filter((answer) => answer.above).length;
  expect(Math.abs(above / 30_000 - 1 / 2)).toBeLessThan(0.012);
});

test("the same seed gives the same responses, and impossible truths are refused", () => {
  const people = simulated(50);
  const draw = (seed: number) =>
    simulateDualResponses({ simulated: people, anchors: [0], random: seededRandom(seed) });
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  const random = seededRandom(1);
  expect(() => simulateDualResponses({ simulated: people, anchors: [], random })).toThrow("1 coh");
  expect(() =>
    simulateDirectResponses({ simulated: people, anchors: [Number.NaN], random }),
  ).toThrow("NaN");
  expect(() =>
    simulateDirectResponses({ simulated: people, anchors: [0], consistency: [0], random }),
  ).toThrow("Consistency");
});
