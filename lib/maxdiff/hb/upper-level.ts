import {
  cholesky,
  invertFromCholesky,
  solveFromCholesky,
  solveLowerTransposed,
} from "@/lib/stats/cholesky";
import { cutGammaDraw, gammaDraw } from "@/lib/stats/gamma";
import { inverseWishartDraw } from "@/lib/stats/inverse-wishart";
import type { Random } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import { type HbModel, laneOffset } from "./hb-model";
import type { CovariancePrior } from "./hb-options";

/*
 * Draws the means Γ and the covariance Σ given everyone's utilities: multivariate regression with
 * its conjugate prior, Γ | Σ ~ N(0, Σ / meanPrecision) and Σ inverse Wishart.
 * Source: P. E. Rossi, G. M. Allenby & R. McCulloch (2005), Bayesian Statistics and Marketing,
 * section 2.8.5.
 */

/** Replaces the chain's coefficients, covariance factor and prior scale by new draws. */
export function drawUpperLevel(model: HbModel, chain: HbChain, random: Random): void {
  const { coordinateCount: size, rowCount, designFactor, options, answers } = model;
  const cross = coordinateCross(model, chain); // DᵀD, D = utilities
  const designCross = designTimesUtilities(model, chain); // XᵀD

  // The least-squares (shrunken) coefficients B and the residual cross-product DᵀD − Bᵀ XᵀD.
  const fitted = new Float64Array(rowCount * size);
  for (let column = 0; column < size; column++) {
    const right = Float64Array.from(
      { length: rowCount },
      (_, row) => designCross[row * size + column],
    );
    const solved = solveFromCholesky(designFactor, rowCount, right);
    for (let row = 0; row < rowCount; row++) fitted[row * size + column] = solved[row];
  }
  const scale = cross;
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < size; i++) {
      const coefficient = fitted[row * size + i];
      for (let j = 0; j <= i; j++) {
        scale[i * size + j] -= coefficient * designCross[row * size + j];
      }
    }
  }
  const { degrees, multiple } = covariancePrior(model, chain);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) scale[i * size + j] += multiple * model.priorShape[i * size + j];
  }
  const covariance = inverseWishartDraw(
    cholesky(scale, size),
    size,
    degrees + answers.respondentCount,
    random,
  );
  chain.factor.set(cholesky(covariance, size));

  // Γ = B + P^−½ W Lᵀ, with P = XᵀX + meanPrecision I and W standard normal.
  const noise = new Float64Array(rowCount * size);
  const column = new Float64Array(rowCount);
  for (let k = 0; k < size; k++) {
    for (let row = 0; row < rowCount; row++) column[row] = standardNormal(random);
    const spread = solveLowerTransposed(designFactor, rowCount, column);
    for (let row = 0; row < rowCount; row++) noise[row * size + k] = spread[row];
  }
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < size; i++) {
      let sum = fitted[row * size + i];
      for (let k = 0; k <= i; k++) sum += noise[row * size + k] * chain.factor[i * size + k];
      chain.coefficients[row * size + i] = sum;
    }
  }
  if (options.prior.kind !== "inverse-wishart") {
    chain.priorScale = priorScaleDraw(model, chain, options.prior, random);
  }
}

/** The inverse Wishart prior as degrees of freedom and a multiple of the prior shape. */
export function covariancePrior(
  { options: { prior }, coordinateCount }: HbModel,
  chain: Pick<HbChain, "priorScale">,
): { degrees: number; multiple: number } {
  if (prior.kind === "half-t") {
    return {
      degrees: prior.degrees + coordinateCount - 1,
      multiple: (2 * prior.degrees) / chain.priorScale,
    };
  }
  const degrees = coordinateCount + prior.extraDegrees;
  const variance = prior.kind === "inverse-wishart" ? prior.variance : chain.priorScale;
  return { degrees, multiple: degrees * variance };
}

/**
 * Half-t: a | Σ is inverse gamma when Σ | a ~ IW(ν + p − 1, (2ν/a) shape) and a ~ IG(1/2, 1/scale²).
 * Learnt variance: v | Σ is gamma, cut off at the most, when Σ | v ~ IW(d, d v shape) and √v is uniform.
 */
function priorScaleDraw(
  { coordinateCount: size, priorShape }: HbModel,
  chain: HbChain,
  prior: Exclude<CovariancePrior, { kind: "inverse-wishart" }>,
  random: Random,
): number {
  const precision = invertFromCholesky(chain.factor, size);
  let trace = 0;
  for (let i = 0; i < size * size; i++) trace += priorShape[i] * precision[i];
  if (prior.kind === "half-t") {
    const shape = 0.5 + (size * (prior.degrees + size - 1)) / 2;
    const rate = prior.degrees * trace + 1 / (prior.scale * prior.scale);
    return rate / gammaDraw(shape, random);
  }
  const degrees = size + prior.extraDegrees;
  const rate = (degrees * trace) / 2;
  return cutGammaDraw(0.5 + (size * degrees) / 2, prior.most * rate, random) / rate;
}

/** The lower triangle of DᵀD over all respondents. */
function coordinateCross(
  { answers, coordinateCount: size }: HbModel,
  chain: HbChain,
): Float64Array {
  const { utilities } = chain;
  const cross = new Float64Array(size * size);
  const width = answers.itemCount * LANES;
  for (let start = 0; start < utilities.length; start += width) {
    for (let i = 0; i < size; i++) {
      const at = start + i * LANES;
      const u0 = utilities[at];
      const u1 = utilities[at + 1];
      const u2 = utilities[at + 2];
      const u3 = utilities[at + 3];
      let other = start;
      for (let j = 0; j <= i; j++) {
        cross[i * size + j] +=
          u0 * utilities[other] +
          u1 * utilities[other + 1] +
          (u2 * utilities[other + 2] + u3 * utilities[other + 3]);
        other += LANES;
      }
    }
  }
  return cross;
}

/** XᵀD: sums of utilities by cohort, then weighted by each covariate. */
function designTimesUtilities(model: HbModel, chain: HbChain): Float64Array {
  const { answers, coordinateCount: size, rowCount, covariates, data } = model;
  const { cohort, cohortCount } = data;
  const covariateCount = rowCount - cohortCount;
  const cross = new Float64Array(rowCount * size);
  for (let r = 0; r < answers.respondentCount; r++) {
    const offset = laneOffset(answers.itemCount, r);
    const cohortRow = cohort[r] * size;
    for (let i = 0; i < size; i++) cross[cohortRow + i] += chain.utilities[offset + i * LANES];
    for (let k = 0; k < covariateCount; k++) {
      const x = covariates[r * covariateCount + k];
      const row = (cohortCount + k) * size;
      for (let i = 0; i < size; i++) cross[row + i] += x * chain.utilities[offset + i * LANES];
    }
  }
  return cross;
}
