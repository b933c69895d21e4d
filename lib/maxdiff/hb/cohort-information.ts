import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import { type HbModel, laneOffset } from "./hb-model";

/**
 * Adds each cohort's observed information about its mean, at the chain's present utilities, to the
 * chain's running sum: the negative second derivatives of the cohort's log-likelihood when all its
 * respondents shift together, in the K − 1 coordinates.
 */
export function addInformation(model: HbModel, chain: HbChain): void {
  const { answers, coordinateCount: size, data, options } = model;
  const { itemCount, respondentStart, taskStart, places, respondentCount } = answers;
  const { utilities } = chain;
  const full = new Float64Array(data.cohortCount * itemCount * itemCount);
  const up = new Float64Array(itemCount);
  const down = new Float64Array(itemCount);
  const items = new Int32Array(itemCount);
  for (let respondent = 0; respondent < respondentCount; respondent++) {
    const offset = laneOffset(itemCount, respondent);
    const matrix = data.cohort[respondent] * itemCount * itemCount;
    for (let i = 0; i < itemCount; i++) {
      up[i] = Math.exp(utilities[offset + i * LANES]);
      down[i] = 1 / up[i];
    }
    for (let task = respondentStart[respondent]; task < respondentStart[respondent + 1]; task++) {
      const start = taskStart[task];
      const count = taskStart[task + 1] - start;
      for (let slot = 0; slot < count; slot++)
        items[slot] = Math.floor(places[start + slot] / LANES);
      if (options.likelihood === "pair") {
        addPairChoice(full, matrix, itemCount, items.subarray(0, count), up, down);
      } else {
        const worstFrom = options.likelihood === "sequential" ? 1 : 0;
        addChoice(full, matrix, itemCount, items.subarray(0, count), up);
        addChoice(full, matrix, itemCount, items.subarray(worstFrom, count), down);
      }
    }
  }
  chain.informationCount++;
  // From K items to K − 1 coordinates: the last item moves against all the others.
  const last = itemCount - 1;
  for (let c = 0; c < data.cohortCount; c++) {
    const matrix = c * itemCount * itemCount;
    const corner = full[matrix + last * itemCount + last];
    for (let i = 0; i < size; i++) {
      const withLast = full[matrix + i * itemCount + last];
      for (let j = 0; j < size; j++) {
        chain.information[(c * size + i) * size + j] +=
          full[matrix + i * itemCount + j] -
          withLast -
          full[matrix + last * itemCount + j] +
          corner;
      }
    }
  }
}

/** One choice with probabilities in proportion to `weight`: diag(p) − ppᵀ. */
function addChoice(
  full: Float64Array,
  matrix: number,
  itemCount: number,
  items: Int32Array,
  weight: Float64Array,
): void {
  let sum = 0;
  for (const item of items) sum += weight[item];
  for (const i of items) {
    const p = weight[i] / sum;
    const row = matrix + i * itemCount;
    full[row + i] += p;
    for (const j of items) full[row + j] -= (p * weight[j]) / sum;
  }
}

/** One choice of an ordered pair: the covariance of (1 at best, −1 at worst). */
function addPairChoice(
  full: Float64Array,
  matrix: number,
  itemCount: number,
  items: Int32Array,
  up: Float64Array,
  down: Float64Array,
): void {
  let upSum = 0;
  let downSum = 0;
  for (const item of items) {
    upSum += up[item];
    downSum += down[item];
  }
  const sum = upSum * downSum - items.length;
  for (const i of items) {
    const best = (up[i] * (downSum - down[i])) / sum;
    const worst = (down[i] * (upSum - up[i])) / sum;
    const row = matrix + i * itemCount;
    full[row + i] += best + worst;
    for (const j of items) {
      const otherBest = (up[j] * (downSum - down[j])) / sum;
      const otherWorst = (down[j] * (upSum - up[j])) / sum;
      full[row + j] -= (best - worst) * (otherBest - otherWorst);
      if (j !== i) full[row + j] -= (up[i] * down[j] + up[j] * down[i]) / sum;
    }
  }
}
