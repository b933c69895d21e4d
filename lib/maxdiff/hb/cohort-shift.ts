import {
  cholesky,
  invertFromCholesky,
  solveFromCholesky,
  solveLowerTransposed,
} from "@/lib/stats/cholesky";
import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import { type HbModel, laneOffset } from "./hb-model";

/*
 * Shifts a cohort's mean and all its respondents together, everyone keeping their deviation.
 *
 * Given the utilities, a mean can move little; given the deviations, it is pinned by the answers
 * alone. Doing both in turn (interweaving) forgets the past far sooner than either.
 * Source: Y. Yu & X.-L. Meng (2011), "To center or not to center: that is not the question",
 * Journal of Computational and Graphical Statistics 20, 531-570.
 *
 * Given the deviations the mean's distribution is nearly normal, for it rests on a whole cohort's
 * answers: it is proposed from that normal (gradient at hand, information from warm-up) and
 * accepted or refused by Metropolis and Hastings' rule, which makes it exact.
 */
export interface CohortShift {
  /** Proposes one shift per cohort. @returns how many were accepted */
  shiftAll(chain: HbChain, random: Random): number;
}

export function cohortShift(model: HbModel): CohortShift {
  const { answers, coordinateCount: size, data, likelihood, options } = model;
  const { itemCount, blockCount, respondentCount } = answers;
  const { cohort, cohortCount } = data;
  const width = itemCount * LANES;
  const moved = new Float64Array(blockCount * width);
  const movedGradient = new Float64Array(blockCount * width);
  const movedLogLikelihood = new Float64Array(blockCount * LANES);

  /** Per cohort: the summed gradient for its coordinates. */
  function cohortGradient(gradient: Float64Array): Float64Array {
    const sums = new Float64Array(cohortCount * size);
    for (let r = 0; r < respondentCount; r++) {
      const offset = laneOffset(itemCount, r);
      const row = cohort[r] * size;
      const last = gradient[offset + size * LANES];
      for (let i = 0; i < size; i++) sums[row + i] += gradient[offset + i * LANES] - last;
    }
    return sums;
  }

  return {
    shiftAll(chain, random) {
      const covarianceInverse = invertFromCholesky(chain.factor, size);
      const priorPrecision = covarianceInverse.map((value) => value * options.meanPrecision);
      const gradientHere = cohortGradient(chain.gradient);
      const factors: Float64Array[] = [];
      const shifts: Float64Array[] = [];
      const means: Float64Array[] = [];
      for (let c = 0; c < cohortCount; c++) {
        const precision = priorPrecision.slice();
        const start = c * size * size;
        for (let i = 0; i < size * size; i++) {
          precision[i] += chain.information[start + i] / chain.informationCount;
        }
        const factor = cholesky(precision, size);
        const mean = chain.coefficients.slice(c * size, (c + 1) * size);
        const slope = withPrior(gradientHere.subarray(c * size, (c + 1) * size), mean);
        const shift = solveFromCholesky(factor, size, slope);
        const noise = new Float64Array(size);
        for (let i = 0; i < size; i++) noise[i] = standardNormal(random);
        const spread = solveLowerTransposed(factor, size, noise);
        for (let i = 0; i < size; i++) shift[i] += spread[i];
        factors.push(factor);
        means.push(mean);
        shifts.push(shift);
      }

      for (let r = 0; r < blockCount * LANES; r++) {
        const shift = shifts[cohort[Math.min(r, respondentCount - 1)]];
        const offset = laneOffset(itemCount, r);
        let sum = 0;
        for (let i = 0; i < size; i++) {
          moved[offset + i * LANES] = chain.utilities[offset + i * LANES] + shift[i];
          sum += shift[i];
        }
        moved[offset + size * LANES] = chain.utilities[offset + size * LANES] - sum;
      }
      for (let block = 0; block < blockCount; block++) {
        likelihood.evaluate(
          block,
          moved.subarray(block * width, (block + 1) * width),
          movedGradient.subarray(block * width, (block + 1) * width),
          movedLogLikelihood.subarray(block * LANES, (block + 1) * LANES),
        );
      }
      const gradientThere = cohortGradient(movedGradient);
      const gain = new Float64Array(cohortCount);
      for (let r = 0; r < respondentCount; r++) {
        gain[cohort[r]] += movedLogLikelihood[r] - chain.logLikelihood[r];
      }
      const accepted = new Uint8Array(cohortCount);
      let acceptedCount = 0;
      for (let c = 0; c < cohortCount; c++) {
        const mean = means[c];
        const shift = shifts[c];
        const there = mean.map((value, i) => value + shift[i]);
        const slopeHere = withPrior(gradientHere.subarray(c * size, (c + 1) * size), mean);
        const slopeThere = withPrior(gradientThere.subarray(c * size, (c + 1) * size), there);
        const back = shift.map((value) => -value);
        const logRatio =
          gain[c] +
          0.5 * (quadratic(priorPrecision, mean) - quadratic(priorPrecision, there)) +
          logProposal(factors[c], slopeThere, back) -
          logProposal(factors[c], slopeHere, shift);
        if (random.next() < Math.exp(logRatio)) {
          accepted[c] = 1;
          acceptedCount++;
          chain.coefficients.set(there, c * size);
        }
      }
      for (let r = 0; r < respondentCount; r++) {
        if (accepted[cohort[r]] === 0) continue;
        const offset = laneOffset(itemCount, r);
        chain.logLikelihood[r] = movedLogLikelihood[r];
        for (let place = offset; place < offset + width; place += LANES) {
          chain.utilities[place] = moved[place];
          chain.gradient[place] = movedGradient[place];
        }
      }
      return acceptedCount;

      function withPrior(gradient: Float64Array, mean: Float64Array): Float64Array {
        return gradient.map((value, i) => {
          let sum = value;
          for (let j = 0; j < size; j++) sum -= priorPrecision[i * size + j] * mean[j];
          return sum;
        });
      }
    },
  };

  function quadratic(matrix: Float64Array, vector: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) sum += vector[i] * matrix[i * size + j] * vector[j];
    }
    return sum;
  }

  /** Log density, up to a constant, of proposing `shift` where the slope is `slope`. */
  function logProposal(factor: Float64Array, slope: Float64Array, shift: Float64Array): number {
    const centre = solveFromCholesky(factor, size, slope);
    let sum = 0;
    for (let column = 0; column < size; column++) {
      // (Lᵀ (shift − centre)) at this column
      let along = 0;
      for (let row = column; row < size; row++) {
        along += factor[row * size + column] * (shift[row] - centre[row]);
      }
      sum += along * along;
    }
    return -0.5 * sum;
  }
}
