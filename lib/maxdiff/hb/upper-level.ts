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
 * Draws the means Γ and the covariance Σ given everyone's utilities, one given the other:
 * multivariate regression in which the means' prior does not hang on Σ, so that Σ is inverse Wishart.
 * Source: P. E. Rossi, G. M. Allenby & R. McCulloch (2005), Bayesian Statistics and Marketing,
 * section 2.8.5, where it does; README.md says what that does to Σ.
 */

/** Replaces the chain's coefficients, covariance factor and prior scale by new draws. */
export function drawUpperLevel(model: HbModel, chain: HbChain, random: Random): void {
  const ofDesign = designTimesUtilities(model, chain);
  drawCoefficients(model, chain, ofDesign, random);
  drawCovariance(model, chain, ofDesign, random);
  const { prior } = model.options;
  if (prior.kind !== "inverse-wishart") {
    chain.priorScale = priorScaleDraw(model, chain, prior, random);
  }
}

/**
 * Γ | Σ is normal with precision XᵀX ⊗ Σ⁻¹ + I ⊗ meanPrecision. Along the eigenvectors of XᵀX its rows
 * are independent of each other.
 *
 * @param ofDesign XᵀD, D = utilities
 */
function drawCoefficients(
  { coordinateCount: size, rowCount, designDirections, meanPrecision }: HbModel,
  chain: HbChain,
  ofDesign: Float64Array,
  random: Random,
): void {
  const precision = invertFromCholesky(chain.factor, size);
  chain.coefficients.fill(0);
  const noise = new Float64Array(size);
  for (let direction = 0; direction < rowCount; direction++) {
    const strength = designDirections.values[direction];
    const along = (row: number) => designDirections.vectors[row * rowCount + direction];
    const seen = new Float64Array(size);
    for (let row = 0; row < rowCount; row++) {
      for (let i = 0; i < size; i++) seen[i] += along(row) * ofDesign[row * size + i];
    }
    const right = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) right[i] += precision[i * size + j] * seen[j];
    }
    const factor = cholesky(
      precision.map((value, at) => strength * value + meanPrecision[at]),
      size,
    );
    for (let i = 0; i < size; i++) noise[i] = standardNormal(random);
    const centre = solveFromCholesky(factor, size, right);
    const spread = solveLowerTransposed(factor, size, noise);
    for (let row = 0; row < rowCount; row++) {
      for (let i = 0; i < size; i++) {
        chain.coefficients[row * size + i] += along(row) * (centre[i] + spread[i]);
      }
    }
  }
}

/** Σ | Γ is inverse Wishart, by the cross-products of everybody's deviations from their means. */
function drawCovariance(
  model: HbModel,
  chain: HbChain,
  ofDesign: Float64Array,
  random: Random,
): void {
  const { coordinateCount: size, rowCount, designCross, priorShape, answers } = model;
  const { coefficients } = chain;
  const { degrees, multiple } = covariancePrior(model, chain);
  // DᵀD − ΓᵀXᵀD − (XᵀD)ᵀΓ + ΓᵀXᵀXΓ, row by row of Γ: the last two terms share a factor.
  const scale = coordinateCross(model, chain);
  const rest = new Float64Array(rowCount * size);
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < size; i++) {
      rest[row * size + i] = -ofDesign[row * size + i];
      for (let other = 0; other < rowCount; other++) {
        rest[row * size + i] +=
          designCross[row * rowCount + other] * coefficients[other * size + i];
      }
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      for (let row = 0; row < rowCount; row++) {
        scale[i * size + j] +=
          coefficients[row * size + i] * rest[row * size + j] -
          ofDesign[row * size + i] * coefficients[row * size + j];
      }
      scale[i * size + j] += multiple * priorShape[i * size + j];
    }
  }
  const covariance = inverseWishartDraw(
    cholesky(scale, size),
    size,
    degrees + answers.respondentCount,
    random,
  );
  chain.factor.set(cholesky(covariance, size));
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
