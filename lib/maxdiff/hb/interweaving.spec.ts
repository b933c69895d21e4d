import { expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { type ChoiceData, choiceData } from "../choice/choice-data";
import { type LikelihoodName, likelihoodNames, logLikelihood } from "../choice/likelihood";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import { type HbModel, hbModel, laneOffset } from "./hb-model";
import { type CovariancePrior, fieldPrior } from "./hb-options";
import { interweaving } from "./interweaving";
import { runChain } from "./run-chain";
import { covariancePrior } from "./upper-level";

/*
 * With two items there is one coordinate, and the distribution each move must keep is a curve that
 * can be added up. The moves are given information that is much too large, so that they are right
 * only if their acceptance rule is.
 */
const respondents = 24;
const meanVariance = 2;

function smallChain(likelihood: LikelihoodName, seed: number, prior: CovariancePrior = fieldPrior) {
  const random = seededRandom(seed);
  const data = choiceData({
    itemCount: 2,
    cohortCount: 1,
    respondents: Array.from({ length: respondents }, (_, r) => ({
      cohort: 0,
      tasks: Array.from({ length: 3 }, (_, t) => {
        const best = (r + t) % 3 === 0 ? 1 : 0;
        return { shown: [0, 1], best, worst: 1 - best };
      }),
    })),
  });
  const model = hbModel(data, { likelihood, meanVariance, prior });
  const chain = runChain({ model, chain: 0, until: 1 });
  return { data, model, chain, random, likelihood };
}

/** The log-likelihood of everybody when item 0's utilities are these and item 1's their opposites. */
function totalLogLikelihood(data: ChoiceData, likelihood: LikelihoodName, first: number[]): number {
  return first.reduce(
    (sum, u, r) =>
      sum +
      logLikelihood({
        data,
        likelihood,
        utilities: Float64Array.of(u, -u),
        respondents: Int32Array.of(r),
      }).value,
    0,
  );
}

const firstUtilities = (chain: HbChain): number[] =>
  Array.from({ length: respondents }, (_, r) => chain.utilities[laneOffset(2, r)]);

/** Mean and standard deviation of a density given by its logarithm. */
function momentsOf(logDensity: (x: number) => number, low: number, high: number) {
  const points = Array.from({ length: 801 }, (_, i) => low + ((high - low) * i) / 800);
  const logs = points.map(logDensity);
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = points.reduce((sum, x, i) => sum + x * weights[i], 0) / total;
  const variance = points.reduce((sum, x, i) => sum + (x - mean) ** 2 * weights[i], 0) / total;
  return { mean, sd: Math.sqrt(variance) };
}

function momentsDrawn(draw: () => number) {
  const draws = Array.from({ length: 40_000 }, draw);
  const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
  return { mean, sd: Math.sqrt(variance) };
}

function expectSame(
  drawn: { mean: number; sd: number },
  known: { mean: number; sd: number },
): void {
  expect(Math.abs(drawn.mean - known.mean) / known.sd).toBeLessThan(0.05);
  expect(Math.abs(drawn.sd / known.sd - 1)).toBeLessThan(0.05);
}

function learnWrongly(model: HbModel, chain: HbChain) {
  const jointMoves = interweaving(model);
  chain.meanInformation[0] *= 1.6;
  chain.spreadInformation[0] *= 4;
  return jointMoves;
}

it.each(likelihoodNames)("shifts means to their exact distribution, %s", (name) => {
  const { data, model, chain, random, likelihood } = smallChain(name, 3);
  const jointMoves = learnWrongly(model, chain);
  const mean = chain.coefficients[0];
  const start = firstUtilities(chain);
  const known = momentsOf(
    (x) =>
      totalLogLikelihood(
        data,
        likelihood,
        start.map((u) => u + x - mean),
      ) -
      // The shape of two items on one of them is ½.
      (x * x) / meanVariance,
    -4,
    6,
  );
  const drawn = momentsDrawn(() => {
    jointMoves.shiftMeans(chain, random);
    return chain.coefficients[0];
  });
  expectSame(drawn, known);
  firstUtilities(chain).forEach((u, r) => {
    expect(u - start[r]).toBeCloseTo(chain.coefficients[0] - mean, 9);
    expect(chain.utilities[laneOffset(2, r) + LANES]).toBe(-u);
  });
});

it.each(likelihoodNames)("stretches spreads to their exact distribution, %s", (name) => {
  const { data, model, chain, random, likelihood } = smallChain(name, 4);
  const jointMoves = learnWrongly(model, chain);
  const mean = chain.coefficients[0];
  const variance = chain.factor[0] ** 2;
  const start = firstUtilities(chain);
  const { degrees, multiple } = covariancePrior(model, chain);
  // Everything by the change of ln(spread): prior of Σ with its Jacobian.
  const known = momentsOf(
    (x) => {
      const stretched = variance * Math.exp(2 * x);
      return (
        totalLogLikelihood(
          data,
          likelihood,
          start.map((u) => mean + Math.exp(x) * (u - mean)),
        ) -
        ((degrees + 2) / 2) * Math.log(stretched) -
        (0.5 * multiple * model.priorShape[0]) / stretched +
        Math.log(stretched)
      );
    },
    -4,
    4,
  );
  const drawn = momentsDrawn(() => {
    jointMoves.stretchSpread(chain, random);
    return 0.5 * Math.log(chain.factor[0] ** 2 / variance);
  });
  expectSame(drawn, known);
});

it.each([
  { kind: "learnt-variance", most: 3, extraDegrees: 4 },
  { kind: "half-t", degrees: 3, scale: 2 },
] as const)("stretches all with the $kind prior's scale to their exact distribution", (prior) => {
  const { data, model, chain, random, likelihood } = smallChain("sequential", 5, prior);
  const jointMoves = interweaving(model);
  const mean = chain.coefficients[0];
  const variance = chain.factor[0] ** 2;
  const scale = chain.priorScale;
  const start = firstUtilities(chain);
  const scaleAt = (x: number) => scale * Math.exp((prior.kind === "half-t" ? -2 : 2) * x);
  // Everything by the change of ln(spread), with the Jacobians of Σ and of the scale; those of the
  // deviations cancel against their prior.
  const known = momentsOf(
    (x) => {
      const stretched = variance * Math.exp(2 * x);
      const priorScale = scaleAt(x);
      if (prior.kind === "learnt-variance" && priorScale > prior.most) return -1e9;
      const { degrees, multiple } = covariancePrior(model, { priorScale });
      const ofScale =
        prior.kind === "half-t"
          ? -1.5 * Math.log(priorScale) - 1 / (priorScale * prior.scale ** 2)
          : -0.5 * Math.log(priorScale);
      return (
        totalLogLikelihood(
          data,
          likelihood,
          start.map((u) => mean + Math.exp(x) * (u - mean)),
        ) +
        (degrees / 2) * Math.log(multiple) -
        ((degrees + 2) / 2) * Math.log(stretched) -
        (0.5 * multiple * model.priorShape[0]) / stretched +
        Math.log(stretched) +
        ofScale +
        Math.log(priorScale)
      );
    },
    -6,
    4,
  );
  chain.scaleStep = 1;
  const drawn = momentsDrawn(() => {
    jointMoves.stretchAll(chain, random);
    return 0.5 * Math.log(chain.factor[0] ** 2 / variance);
  });
  expectSame(drawn, known);
  expect(chain.priorScale).toBeCloseTo(scaleAt(0.5 * Math.log(chain.factor[0] ** 2 / variance)), 9);
});
