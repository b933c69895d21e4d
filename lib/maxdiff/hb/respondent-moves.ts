import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import type { HbModel } from "./hb-model";

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
  const centre = new Float64Array(size * LANES);
  const position = new Float64Array(size * LANES);
  const momentum = new Float64Array(size * LANES);
  const pull = new Float64Array(size * LANES);
  const utilities = new Float64Array(width);
  const gradient = new Float64Array(width);
  const logLikelihood = new Float64Array(LANES);
  const energy = new Float64Array(LANES);
  const inverseDiagonal = new Float64Array(size);
  /** Lᵀ row by row, so that both products run along memory. */
  const transposed = new Float64Array(size * size);

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

  /** position = L⁻¹ (utilities − centre). */
  function setPosition(factor: Float64Array): void {
    for (let i = 0; i < size; i++) {
      const at = i * LANES;
      let z0 = utilities[at] - centre[at];
      let z1 = utilities[at + 1] - centre[at + 1];
      let z2 = utilities[at + 2] - centre[at + 2];
      let z3 = utilities[at + 3] - centre[at + 3];
      const row = i * size;
      for (let j = 0, other = 0; j < i; j++, other += LANES) {
        const weight = factor[row + j];
        z0 -= weight * position[other];
        z1 -= weight * position[other + 1];
        z2 -= weight * position[other + 2];
        z3 -= weight * position[other + 3];
      }
      const inverse = inverseDiagonal[i];
      position[at] = z0 * inverse;
      position[at + 1] = z1 * inverse;
      position[at + 2] = z2 * inverse;
      position[at + 3] = z3 * inverse;
    }
  }

  /** utilities = centre + L position, the last item minus the sum of the others. */
  function setUtilities(factor: Float64Array): void {
    let last0 = 0;
    let last1 = 0;
    let last2 = 0;
    let last3 = 0;
    for (let i = 0; i < size; i++) {
      const at = i * LANES;
      let u0 = centre[at];
      let u1 = centre[at + 1];
      let u2 = centre[at + 2];
      let u3 = centre[at + 3];
      const row = i * size;
      for (let j = 0, other = 0; j <= i; j++, other += LANES) {
        const weight = factor[row + j];
        u0 += weight * position[other];
        u1 += weight * position[other + 1];
        u2 += weight * position[other + 2];
        u3 += weight * position[other + 3];
      }
      utilities[at] = u0;
      utilities[at + 1] = u1;
      utilities[at + 2] = u2;
      utilities[at + 3] = u3;
      last0 -= u0;
      last1 -= u1;
      last2 -= u2;
      last3 -= u3;
    }
    const at = size * LANES;
    utilities[at] = last0;
    utilities[at + 1] = last1;
    utilities[at + 2] = last2;
    utilities[at + 3] = last3;
  }

  /** pull = Lᵀ (gradient of each coordinate): the likelihood's pull on the position. */
  function setPull(): void {
    const end = size * LANES;
    const last0 = gradient[end];
    const last1 = gradient[end + 1];
    const last2 = gradient[end + 2];
    const last3 = gradient[end + 3];
    for (let at = 0; at < end; at += LANES) {
      gradientOfCoordinates[at] = gradient[at] - last0;
      gradientOfCoordinates[at + 1] = gradient[at + 1] - last1;
      gradientOfCoordinates[at + 2] = gradient[at + 2] - last2;
      gradientOfCoordinates[at + 3] = gradient[at + 3] - last3;
    }
    for (let j = 0; j < size; j++) {
      let p0 = 0;
      let p1 = 0;
      let p2 = 0;
      let p3 = 0;
      const row = j * size;
      for (let i = j, other = j * LANES; i < size; i++, other += LANES) {
        const weight = transposed[row + i];
        p0 += weight * gradientOfCoordinates[other];
        p1 += weight * gradientOfCoordinates[other + 1];
        p2 += weight * gradientOfCoordinates[other + 2];
        p3 += weight * gradientOfCoordinates[other + 3];
      }
      const at = j * LANES;
      pull[at] = p0;
      pull[at + 1] = p1;
      pull[at + 2] = p2;
      pull[at + 3] = p3;
    }
  }
  const gradientOfCoordinates = new Float64Array(size * LANES);

  function setEnergy(): void {
    for (let lane = 0; lane < LANES; lane++) energy[lane] = -logLikelihood[lane];
    for (let at = 0; at < size * LANES; at += LANES) {
      for (let lane = 0; lane < LANES; lane++) {
        const z = position[at + lane];
        const p = momentum[at + lane];
        energy[lane] += 0.5 * (z * z + p * p);
      }
    }
  }

  return {
    moveAll(chain, random) {
      const { factor, steps } = chain;
      for (let i = 0; i < size; i++) {
        inverseDiagonal[i] = 1 / factor[i * size + i];
        for (let j = 0; j <= i; j++) transposed[j * size + i] = factor[i * size + j];
      }
      const step = (TRAVEL / steps) * (1 + JITTER * (2 * random.next() - 1));
      const half = step / 2;
      const cosine = Math.cos(step);
      const sine = Math.sin(step);
      let acceptance = 0;
      const before = new Float64Array(LANES);
      for (let block = 0; block < blockCount; block++) {
        const start = block * width;
        for (let place = 0; place < width; place++) {
          utilities[place] = chain.utilities[start + place];
          gradient[place] = chain.gradient[start + place];
        }
        for (let lane = 0; lane < LANES; lane++) {
          logLikelihood[lane] = chain.logLikelihood[block * LANES + lane];
        }
        for (let at = 0; at < size * LANES; at++) momentum[at] = standardNormal(random);
        setCentre(block, chain.coefficients);
        setPosition(factor);
        setEnergy();
        before.set(energy);
        setPull();
        for (let done = 0; done < steps; done++) {
          for (let at = 0; at < size * LANES; at++) {
            const z = position[at];
            const p = momentum[at] + half * pull[at];
            position[at] = cosine * z + sine * p;
            momentum[at] = cosine * p - sine * z;
          }
          setUtilities(factor);
          likelihood.evaluate(block, utilities, gradient, logLikelihood);
          setPull();
          for (let at = 0; at < size * LANES; at++) momentum[at] += half * pull[at];
        }
        setEnergy();
        for (let lane = 0; lane < LANES; lane++) {
          const luck = random.next();
          if (block * LANES + lane >= respondentCount) continue;
          // An overflowing likelihood makes the change NaN or −Infinity: never accepted.
          const chance = Math.exp(before[lane] - energy[lane]);
          if (!(chance > 0)) continue;
          acceptance += Math.min(chance, 1);
          if (luck >= chance) continue;
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
