import { expect, it } from "vitest";
import { essBulk, essTail, rHat } from "./convergence";
import reference from "./fixtures/convergence.json";
import { seededRandom } from "./random";
import { standardNormal } from "./standard-normal";

for (const [name, expected] of Object.entries(reference)) {
  it(`agrees with R's posterior package on ${name} chains`, () => {
    const chains = expected.chains.map((chain) => Float64Array.from(chain));
    expect(rHat(chains)).toBeCloseTo(expected.rHat, 9);
    expect(essBulk(chains) / expected.essBulk).toBeCloseTo(1, 9);
    expect(essTail(chains) / expected.essTail).toBeCloseTo(1, 9);
  });
}

/** A stationary AR(1) chain: n draws are worth n (1 − ρ)/(1 + ρ) independent ones for the mean. */
function autoregressive(length: number, rho: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const chain = new Float64Array(length);
  let now = standardNormal(random);
  for (let i = 0; i < length; i++) {
    chain[i] = now;
    now = rho * now + Math.sqrt(1 - rho * rho) * standardNormal(random);
  }
  return chain;
}

it.each([-0.3, 0, 0.5, 0.9])(
  "finds the known effective size of AR(1) chains with rho %s",
  (rho) => {
    const chains = [1, 2, 3, 4].map((seed) => autoregressive(10_000, rho, seed));
    const known = (40_000 * (1 - rho)) / (1 + rho);
    expect(essBulk(chains) / known).toBeGreaterThan(0.88);
    expect(essBulk(chains) / known).toBeLessThan(1.12);
    expect(rHat(chains)).toBeLessThan(1.01);
  },
);

it("sees chains that stay at different places or spread differently", () => {
  const chains = [1, 2, 3, 4].map((seed) => autoregressive(500, 0, seed));
  const moved = chains.map((chain, c) => chain.map((draw) => (c === 0 ? draw + 1 : draw)));
  const widened = chains.map((chain, c) => chain.map((draw) => (c === 0 ? draw * 3 : draw)));
  expect(rHat(chains)).toBeLessThan(1.01);
  expect(rHat(moved)).toBeGreaterThan(1.05);
  expect(rHat(widened)).toBeGreaterThan(1.05);
});

it("says nothing of constant or non-finite draws, and refuses short or unequal chains", () => {
  const constant = [new Float64Array(20).fill(3)];
  expect(rHat(constant)).toBeNaN();
  expect(essBulk(constant)).toBeNaN();
  expect(essTail([new Float64Array(20).fill(Number.NaN)])).toBeNaN();
  expect(() => rHat([])).toThrow(/at least 8 draws, not 0/);
  expect(() => essBulk([new Float64Array(7)])).toThrow(/not 7/);
  expect(() => essTail([new Float64Array(20), new Float64Array(21)])).toThrow(/20 and 21/);
});
