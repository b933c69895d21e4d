import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import type { HbModel } from "./hb-model";
import {
  addLowerProduct,
  closeUtilities,
  coordinateGradient,
  solveLowerProduct,
  upperProduct,
} from "./lane-algebra";

/*
 * Moves every respondent's utilities given Γ and Σ, by Hamiltonian Monte Carlo.
 *
 * With u = centre + L z the prior of z is standard normal, and its part of the motion is solved
 * exactly: position and momentum turn in a circle. Only the likelihood's push is taken in steps
 * (kick, turn, kick). Source: R. M. Neal (2011), "MCMC using Hamiltonian dynamics", section 5.5.1;
 * B. Shahbaba, S. Lan, W. O. Johnson & R. M. Neal (2014), "Split Hamiltonian Monte Carlo",
 * Statistics and Computing 24, 339-349.
 */

/** How far a move travels: a little over a quarter turn, after which prior directions are fresh. */
const TRAVEL = 1.7;
/** Each iteration's step is drawn within this share of its size, so that no orbit closes. */
const JITTER = 0.1;

export interface RespondentMoves {
  /** Moves all respondents once. @returns the mean probability with which moves were accepted */
  moveAll(chain: HbChain, random: Random): number;
}

export function respondentMoves(model: HbModel): RespondentMoves {
  const { answers, coordinateCount: size, likelihood, data, rowCount, covariates } = model;
  const { itemCount, blockCount, respondentCount } = answers;
  const { cohort, cohortCount } = data;
  const covariateCount = rowCount - cohortCount;
  const width = itemCount * LANES;
  const length = size * LANES;
  const centre = new Float64Array(length);
  const deviation = new Float64Array(length);
  const position = new Float64Array(length);
  const momentum = new Float64Array(length);
  const slope = new Float64Array(length);
  const pull = new Float64Array(length);
  const utilities = new Float64Array(width);
  const gradient = new Float64Array(width);
  const logLikelihood = new Float64Array(LANES);
  const energyBefore = new Float64Array(LANES);
  const energyAfter = new Float64Array(LANES);
  /** Lᵀ row by row, so that both products run along memory. */
  const transposed = new Float64Array(size * size);

  /** The means the model gives the block's respondents. */
  function setCentre(block: number, coefficients: Float64Array): void {
    for (let lane = 0; lane < LANES; lane++) {
      const respondent = Math.min(block * LANES + lane, respondentCount - 1);
      const row = cohort[respondent] * size;
      for (let i = 0; i < size; i++) centre[i * LANES + lane] = coefficients[row + i];
      for (let k = 0; k < covariateCount; k++) {
        const x = covariates[respondent * covariateCount + k];
        const effect = (cohortCount + k) * size;
        for (let i = 0; i < size; i++) centre[i * LANES + lane] += x * coefficients[effect + i];
      }
    }
  }

  return {
    moveAll(chain, random) {
      const { factor, steps } = chain;
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) transposed[j * size + i] = factor[i * size + j];
      }
      const step = (TRAVEL / steps) * (1 + JITTER * (2 * random.next() - 1));
      let acceptance = 0;
      for (let block = 0; block < blockCount; block++) {
        const start = block * width;
        setCentre(block, chain.coefficients);
        copyFrom(utilities, chain.utilities, start);
        copyFrom(gradient, chain.gradient, start);
        copyFrom(logLikelihood, chain.logLikelihood, block * LANES);
        for (let place = 0; place < length; place++) {
          deviation[place] = utilities[place] - centre[place];
          momentum[place] = standardNormal(random);
        }
        solveLowerProduct(position, factor, size, deviation);
        setEnergy(energyBefore, logLikelihood, position, momentum);
        coordinateGradient(slope, gradient, size);
        upperProduct(pull, transposed, size, slope);
        for (let done = 0; done < steps; done++) {
          kickAndTurn(position, momentum, pull, done === 0 ? step / 2 : step, step);
          addLowerProduct(utilities, centre, factor, size, position);
          closeUtilities(utilities, size);
          likelihood.evaluate(block, utilities, gradient, logLikelihood);
          coordinateGradient(slope, gradient, size);
          upperProduct(pull, transposed, size, slope);
        }
        kickAndTurn(position, momentum, pull, step / 2, 0);
        setEnergy(energyAfter, logLikelihood, position, momentum);
        for (let lane = 0; lane < LANES; lane++) {
          const uniform = random.next();
          if (block * LANES + lane >= respondentCount) continue;
          const chance = Math.exp(energyBefore[lane] - energyAfter[lane]);
          // Where exponentials overflow the energy is infinite or NaN: never accepted.
          if (!(chance > 0)) continue;
          acceptance += Math.min(chance, 1);
          if (uniform >= chance) continue;
          chain.logLikelihood[block * LANES + lane] = logLikelihood[lane];
          for (let place = lane; place < width; place += LANES) {
            chain.utilities[start + place] = utilities[place];
            chain.gradient[start + place] = gradient[place];
          }
        }
      }
      return acceptance / respondentCount;
    },
  };
}

/** Copies as many values as `to` holds. */
function copyFrom(to: Float64Array, from: Float64Array, start: number): void {
  for (let i = 0; i < to.length; i++) to[i] = from[start + i];
}

/** The likelihood pushes the momentum for time `kick`; then the prior's orbit turns by `turn`. */
function kickAndTurn(
  position: Float64Array,
  momentum: Float64Array,
  pull: Float64Array,
  kick: number,
  turn: number,
): void {
  const cosine = Math.cos(turn);
  const sine = Math.sin(turn);
  for (let place = 0; place < position.length; place++) {
    const z = position[place];
    const p = momentum[place] + kick * pull[place];
    position[place] = cosine * z + sine * p;
    momentum[place] = cosine * p - sine * z;
  }
}

/** Per lane: ½ (position² + momentum²) − log-likelihood. */
function setEnergy(
  energy: Float64Array,
  logLikelihood: Float64Array,
  position: Float64Array,
  momentum: Float64Array,
): void {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let at = 0; at < position.length; at += LANES) {
    sum0 += position[at] * position[at] + momentum[at] * momentum[at];
    sum1 += position[at + 1] * position[at + 1] + momentum[at + 1] * momentum[at + 1];
    sum2 += position[at + 2] * position[at + 2] + momentum[at + 2] * momentum[at + 2];
    sum3 += position[at + 3] * position[at + 3] + momentum[at + 3] * momentum[at + 3];
  }
  energy[0] = 0.5 * sum0 - logLikelihood[0];
  energy[1] = 0.5 * sum1 - logLikelihood[1];
  energy[2] = 0.5 * sum2 - logLikelihood[2];
  energy[3] = 0.5 * sum3 - logLikelihood[3];
}
