import { invertFromCholesky } from "@/lib/stats/cholesky";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import { type HbModel, laneOffset } from "./hb-model";
import { covariancePrior } from "./upper-level";

/*
 * What the answers say about a shift of everybody, for proposing shifts (`interweaving.ts`):
 * second derivatives of the log-likelihood when a whole cohort moves, and when all deviations from
 * the means are stretched. Summed over warm-up iterations and frozen after it.
 */

/** Adds the information at the chain's present utilities to its running sums. */
export function addInformation(model: HbModel, chain: HbChain, deviations: Float64Array): void {
  const { answers, coordinateCount: size, data } = model;
  const { itemCount, respondentCount } = answers;
  const { meanInformation, spreadInformation } = chain;
  const own = new Float64Array(itemCount * itemCount);
  const ofTask = taskInformation(model, chain, own);
  const last = size;
  const corner = last * itemCount + last;
  const deviation = new Float64Array(size);
  for (let respondent = 0; respondent < respondentCount; respondent++) {
    own.fill(0);
    ofTask(respondent);
    const offset = laneOffset(itemCount, respondent);
    const matrix = data.cohort[respondent] * size * size;
    for (let i = 0; i < size; i++) deviation[i] = deviations[offset + i * LANES];
    for (let i = 0; i < size; i++) {
      // From K items to K − 1 coordinates: the last item moves against all the others.
      const withLast = own[i * itemCount + last] - own[corner];
      for (let j = 0; j < size; j++) {
        const value = own[i * itemCount + j] - own[last * itemCount + j] - withLast;
        meanInformation[matrix + i * size + j] += value;
        spreadInformation[i * size + j] += value * deviation[i] * deviation[j];
      }
    }
  }
  const prior = spreadPrior(model, chain);
  for (let i = 0; i < size; i++) {
    let rowSum = 0;
    for (let j = 0; j < size; j++) {
      rowSum += prior[i * size + j];
      spreadInformation[i * size + j] += prior[i * size + j];
    }
    spreadInformation[i * size + i] += Math.max(rowSum, 0);
  }
  chain.informationCount++;
}

/**
 * The matrix S with which the prior of a stretch by factors s is, up to a constant,
 * exp(−½ Σ S_ij / (s_i s_j)) Π s_i^−degrees: entry by entry, the prior's scale matrix times Σ⁻¹.
 */
export function spreadPrior(model: HbModel, chain: HbChain): Float64Array {
  const { coordinateCount: size, priorShape } = model;
  const { multiple } = covariancePrior(model, chain);
  const precision = invertFromCholesky(chain.factor, size);
  for (let at = 0; at < size * size; at++) precision[at] *= multiple * priorShape[at];
  return precision;
}

/** A function that adds one respondent's information, K × K, to `own`. */
function taskInformation(
  { answers, options }: HbModel,
  { utilities }: HbChain,
  own: Float64Array,
): (respondent: number) => void {
  const { itemCount, respondentStart, taskStart, places } = answers;
  const up = new Float64Array(itemCount);
  const down = new Float64Array(itemCount);
  const items = new Int32Array(itemCount);

  /** One choice with probabilities in proportion to `weight`: diag(p) − ppᵀ. */
  function addChoice(first: number, count: number, weight: Float64Array): void {
    let sum = 0;
    for (let slot = first; slot < count; slot++) sum += weight[items[slot]];
    for (let slot = first; slot < count; slot++) {
      const p = weight[items[slot]] / sum;
      const row = items[slot] * itemCount;
      own[row + items[slot]] += p;
      for (let other = first; other < count; other++) {
        own[row + items[other]] -= (p * weight[items[other]]) / sum;
      }
    }
  }

  /** One choice of an ordered pair: the covariance of (1 at best, −1 at worst). */
  function addPairChoice(count: number): void {
    let upSum = 0;
    let downSum = 0;
    for (let slot = 0; slot < count; slot++) {
      upSum += up[items[slot]];
      downSum += down[items[slot]];
    }
    const sum = upSum * downSum - count;
    for (let slot = 0; slot < count; slot++) {
      const i = items[slot];
      const best = (up[i] * (downSum - down[i])) / sum;
      const worst = (down[i] * (upSum - up[i])) / sum;
      own[i * itemCount + i] += best + worst;
      for (let other = 0; other < count; other++) {
        const j = items[other];
        const otherBest = (up[j] * (downSum - down[j])) / sum;
        const otherWorst = (down[j] * (upSum - up[j])) / sum;
        own[i * itemCount + j] -= (best - worst) * (otherBest - otherWorst);
        if (j !== i) own[i * itemCount + j] -= (up[i] * down[j] + up[j] * down[i]) / sum;
      }
    }
  }

  return (respondent) => {
    const offset = laneOffset(itemCount, respondent);
    for (let i = 0; i < itemCount; i++) {
      up[i] = Math.exp(utilities[offset + i * LANES]);
      down[i] = 1 / up[i];
    }
    for (let task = respondentStart[respondent]; task < respondentStart[respondent + 1]; task++) {
      const start = taskStart[task];
      const count = taskStart[task + 1] - start;
      for (let slot = 0; slot < count; slot++) {
        items[slot] = Math.floor(places[start + slot] / LANES);
      }
      if (options.likelihood === "pair") {
        addPairChoice(count);
      } else {
        addChoice(0, count, up);
        addChoice(options.likelihood === "sequential" ? 1 : 0, count, down);
      }
    }
  };
}
