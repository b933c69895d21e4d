import { describe, expect, test } from "vitest";
import { REFERENCE, readReferencePosterior, readReferenceStudy } from "../fixtures/reference-study";
import { estimateHb } from "./estimate-hb";

/** The prior of the reference: 0.5 (I + 11') a degree between differences to the last item. */
const prior = { kind: "inverse-wishart", variance: 0.5, extraDegrees: 3 } as const;

describe(`${REFERENCE} of other samplers`, () => {
  test.each([
    ["tricked", "bayesm"],
    ["sequential", "a Metropolis sampler in R"],
  ] as const)("utilities under the %s likelihood are those of %s", (likelihood, _sampler) => {
    const theirs = readReferencePosterior(likelihood);
    const data = readReferenceStudy("simulated-cohorts");
    const result = estimateHb({
      data,
      options: {
        likelihood,
        prior,
        chains: 1,
        warmup: 300,
        drawsPerLook: 1000,
        maxDraws: 2000,
        targetEss: 200,
        targetRHat: 1.05,
      },
    });
    expect(result.utilities.length).toBe(theirs.individual.length);
    let squares = 0;
    let products = 0;
    let own = 0;
    let other = 0;
    theirs.individual.forEach((expected, i) => {
      const got = result.utilities[i]; // both sum to zero, so deviations need no mean
      squares += (got - expected) ** 2;
      products += got * expected;
      own += got * got;
      other += expected * expected;
    });
    expect(products / Math.sqrt(own * other)).toBeGreaterThan(0.995);
    expect(Math.sqrt(squares / theirs.individual.length)).toBeLessThan(0.15);
    for (let item = 0; item < data.itemCount; item++) {
      const mean = result.cohortMeans.mean[item];
      expect(Math.abs(mean - theirs.popMeanCentred[item])).toBeLessThan(0.06);
      const share = theirs.meanShareOfIndividualPosteriorMeans[item];
      expect(Math.abs(result.cohortShares[item] - share)).toBeLessThan(0.5);
    }
  });
});
