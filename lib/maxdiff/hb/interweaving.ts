import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import type { HbModel } from "./hb-model";
import { addInformation, spreadPrior } from "./interweaving-information";
import { NormalProposal } from "./normal-proposal";
import { covariancePrior } from "./upper-level";

/** Means go this part of the way beyond the centre: a third more effective samples for free. */
const MEAN_BEYOND = 0.5;

/*
 * Moves a population parameter and everybody's utilities together.
 *
 * Given the utilities, a mean or a spread can move little; given each respondent's place in the
 * population, it is pinned by the answers alone. Doing both in turn (interweaving) forgets the past
 * far sooner than either. Source: Y. Yu & X.-L. Meng (2011), "To center or not to center: that is
 * not the question", Journal of Computational and Graphical Statistics 20, 531-570.
 *
 * Either move rests on hundreds of respondents' answers, so that its distribution is nearly normal:
 * it is proposed from that normal (slope at hand, information from warm-up), and accepted or refused
 * by Metropolis and Hastings' rule, which makes it exact.
 */
export interface Interweaving {
  /** Shifts each cohort's mean with its respondents. @returns how many cohorts accepted */
  shiftMeans(chain: HbChain, random: Random): number;
  /** Stretches everybody's deviations along the items. @returns whether it was accepted, 0 or 1 */
  stretchSpread(chain: HbChain, random: Random): number;
  /**
   * Stretches all deviations alike, and with them the covariance and the scale its prior has learnt;
   * nothing where the prior learns none. Where respondents differ little the three hold each other
   * fast, and only together do they move.
   *
   * @returns the probability with which it was accepted
   */
  stretchAll(chain: HbChain, random: Random): number;
  /** Adds the information at the chain's present state to its sums; for warm-up. */
  learn(chain: HbChain): void;
}

export function interweaving(model: HbModel): Interweaving {
  const { answers, coordinateCount: size, data, likelihood, options, rowCount, covariates } = model;
  const { meanPrecision } = model;
  const { itemCount, blockCount, respondentCount } = answers;
  const { cohortCount } = data;
  const covariateCount = rowCount - cohortCount;
  const width = itemCount * LANES;
  const moved = new Float64Array(blockCount * width);
  const movedGradient = new Float64Array(blockCount * width);
  const movedLogLikelihood = new Float64Array(blockCount * LANES);
  const deviations = new Float64Array(blockCount * width);
  /** Empty lanes at the end belong to a cohort of their own that never moves. */
  const cohortOfLane = new Int32Array(blockCount * LANES).fill(cohortCount);
  cohortOfLane.set(data.cohort);

  function evaluateMoved(): void {
    for (let block = 0; block < blockCount; block++) {
      const start = block * width;
      likelihood.evaluate(
        block,
        moved.subarray(start, start + width),
        movedGradient.subarray(start, start + width),
        movedLogLikelihood.subarray(block * LANES, (block + 1) * LANES),
      );
    }
  }

  /** Each respondent's utilities minus the mean the model gives them; 0 in empty lanes. */
  function setDeviations({ utilities, coefficients }: HbChain): void {
    for (let respondent = 0; respondent < respondentCount; respondent++) {
      const lane = respondent % LANES;
      const offset = ((respondent - lane) / LANES) * width + lane;
      const row = cohortOfLane[respondent] * size;
      for (let i = 0; i < size; i++) {
        deviations[offset + i * LANES] = utilities[offset + i * LANES] - coefficients[row + i];
      }
      for (let k = 0; k < covariateCount; k++) {
        const x = covariates[respondent * covariateCount + k];
        const effect = (cohortCount + k) * size;
        for (let i = 0; i < size; i++) {
          deviations[offset + i * LANES] -= x * coefficients[effect + i];
        }
      }
    }
  }

  /** Per cohort: the likelihood's slope in the coordinates of its mean. */
  function meanSlopes(gradient: Float64Array): Float64Array {
    const slopes = new Float64Array((cohortCount + 1) * size);
    for (let block = 0; block < blockCount; block++) {
      const row0 = cohortOfLane[block * LANES] * size;
      const row1 = cohortOfLane[block * LANES + 1] * size;
      const row2 = cohortOfLane[block * LANES + 2] * size;
      const row3 = cohortOfLane[block * LANES + 3] * size;
      let at = block * width;
      const last = at + size * LANES;
      const last0 = gradient[last];
      const last1 = gradient[last + 1];
      const last2 = gradient[last + 2];
      const last3 = gradient[last + 3];
      for (let i = 0; i < size; i++, at += LANES) {
        slopes[row0 + i] += gradient[at] - last0;
        slopes[row1 + i] += gradient[at + 1] - last1;
        slopes[row2 + i] += gradient[at + 2] - last2;
        slopes[row3 + i] += gradient[at + 3] - last3;
      }
    }
    return slopes;
  }

  /** The likelihood's slope in the logarithm of a stretch that has multiplied deviations by `by`. */
  function spreadSlope(gradient: Float64Array, by: Float64Array): Float64Array {
    const slope = new Float64Array(size);
    for (let block = 0; block < blockCount; block++) {
      let at = block * width;
      const last = at + size * LANES;
      const last0 = gradient[last];
      const last1 = gradient[last + 1];
      const last2 = gradient[last + 2];
      const last3 = gradient[last + 3];
      for (let i = 0; i < size; i++, at += LANES) {
        slope[i] +=
          (gradient[at] - last0) * deviations[at] +
          (gradient[at + 1] - last1) * deviations[at + 1] +
          (gradient[at + 2] - last2) * deviations[at + 2] +
          (gradient[at + 3] - last3) * deviations[at + 3];
      }
    }
    for (let i = 0; i < size; i++) slope[i] *= by[i];
    return slope;
  }

  function takeMoved(chain: HbChain, accepted: Uint8Array): void {
    if (accepted.every((yes) => yes === 1)) {
      chain.utilities.set(moved);
      chain.gradient.set(movedGradient);
      chain.logLikelihood.set(movedLogLikelihood);
      return;
    }
    for (let respondent = 0; respondent < respondentCount; respondent++) {
      if (accepted[cohortOfLane[respondent]] === 0) continue;
      const lane = respondent % LANES;
      const offset = ((respondent - lane) / LANES) * width + lane;
      chain.logLikelihood[respondent] = movedLogLikelihood[respondent];
      for (let place = offset; place < offset + width; place += LANES) {
        chain.utilities[place] = moved[place];
        chain.gradient[place] = movedGradient[place];
      }
    }
  }

  return {
    shiftMeans(chain, random) {
      const { coefficients, utilities, meanInformation, informationCount } = chain;
      const slopesHere = meanSlopes(chain.gradient);
      const shifts = new Float64Array((cohortCount + 1) * size);
      const proposals: NormalProposal[] = [];
      for (let c = 0; c < cohortCount; c++) {
        const precision = meanPrecision.slice();
        for (let i = 0; i < size * size; i++) {
          precision[i] += meanInformation[c * size * size + i] / informationCount;
        }
        const proposal = new NormalProposal(precision, size, MEAN_BEYOND);
        const slope = slopesHere.subarray(c * size, (c + 1) * size);
        subtractProduct(slope, meanPrecision, coefficients.subarray(c * size, (c + 1) * size));
        shifts.set(proposal.draw(slope, random), c * size);
        proposals.push(proposal);
      }
      for (let block = 0; block < blockCount; block++) {
        const row0 = cohortOfLane[block * LANES] * size;
        const row1 = cohortOfLane[block * LANES + 1] * size;
        const row2 = cohortOfLane[block * LANES + 2] * size;
        const row3 = cohortOfLane[block * LANES + 3] * size;
        let at = block * width;
        let sum0 = 0;
        let sum1 = 0;
        let sum2 = 0;
        let sum3 = 0;
        for (let i = 0; i < size; i++, at += LANES) {
          sum0 += moved[at] = utilities[at] + shifts[row0 + i];
          sum1 += moved[at + 1] = utilities[at + 1] + shifts[row1 + i];
          sum2 += moved[at + 2] = utilities[at + 2] + shifts[row2 + i];
          sum3 += moved[at + 3] = utilities[at + 3] + shifts[row3 + i];
        }
        moved[at] = -sum0;
        moved[at + 1] = -sum1;
        moved[at + 2] = -sum2;
        moved[at + 3] = -sum3;
      }
      evaluateMoved();

      const slopesThere = meanSlopes(movedGradient);
      const gain = new Float64Array(cohortCount + 1);
      for (let respondent = 0; respondent < respondentCount; respondent++) {
        gain[cohortOfLane[respondent]] +=
          movedLogLikelihood[respondent] - chain.logLikelihood[respondent];
      }
      const accepted = new Uint8Array(cohortCount);
      let acceptedCount = 0;
      for (let c = 0; c < cohortCount; c++) {
        const here = coefficients.subarray(c * size, (c + 1) * size);
        const shift = shifts.subarray(c * size, (c + 1) * size);
        const there = here.map((value, i) => value + shift[i]);
        const slopeThere = slopesThere.subarray(c * size, (c + 1) * size);
        subtractProduct(slopeThere, meanPrecision, there);
        const logChance =
          gain[c] +
          0.5 * (quadraticForm(meanPrecision, here) - quadraticForm(meanPrecision, there)) +
          proposals[c].logDensity(slopeThere, shift, -1) -
          proposals[c].logDensity(slopesHere.subarray(c * size, (c + 1) * size), shift, 1);
        if (random.next() < Math.exp(logChance)) {
          accepted[c] = 1;
          acceptedCount++;
          here.set(there);
        }
      }
      takeMoved(chain, accepted);
      return acceptedCount;
    },

    stretchSpread(chain, random) {
      setDeviations(chain);
      const { utilities, factor, spreadInformation, informationCount } = chain;
      const proposal = new NormalProposal(
        spreadInformation.map((value) => value / informationCount),
        size,
        0, // less nearly normal: going beyond is refused more often than it helps
      );
      const prior = spreadPrior(model, chain);
      const power = covariancePrior(model, chain).degrees;
      const slopeHere = spreadSlope(chain.gradient, new Float64Array(size).fill(1));
      for (let i = 0; i < size; i++) {
        slopeHere[i] -= power;
        for (let j = 0; j < size; j++) slopeHere[i] += prior[i * size + j];
      }
      const logStretch = proposal.draw(slopeHere, random);
      const stretch = logStretch.map(Math.exp);
      for (let block = 0; block < blockCount; block++) {
        let at = block * width;
        let sum0 = 0;
        let sum1 = 0;
        let sum2 = 0;
        let sum3 = 0;
        for (let i = 0; i < size; i++, at += LANES) {
          const more = stretch[i] - 1;
          sum0 += moved[at] = utilities[at] + more * deviations[at];
          sum1 += moved[at + 1] = utilities[at + 1] + more * deviations[at + 1];
          sum2 += moved[at + 2] = utilities[at + 2] + more * deviations[at + 2];
          sum3 += moved[at + 3] = utilities[at + 3] + more * deviations[at + 3];
        }
        moved[at] = -sum0;
        moved[at + 1] = -sum1;
        moved[at + 2] = -sum2;
        moved[at + 3] = -sum3;
      }
      evaluateMoved();

      const slopeThere = spreadSlope(movedGradient, stretch);
      let logChance = 0;
      for (let respondent = 0; respondent < respondentCount; respondent++) {
        logChance += movedLogLikelihood[respondent] - chain.logLikelihood[respondent];
      }
      for (let i = 0; i < size; i++) {
        slopeThere[i] -= power;
        logChance -= power * logStretch[i];
        for (let j = 0; j < size; j++) {
          const here = prior[i * size + j];
          const there = here / (stretch[i] * stretch[j]);
          slopeThere[i] += there;
          logChance += 0.5 * (here - there);
        }
      }
      logChance +=
        proposal.logDensity(slopeThere, logStretch, -1) -
        proposal.logDensity(slopeHere, logStretch, 1);
      if (!(random.next() < Math.exp(logChance))) return 0;
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) factor[i * size + j] *= stretch[i];
      }
      takeMoved(chain, new Uint8Array(cohortCount).fill(1));
      return 1;
    },

    stretchAll(chain, random) {
      const { prior } = options;
      if (prior.kind === "inverse-wishart") return 0;
      const by = chain.scaleStep * standardNormal(random);
      const uniform = random.next();
      const stretch = Math.exp(by);
      // The half-t's auxiliary scale is one over a variance.
      const priorScale = chain.priorScale * stretch ** (prior.kind === "half-t" ? -2 : 2);
      if (prior.kind === "learnt-variance" && priorScale > prior.most) return 0;
      setDeviations(chain);
      const { utilities, factor } = chain;
      for (let place = 0; place < moved.length; place += width) {
        for (let lane = 0; lane < LANES; lane++) {
          let at = place + lane;
          let sum = 0;
          for (let i = 0; i < size; i++, at += LANES) {
            sum += moved[at] = utilities[at] + (stretch - 1) * deviations[at];
          }
          moved[at] = -sum;
        }
      }
      evaluateMoved();

      // Deviations given Σ and Σ given its prior's scale keep their densities. What is left is the
      // prior of the scale, flat in its root.
      let logChance = by;
      if (prior.kind === "half-t") {
        logChance += (1 / chain.priorScale - 1 / priorScale) / prior.scale ** 2;
      }
      for (let respondent = 0; respondent < respondentCount; respondent++) {
        logChance += movedLogLikelihood[respondent] - chain.logLikelihood[respondent];
      }
      const chance = Math.min(1, Math.exp(logChance));
      if (!(uniform < chance)) return chance > 0 ? chance : 0;
      for (let i = 0; i < factor.length; i++) factor[i] *= stretch;
      chain.priorScale = priorScale;
      takeMoved(chain, new Uint8Array(cohortCount).fill(1));
      return chance;
    },

    learn(chain) {
      setDeviations(chain);
      addInformation(model, chain, deviations);
    },
  };

  /** vector − matrix × other, in place. */
  function subtractProduct(vector: Float64Array, matrix: Float64Array, other: Float64Array): void {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) vector[i] -= matrix[i * size + j] * other[j];
    }
  }

  function quadraticForm(matrix: Float64Array, vector: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) sum += vector[i] * matrix[i * size + j] * vector[j];
    }
    return sum;
  }
}
