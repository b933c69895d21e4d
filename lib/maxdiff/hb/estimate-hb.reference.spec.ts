import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  readSharedStudy,
  type SharedStudyName,
  sharedStudiesPresent,
} from "../fixtures/shared-study";
import { estimateHb } from "./estimate-hb";
import { hbDefaults } from "./hb-options";

const folder = path.resolve(import.meta.dirname, "../../../../shared/data");

interface ReferencePosterior {
  readonly popMeanCentred: number[];
  readonly meanShareOfIndividualPosteriorMeans: number[];
}

function readReference(name: SharedStudyName, word: string) {
  const posteriors: Record<string, ReferencePosterior> = JSON.parse(
    readFileSync(path.join(folder, name, "hb.json"), "utf8"),
  );
  const individual = readFileSync(path.join(folder, name, "hb-individual.csv"), "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","))
    .filter((cells) => cells[1] === word)
    .flatMap((cells) => cells.slice(2).map(Number));
  return {
    posterior: posteriors[`reference${word[0].toUpperCase()}${word.slice(1)}`],
    individual,
  };
}

describe.skipIf(!sharedStudiesPresent())("against independent samplers on real studies", () => {
  /** The prior of the reference. */
  const theirs = { kind: "inverse-wishart", variance: 0.5, extraDegrees: 3 } as const;
  it.each([
    ["political-issues", "sequential", "sequential", theirs],
    ["political-issues", "sequential", "sequential", hbDefaults.prior],
    ["rice-characteristics", "sequential", "sequential", theirs],
    ["rice-characteristics", "sequential", "sequential", hbDefaults.prior],
    ["rice-characteristics", "tricked", "marginal", theirs],
    ["rice-characteristics", "tricked", "marginal", hbDefaults.prior],
  ] as const)("gives the utilities of %s, %s (%s there), %o", (name, likelihood, word, prior) => {
    const { posterior, individual } = readReference(name, word);
    const data = readSharedStudy(name);
    const result = estimateHb({
      data,
      options: {
        likelihood,
        prior,
        chains: 1,
        warmup: 300,
        drawsPerLook: name === "rice-characteristics" ? 2000 : 400,
        maxDraws: 2000,
        targetEss: 100,
        targetRHat: 1.05,
      },
    });
    expect(result.utilities.length).toBe(individual.length);
    let squares = 0;
    let products = 0;
    let own = 0;
    let theirs = 0;
    individual.forEach((expected, i) => {
      const got = result.utilities[i]; // both sum to zero, so deviations need no mean
      squares += (got - expected) ** 2;
      products += got * expected;
      own += got * got;
      theirs += expected * expected;
    });
    expect(products / Math.sqrt(own * theirs)).toBeGreaterThan(0.998);
    expect(Math.sqrt(squares / individual.length)).toBeLessThan(0.15);
    for (let item = 0; item < data.itemCount; item++) {
      const average = result.cohortAverages.mean[item];
      expect(Math.abs(average - posterior.popMeanCentred[item])).toBeLessThan(0.1);
      const share = posterior.meanShareOfIndividualPosteriorMeans[item];
      expect(Math.abs(result.cohortShares[item] - share)).toBeLessThan(0.5);
    }
  });
});
