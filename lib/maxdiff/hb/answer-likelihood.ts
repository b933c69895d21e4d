import type { LikelihoodName } from "../choice/likelihood";
import { type AnswerBlocks, LANES } from "./answer-blocks";

/** Log-likelihood and gradient for one block of respondents. */
export interface AnswerLikelihood {
  /**
   * @param block which block
   * @param utilities itemCount × LANES utilities of the block, by place
   * @param gradient receives the derivative of each respondent's log-likelihood, by place
   * @param logLikelihood receives LANES log-likelihoods; −Infinity or NaN where utilities are so
   *   extreme that exponentials overflow (the sampler refuses such moves)
   */
  evaluate(
    block: number,
    utilities: Float64Array,
    gradient: Float64Array,
    logLikelihood: Float64Array,
  ): void;
}

/** 2^(n/32) for n = −TABLE_HALF … TABLE_HALF. */
const TABLE_HALF = 4096;
const POWERS = Float64Array.from(
  { length: 2 * TABLE_HALF + 1 },
  (_, i) => 2 ** ((i - TABLE_HALF) / 32),
);
const STEPS_PER_UNIT = 32 / Math.LN2;
/** ln 2 / 32 in two parts, the first with trailing zero bits so that n times it is exact. */
const STEP_HIGH = 0.021660849219188094;
const STEP_LOW = 1.733101967801894e-10;
/** Beyond this the table ends. */
const LARGEST_UTILITY = 88;
/** Denominators are multiplied up to this size before their logarithm is taken. */
const LARGEST_PRODUCT = 1e200;

/**
 * Prepares the likelihood. Exponentials are taken once per item, not once per task; the chosen
 * items enter through the best-minus-worst counts; logarithms are taken of products of
 * denominators only.
 *
 * The same likelihoods as in ../choice/likelihood, one respondent and one task at a time there.
 */
export function answerLikelihood(
  answers: AnswerBlocks,
  likelihood: LikelihoodName,
): AnswerLikelihood {
  const { respondentCount, itemCount, respondentStart, taskStart, places, netCount } = answers;
  const width = itemCount * LANES;
  const scratch: Scratch = {
    up: new Float64Array(width),
    down: new Float64Array(width),
    upFactor: new Float64Array(width),
    downFactor: new Float64Array(width),
  };
  const denominators =
    likelihood === "pair"
      ? pairDenominators
      : likelihood === "tricked"
        ? trickedDenominators
        : sequentialDenominators;
  return {
    evaluate(block, utilities, gradient, logLikelihood) {
      takeExponentials(scratch, utilities);
      for (let lane = 0; lane < LANES; lane++) {
        const respondent = block * LANES + lane;
        logLikelihood[lane] =
          respondent < respondentCount
            ? -denominators(
                scratch,
                taskStart,
                places,
                respondentStart[respondent],
                respondentStart[respondent + 1],
              )
            : 0;
      }
      addChosen(scratch, utilities, netCount, block * width, gradient, logLikelihood);
    },
  };
}

/** Working arrays of one block, by place. */
interface Scratch {
  /** e^u and e^−u. */
  readonly up: Float64Array;
  readonly down: Float64Array;
  /** What each item's e^u and e^−u are multiplied with in the gradient. */
  readonly upFactor: Float64Array;
  readonly downFactor: Float64Array;
}

function takeExponentials(
  { up, down, upFactor, downFactor }: Scratch,
  utilities: Float64Array,
): void {
  for (let place = 0; place < up.length; place++) {
    const u = utilities[place];
    if (u < LARGEST_UTILITY && u > -LARGEST_UTILITY) {
      // u = n ln 2 / 32 + r; e^r and e^−r from the even and odd halves of one Taylor polynomial.
      const n = (u * STEPS_PER_UNIT + (TABLE_HALF + 0.5)) | 0;
      const steps = n - TABLE_HALF;
      const r = u - steps * STEP_HIGH - steps * STEP_LOW;
      const square = r * r;
      const even = 1 + square * (0.5 + square * (1 / 24));
      const odd = r * (1 + square * (1 / 6 + square * (1 / 120)));
      up[place] = POWERS[n] * (even + odd);
      down[place] = POWERS[2 * TABLE_HALF - n] * (even - odd);
    } else {
      up[place] = Math.exp(u);
      down[place] = Math.exp(-u);
    }
    upFactor[place] = 0;
    downFactor[place] = 0;
  }
}

/*
 * The logarithm of the product of one respondent's denominators, adding each task's share to the
 * factors of its items. Tasks of four items, the common size, are written out.
 */

function sequentialDenominators(
  { up, down, upFactor, downFactor }: Scratch,
  taskStart: Int32Array,
  places: Int32Array,
  firstTask: number,
  endTask: number,
): number {
  let logOfProducts = 0;
  let product = 1;
  for (let task = firstTask; task < endTask; task++) {
    const start = taskStart[task];
    const end = taskStart[task + 1];
    const best = places[start];
    let upSum = up[best];
    let downSum = 0;
    if (end - start === 4) {
      const b = places[start + 1];
      const c = places[start + 2];
      const d = places[start + 3];
      upSum += up[b] + up[c] + up[d];
      downSum = down[b] + down[c] + down[d];
      const inverse = 1 / (upSum * downSum);
      const forUp = inverse * downSum;
      const forDown = inverse * upSum;
      upFactor[best] += forUp;
      upFactor[b] += forUp;
      upFactor[c] += forUp;
      upFactor[d] += forUp;
      downFactor[b] += forDown;
      downFactor[c] += forDown;
      downFactor[d] += forDown;
    } else {
      for (let slot = start + 1; slot < end; slot++) {
        upSum += up[places[slot]];
        downSum += down[places[slot]];
      }
      const inverse = 1 / (upSum * downSum);
      const forUp = inverse * downSum;
      const forDown = inverse * upSum;
      upFactor[best] += forUp;
      for (let slot = start + 1; slot < end; slot++) {
        upFactor[places[slot]] += forUp;
        downFactor[places[slot]] += forDown;
      }
    }
    product *= upSum * downSum;
    if (product > LARGEST_PRODUCT) {
      logOfProducts += Math.log(product);
      product = 1;
    }
  }
  return logOfProducts + Math.log(product);
}

function trickedDenominators(
  scratch: Scratch,
  taskStart: Int32Array,
  places: Int32Array,
  firstTask: number,
  endTask: number,
): number {
  return denominatorsAmongAll(scratch, taskStart, places, firstTask, endTask, 0);
}

function pairDenominators(
  scratch: Scratch,
  taskStart: Int32Array,
  places: Int32Array,
  firstTask: number,
  endTask: number,
): number {
  return denominatorsAmongAll(scratch, taskStart, places, firstTask, endTask, 1);
}

/** (Σ e^u)(Σ e^−u) − same × k: the pairs of an item with itself count or do not. */
function denominatorsAmongAll(
  { up, down, upFactor, downFactor }: Scratch,
  taskStart: Int32Array,
  places: Int32Array,
  firstTask: number,
  endTask: number,
  same: 0 | 1,
): number {
  let logOfProducts = 0;
  let product = 1;
  for (let task = firstTask; task < endTask; task++) {
    const start = taskStart[task];
    const end = taskStart[task + 1];
    let upSum = 0;
    let downSum = 0;
    for (let slot = start; slot < end; slot++) {
      upSum += up[places[slot]];
      downSum += down[places[slot]];
    }
    const denominator = upSum * downSum - same * (end - start);
    const inverse = 1 / denominator;
    const forUp = inverse * downSum;
    const forDown = inverse * upSum;
    for (let slot = start; slot < end; slot++) {
      upFactor[places[slot]] += forUp;
      downFactor[places[slot]] += forDown;
    }
    product *= denominator;
    if (product > LARGEST_PRODUCT) {
      logOfProducts += Math.log(product);
      product = 1;
    }
  }
  return logOfProducts + Math.log(product);
}

/** The chosen items' part of log-likelihood and gradient, and the gradient put together. */
function addChosen(
  { up, down, upFactor, downFactor }: Scratch,
  utilities: Float64Array,
  netCount: Float64Array,
  offset: number,
  gradient: Float64Array,
  logLikelihood: Float64Array,
): void {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let place = 0; place < up.length; place += LANES) {
    const net0 = netCount[offset + place];
    const net1 = netCount[offset + place + 1];
    const net2 = netCount[offset + place + 2];
    const net3 = netCount[offset + place + 3];
    sum0 += net0 * utilities[place];
    sum1 += net1 * utilities[place + 1];
    sum2 += net2 * utilities[place + 2];
    sum3 += net3 * utilities[place + 3];
    gradient[place] = net0 - up[place] * upFactor[place] + down[place] * downFactor[place];
    gradient[place + 1] =
      net1 - up[place + 1] * upFactor[place + 1] + down[place + 1] * downFactor[place + 1];
    gradient[place + 2] =
      net2 - up[place + 2] * upFactor[place + 2] + down[place + 2] * downFactor[place + 2];
    gradient[place + 3] =
      net3 - up[place + 3] * upFactor[place + 3] + down[place + 3] * downFactor[place + 3];
  }
  logLikelihood[0] += sum0;
  logLikelihood[1] += sum1;
  logLikelihood[2] += sum2;
  logLikelihood[3] += sum3;
}
