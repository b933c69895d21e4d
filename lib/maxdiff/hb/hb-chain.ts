import { cholesky } from "@/lib/stats/cholesky";
import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { LANES } from "./answer-blocks";
import { type HbModel, laneOffset } from "./hb-model";

/**
 * One chain, wherever it stands: plain numbers and typed arrays, so that it can be posted between
 * threads, kept, and gone on with. Arrays over respondents lie by block and place (`AnswerBlocks`)
 * in the sampler's item order; kept draws are in the study's.
 */
export interface HbChain {
  readonly chain: number;
  /** Iterations done, warm-up included. */
  iteration: number;
  readonly utilities: Float64Array;
  /** Derivatives of each respondent's log-likelihood at those utilities. */
  readonly gradient: Float64Array;
  /** One per respondent. */
  readonly logLikelihood: Float64Array;
  /** Γ: rowCount × coordinateCount. */
  readonly coefficients: Float64Array;
  /** Lower Cholesky factor of Σ. */
  readonly factor: Float64Array;
  /** What the prior of Σ learns of itself: the half-t's auxiliary scale, or the learnt variance. */
  priorScale: number;
  /** How far, in logarithms, all deviations are stretched at a time; found in warm-up. */
  scaleStep: number;
  /** Leapfrog steps of a respondent's move, found in warm-up. */
  steps: number;
  /** Sums over `informationCount` warm-up iterations: each cohort's information about its mean … */
  readonly meanInformation: Float64Array;
  /** … and everybody's about the logarithm of the spread. */
  readonly spreadInformation: Float64Array;
  informationCount: number;
  /** Mean acceptance of respondents' moves: summed since the last tuning, and iterations summed. */
  acceptanceSum: number;
  acceptanceCount: number;
  /** Accepted shifts of cohort means and stretches of the spread, and those tried. */
  shiftsAccepted: number;
  shiftsTried: number;
  stretchesAccepted: number;
  stretchesTried: number;
  /** Draws kept so far; the arrays below have room for at least as many. */
  kept: number;
  /** kept × rowCount × K: cohort means (then covariate effects) of utilities, zero-centred. */
  coefficientDraws: Float64Array;
  /** kept × cohortCount × K: weighted average utilities of the respondents who answered. */
  averageDraws: Float64Array;
  /** kept × K: standard deviation of utilities between respondents of one cohort. */
  spreadDraws: Float64Array;
  /** kept: log-likelihood of all answers. */
  logLikelihoodDraws: Float64Array;
  /** Sums over kept draws of each respondent's utilities and their squares. */
  readonly utilitySum: Float64Array;
  readonly utilitySquareSum: Float64Array;
  /** Sum over kept draws of the derivatives of each respondent's log-likelihood. */
  readonly gradientSum: Float64Array;
}

/**
 * A chain before its first iteration, at a starting point spread wider than any posterior is
 * likely to be, so that chains that meet have forgotten where they began.
 */
export function newChain(model: HbModel, chain: number, random: Random): HbChain {
  const { answers, coordinateCount, rowCount, data, likelihood } = model;
  const { itemCount, blockCount, respondentCount } = answers;
  const width = itemCount * LANES;
  const starts = new Float64Array(data.cohortCount * itemCount);
  for (let i = 0; i < starts.length; i++) starts[i] = standardNormal(random);
  const utilities = new Float64Array(blockCount * width);
  const gradient = new Float64Array(blockCount * width);
  const logLikelihood = new Float64Array(blockCount * LANES);
  for (let r = 0; r < respondentCount; r++) {
    const offset = laneOffset(itemCount, r);
    let sum = 0;
    for (let i = 0; i < itemCount; i++) {
      const u = starts[data.cohort[r] * itemCount + i] + standardNormal(random);
      utilities[offset + i * LANES] = u;
      sum += u;
    }
    for (let i = 0; i < itemCount; i++) utilities[offset + i * LANES] -= sum / itemCount;
  }
  for (let block = 0; block < blockCount; block++) {
    likelihood.evaluate(
      block,
      utilities.subarray(block * width, (block + 1) * width),
      gradient.subarray(block * width, (block + 1) * width),
      logLikelihood.subarray(block * LANES, (block + 1) * LANES),
    );
  }
  return {
    chain,
    iteration: 0,
    utilities,
    gradient,
    logLikelihood,
    coefficients: new Float64Array(rowCount * coordinateCount),
    factor: cholesky(model.priorShape, coordinateCount),
    priorScale: 1,
    scaleStep: 0.1,
    steps: 3,
    meanInformation: new Float64Array(data.cohortCount * coordinateCount * coordinateCount),
    spreadInformation: new Float64Array(coordinateCount * coordinateCount),
    informationCount: 0,
    acceptanceSum: 0,
    acceptanceCount: 0,
    shiftsAccepted: 0,
    shiftsTried: 0,
    stretchesAccepted: 0,
    stretchesTried: 0,
    kept: 0,
    coefficientDraws: new Float64Array(0),
    averageDraws: new Float64Array(0),
    spreadDraws: new Float64Array(0),
    logLikelihoodDraws: new Float64Array(0),
    utilitySum: new Float64Array(blockCount * width),
    utilitySquareSum: new Float64Array(blockCount * width),
    gradientSum: new Float64Array(blockCount * width),
  };
}
