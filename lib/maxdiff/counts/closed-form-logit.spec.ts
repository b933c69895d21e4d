import { expect, test } from "vitest";
import { closedFormLogit } from "./closed-form-logit";

test("equals the published 17-item example of Lipovetsky and Conklin to its printed digits", () => {
  const result = closedFormLogit([7144, 7145], [5218, 1733], [113, 1324]);
  expect(result.probability[0]).toBeCloseTo(0.85729, 5);
  expect(result.utility[0]).toBeCloseTo(1.79298, 5);
  expect(result.standardError[0]).toBeCloseTo(0.02392, 5);
  expect(result.probability[1]).toBeCloseTo(0.52862, 5);
  expect(result.utility[1]).toBeCloseTo(0.11461, 5);
  expect(result.standardError[1]).toBeCloseTo(0.01676, 5);
  // The published shares are over all 17 items; their ratio depends on these two alone.
  expect(result.share[0] / result.share[1]).toBeCloseTo(0.25649 / 0.04788, 2);
});

test("equals the published figures for 13 political issues to every digit", () => {
  const best = [302, 124, 318, 286, 163, 634, 467, 121, 354, 731, 364, 300, 386];
  const worst = [352, 808, 351, 282, 463, 119, 252, 545, 290, 125, 221, 392, 350];
  const result = closedFormLogit(new Array<number>(13).fill(1400), best, worst);
  expect(result.utility[9]).toBeCloseTo(0.926815, 6);
  expect(result.standardError[9]).toBeCloseTo(0.041928, 6);
  expect(result.share[9]).toBeCloseTo(0.171606, 6);
  expect(result.utility[1]).toBeCloseTo(-1.068364, 6);
  expect(result.standardError[1]).toBeCloseTo(0.043319, 6);
  expect(result.share[1]).toBeCloseTo(0.023337, 6);
});

test("an item always best or never shown is refused by its number", () => {
  expect(() => closedFormLogit([10, 10], [2, 10], [3, 0])).toThrow("Item 1");
  expect(() => closedFormLogit([0, 10], [0, 2], [0, 3])).toThrow("Item 0");
});
