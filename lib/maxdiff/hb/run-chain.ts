import { type Random, seededRandom } from "@/lib/stats/random";
import { LANES } from "./answer-blocks";
import { type HbChain, newChain } from "./hb-chain";
import { type HbModel, laneOffset } from "./hb-model";
import { type Interweaving, interweaving } from "./interweaving";
import { respondentMoves } from "./respondent-moves";
import { drawUpperLevel } from "./upper-level";

/** Iterations of warm-up after which the number of leapfrog steps is looked at again. */
const TUNING_INTERVAL = 20;
/** More steps below this mean acceptance, fewer above the other. */
const LOW_ACCEPTANCE = 0.7;
const HIGH_ACCEPTANCE = 0.93;
const MAX_STEPS = 64;
/** What the step of a stretch of everything is tuned to. */
const SCALE_ACCEPTANCE = 0.44;
/** In the second half of warm-up information for shifts is summed every so many iterations. */
const INFORMATION_INTERVAL = 10;

/** Anything that can say "stop": an AbortSignal, for one. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/**
 * Runs one chain until it keeps `until` draws, from its beginning or from wherever `chain` stands.
 * However a run is cut into slices, its draws are the same: every iteration has randomness of its
 * own, from seed, chain number and iteration number.
 *
 * @param input.until draws to keep in all; warm-up comes on top, before the first
 * @param input.onIteration called after every iteration with those done, warm-up included
 * @param input.signal looked at before every iteration; when aborted the chain is returned as it
 *   stands, to be dropped or gone on with
 */
export function runChain(input: {
  model: HbModel;
  chain: number | HbChain;
  until: number;
  onIteration?: (iteration: number) => void;
  signal?: CancelSignal;
}): HbChain {
  const { model, until, onIteration, signal } = input;
  const { options } = model;
  const chain =
    typeof input.chain === "number"
      ? newChain(model, input.chain, iterationRandom(options.seed, input.chain, 0))
      : input.chain;
  const moves = respondentMoves(model);
  const jointMoves = interweaving(model);
  if (chain.iteration === 0) {
    drawUpperLevel(model, chain, iterationRandom(options.seed, chain.chain, 1));
  }
  makeRoom(model, chain, until);
  while (chain.kept < until && !signal?.aborted) {
    const random = iterationRandom(options.seed, chain.chain, chain.iteration + 2);
    const warmingUp = chain.iteration < options.warmup;
    chain.acceptanceSum += moves.moveAll(chain, random);
    chain.acceptanceCount++;
    drawUpperLevel(model, chain, random);
    if (chain.informationCount > 0) {
      chain.shiftsAccepted += jointMoves.shiftMeans(chain, random);
      chain.shiftsTried += model.data.cohortCount;
      chain.stretchesAccepted += jointMoves.stretchSpread(chain, random);
      chain.stretchesTried++;
    }
    const scaleAcceptance = jointMoves.stretchAll(chain, random);
    chain.iteration++;
    if (warmingUp) warmUp(model, chain, jointMoves, scaleAcceptance);
    else keepDraw(model, chain);
    onIteration?.(chain.iteration);
  }
  return chain;
}

/** Numbers for one iteration of one chain, unlike those of any other. */
function iterationRandom(seed: number, chain: number, iteration: number): Random {
  // Chains start at far-apart places of the 32-bit circle (the golden ratio's fraction of it).
  let start = Math.imul((seed | 0) ^ Math.imul(chain + 1, 0x9e3779b9), 0x85ebca6b);
  start = Math.imul(start ^ (start >>> 15), 0xc2b2ae35);
  return seededRandom(((start ^ (start >>> 13)) + iteration) | 0);
}

function warmUp(
  model: HbModel,
  chain: HbChain,
  jointMoves: Interweaving,
  scaleAcceptance: number,
): void {
  const { warmup } = model.options;
  const { iteration } = chain;
  // Robbins and Monro's steps to the best acceptance of a random walk in one dimension.
  chain.scaleStep *= Math.exp((scaleAcceptance - SCALE_ACCEPTANCE) / Math.sqrt(iteration));
  if (iteration >= warmup / 2 && iteration % INFORMATION_INTERVAL === 0) {
    // The first look comes when the chain has hardly arrived: the later half replaces it.
    if (iteration < warmup * 0.75 && iteration + INFORMATION_INTERVAL >= warmup * 0.75) {
      chain.meanInformation.fill(0);
      chain.spreadInformation.fill(0);
      chain.informationCount = 0;
    }
    jointMoves.learn(chain);
  }
  if (iteration % TUNING_INTERVAL === 0 && iteration <= warmup * 0.8) {
    const acceptance = chain.acceptanceSum / chain.acceptanceCount;
    if (acceptance < LOW_ACCEPTANCE && chain.steps < MAX_STEPS) chain.steps++;
    else if (acceptance > HIGH_ACCEPTANCE && chain.steps > 1) chain.steps--;
    chain.acceptanceSum = 0;
    chain.acceptanceCount = 0;
  }
  if (iteration === warmup) {
    chain.acceptanceSum = 0;
    chain.acceptanceCount = 0;
    chain.shiftsAccepted = 0;
    chain.shiftsTried = 0;
    chain.stretchesAccepted = 0;
    chain.stretchesTried = 0;
  }
}

function makeRoom(model: HbModel, chain: HbChain, draws: number): void {
  if (draws <= chain.kept) return;
  const { rowCount, data } = model;
  const { itemCount, cohortCount } = data;
  const grown = (values: Float64Array, width: number): Float64Array => {
    if (values.length >= draws * width) return values;
    const larger = new Float64Array(draws * width);
    larger.set(values);
    return larger;
  };
  chain.coefficientDraws = grown(chain.coefficientDraws, rowCount * itemCount);
  chain.averageDraws = grown(chain.averageDraws, cohortCount * itemCount);
  chain.spreadDraws = grown(chain.spreadDraws, itemCount);
  chain.logLikelihoodDraws = grown(chain.logLikelihoodDraws, 1);
}

function keepDraw(model: HbModel, chain: HbChain): void {
  const { rowCount, coordinateCount: size, data, answers, cohortWeight } = model;
  const { itemCount, cohortCount, cohort, weight } = data;
  const { itemAt, respondentCount } = answers;
  const { utilities, gradient, utilitySum, utilitySquareSum, gradientSum, factor } = chain;
  for (let row = 0; row < rowCount; row++) {
    const start = (chain.kept * rowCount + row) * itemCount;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const value = chain.coefficients[row * size + i];
      chain.coefficientDraws[start + itemAt[i]] = value;
      sum += value;
    }
    chain.coefficientDraws[start + itemAt[size]] = -sum;
  }

  const lastRow = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let variance = 0;
    for (let j = 0; j <= i; j++) {
      variance += factor[i * size + j] ** 2;
      lastRow[j] -= factor[i * size + j];
    }
    chain.spreadDraws[chain.kept * itemCount + itemAt[i]] = Math.sqrt(variance);
  }
  chain.spreadDraws[chain.kept * itemCount + itemAt[size]] = Math.hypot(...lastRow);

  const averages = new Float64Array(cohortCount * itemCount);
  let logLikelihood = 0;
  for (let r = 0; r < respondentCount; r++) {
    const offset = laneOffset(itemCount, r);
    const row = cohort[r] * itemCount;
    for (let i = 0; i < itemCount; i++) {
      averages[row + i] += weight[r] * utilities[offset + i * LANES];
    }
    logLikelihood += chain.logLikelihood[r];
  }
  for (let c = 0; c < cohortCount; c++) {
    const start = (chain.kept * cohortCount + c) * itemCount;
    for (let i = 0; i < itemCount; i++) {
      chain.averageDraws[start + itemAt[i]] = averages[c * itemCount + i] / cohortWeight[c];
    }
  }
  chain.logLikelihoodDraws[chain.kept] = logLikelihood;
  for (let place = 0; place < utilities.length; place++) {
    const u = utilities[place];
    utilitySum[place] += u;
    utilitySquareSum[place] += u * u;
    gradientSum[place] += gradient[place];
  }
  chain.kept++;
}
