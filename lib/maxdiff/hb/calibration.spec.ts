import { expect, it } from "vitest";
import { cholesky } from "@/lib/stats/cholesky";
import { gammaDraw } from "@/lib/stats/gamma";
import { inverseWishartDraw } from "@/lib/stats/inverse-wishart";
import { type Random, seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { inFull } from "@/lib/stats/testing";
import { choiceData } from "../choice/choice-data";
import { simulateTask } from "../simulate/simulate-respondents";
import { hbModel, laneOffset } from "./hb-model";
import type { CovariancePrior, HbOptions } from "./hb-options";
import { runChain } from "./run-chain";
import { covariancePrior } from "./upper-level";

/*
 * Simulation-based calibration: parameters drawn from the prior, answers from the parameters, and
 * the parameters' ranks among posterior draws are uniform if, and nearly only if, the sampler draws
 * from the posterior. Source: S. Talts, M. Betancourt, D. Simpson, A. Vehtari & A. Gelman (2018),
 * "Validating Bayesian inference algorithms with simulation-based calibration", arXiv:1804.06788.
 */
const ITEMS = 4;
const SIZE = ITEMS - 1;
const DRAWS = 19; // ranks 0 … 19
/** Few studies fill few bins. */
const BINS = inFull(10, 5);
/** The 99.9 % point of chi-square on one degree of freedom less than there are bins. */
const MOST = inFull(27.9, 18.5);
const cohorts = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1];

/** The parameters whose ranks are counted, from anything that has coefficients and a factor. */
function parameters(from: {
  coefficients: Float64Array;
  factor: Float64Array;
  utilityOfFirst: number;
}): number[] {
  const { coefficients, factor } = from;
  const last = [0, 1, 2].map((j) => -factor[j] - factor[SIZE + j] - factor[2 * SIZE + j]);
  return [
    coefficients[0], // cohort 0, item 0
    -coefficients[SIZE] - coefficients[SIZE + 1] - coefficients[SIZE + 2], // cohort 1, last item
    coefficients[SIZE + 1] - coefficients[1], // the gap of item 1
    factor[0] ** 2, // variance of item 0
    last[0] ** 2 + last[1] ** 2 + last[2] ** 2, // variance of the last item
    factor[0] * factor[SIZE], // covariance of items 0 and 1
    from.utilityOfFirst, // item 0 of respondent 0
  ];
}

/** What the prior learns of itself, as it believes before any answer. */
function priorScaleOf(prior: CovariancePrior, random: Random): number {
  if (prior.kind === "half-t") return 1 / prior.scale ** 2 / gammaDraw(0.5, random);
  if (prior.kind === "learnt-variance") return prior.most * random.next() ** 2;
  return 1;
}

function fromPrior(prior: CovariancePrior, meanVariance: number, random: Random) {
  // Any data will do: only the prior of the model is used here.
  const empty = hbModel(
    choiceData({ itemCount: ITEMS, cohortCount: 1, respondents: [{ cohort: 0, tasks: [] }] }),
    { prior },
  );
  const priorScale = priorScaleOf(prior, random);
  const { degrees, multiple } = covariancePrior(empty, { priorScale });
  const scale = cholesky(
    empty.priorShape.map((value) => value * multiple),
    SIZE,
  );
  const factor = cholesky(inverseWishartDraw(scale, SIZE, degrees, random), SIZE);
  const shape = cholesky(empty.priorShape, SIZE);
  const noise = (of: Float64Array): number[] => {
    const z = Array.from({ length: SIZE }, () => standardNormal(random));
    return z.map((_, i) => z.reduce((sum, value, j) => sum + of[i * SIZE + j] * value, 0));
  };
  const coefficients = Float64Array.from(
    [0, 1].flatMap(() => noise(shape).map((value) => value * Math.sqrt(meanVariance))),
  );
  const utilities = cohorts.map((cohort) => {
    const own = noise(factor).map((value, i) => coefficients[cohort * SIZE + i] + value);
    return [...own, -own.reduce((sum, u) => sum + u, 0)];
  });
  return { coefficients, factor, utilities };
}

it.each([
  {
    prior: { kind: "inverse-wishart", variance: 1, extraDegrees: 4 },
    thinning: 15,
    studies: inFull(100, 40),
  },
  {
    prior: { kind: "learnt-variance", most: 1.5, extraDegrees: 4 },
    thinning: 30,
    studies: inFull(80, 30),
  },
  { prior: { kind: "half-t", degrees: 8, scale: 0.8 }, thinning: 45, studies: inFull(60, 25) },
] as const)(
  "ranks true parameters evenly among posterior draws under the $prior.kind prior",
  ({ prior, thinning, studies }) => {
    const random = seededRandom(2026);
    const ranks = Array.from({ length: 7 }, () => new Int32Array(BINS));
    for (let study = 0; study < studies; study++) {
      const options: Partial<HbOptions> = { prior, meanVariance: 2, warmup: 100, seed: study };
      const truth = fromPrior(prior, 2, random);
      const data = choiceData({
        itemCount: ITEMS,
        cohortCount: 2,
        respondents: cohorts.map((cohort, r) => ({
          cohort,
          tasks: Array.from({ length: 4 }, (_, t) => {
            // The first task shows all items in order, so that the sampler's items are ours.
            const shown = t === 0 ? [0, 1, 2, 3] : random.shuffle([0, 1, 2, 3]).slice(0, 3);
            return simulateTask(shown, truth.utilities[r], random);
          }),
        })),
      });
      const model = hbModel(data, options);
      const expected = parameters({ ...truth, utilityOfFirst: truth.utilities[0][0] });
      const rank = new Int32Array(expected.length);
      let chain = runChain({ model, chain: 0, until: thinning });
      for (let draw = 0; draw < DRAWS; draw++) {
        chain = runChain({ model, chain, until: (draw + 2) * thinning });
        const utilityOfFirst = chain.utilities[laneOffset(ITEMS, 0)];
        parameters({ ...chain, utilityOfFirst }).forEach((value, p) => {
          if (value < expected[p]) rank[p]++;
        });
      }
      rank.forEach((r, p) => {
        ranks[p][Math.floor((r * BINS) / (DRAWS + 1))]++;
      });
    }
    for (const counts of ranks) {
      let chiSquare = 0;
      for (const count of counts) chiSquare += (count - studies / BINS) ** 2 / (studies / BINS);
      expect(chiSquare).toBeLessThan(MOST);
    }
  },
);
