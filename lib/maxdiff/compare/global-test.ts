import { fUpperTail } from "@/lib/stats/distributions";
import { sandwich } from "@/lib/stats/matrix";
import { sumToZeroBasis } from "@/lib/stats/sum-to-zero";
import { symmetricEigen } from "@/lib/stats/symmetric-eigen";
import { type CohortEstimate, isRounding } from "./cohort-estimate";

/** Are the two cohorts alike on all items at once? */
export interface GlobalTest {
  /** The Wald statistic gap' V⁻ gap. */
  readonly statistic: number;
  /** Its rank: K − 1 where figures sum to a constant, fewer where the answers vary in fewer ways. */
  readonly degrees: number;
  /** Degrees of freedom behind the error, for the F distribution. */
  readonly errorDegrees: number;
  readonly p: number;
}

/** Eigenvalues below this part of the largest are taken for zero. */
const rankTolerance = 1e-9;

/**
 * One Wald test of all gaps, for cohorts of unequal size and unequal covariance.
 *
 * Figures that sum to a constant are compared through orthonormal contrasts, so no item is the
 * reference; directions in which nothing varies are left out through a generalised inverse. The
 * statistic is referred to Hotelling's F with error degrees of freedom from the data, which is the
 * chi-square of K − 1 degrees in large cohorts and honest in small ones.
 *
 * Source: K. Krishnamoorthy and J. Yu (2004), Statistics and Probability Letters 66, 161-169
 * (the modified Nel and Van der Merwe solution of the multivariate Behrens-Fisher problem).
 *
 * @param items the items to compare, 0-based
 * @returns null when nothing varies or there are too few respondents for so many items
 */
export function globalTest(
  from: CohortEstimate,
  to: CohortEstimate,
  items: readonly number[],
): GlobalTest | null {
  if (!from.covariance || !to.covariance || items.length < 2) return null;
  const size = items.length;
  const full = from.values.length;
  const gap = new Float64Array(size);
  const fromCovariance = new Float64Array(size * size);
  const toCovariance = new Float64Array(size * size);
  items.forEach((item, row) => {
    gap[row] = to.values[item] - from.values[item];
    items.forEach((other, column) => {
      fromCovariance[row * size + column] = from.covariance![item * full + other];
      toCovariance[row * size + column] = to.covariance![item * full + other];
    });
  });

  const contrasts = from.sumsToConstant ? sumToZeroBasis(size) : identity(size);
  const rows = from.sumsToConstant ? size - 1 : size;
  const contrastFrom = sandwich(contrasts, fromCovariance, rows, size);
  const contrastTo = sandwich(contrasts, toCovariance, rows, size);
  const both = contrastFrom.map((value, cell) => value + contrastTo[cell]);
  const { values, vectors } = symmetricEigen(both, rows);
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const figure = from.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (isRounding(largest, figure)) return null;

  // Whitening: rows of `whiten` turn the contrast gaps into uncorrelated ones of variance 1.
  const kept: number[] = [];
  values.forEach((value, index) => {
    if (value > rankTolerance * largest) kept.push(index);
  });
  const rank = kept.length;
  const whiten = new Float64Array(rank * rows);
  kept.forEach((index, row) => {
    for (let column = 0; column < rows; column++) {
      whiten[row * rows + column] = vectors[column * rows + index] / Math.sqrt(values[index]);
    }
  });
  let statistic = 0;
  for (let row = 0; row < rank; row++) {
    let score = 0;
    for (let column = 0; column < rows; column++) {
      let contrast = 0;
      for (let item = 0; item < size; item++)
        contrast += contrasts[column * size + item] * gap[item];
      score += whiten[row * rows + column] * contrast;
    }
    statistic += score * score;
  }

  const spread =
    spreadOf(sandwich(whiten, contrastFrom, rank, rows), rank) / (from.respondents - 1) +
    spreadOf(sandwich(whiten, contrastTo, rank, rows), rank) / (to.respondents - 1);
  const error = (rank + rank * rank) / spread;
  const errorDegrees = error - rank + 1;
  if (!(errorDegrees > 0)) return null;
  const f = (statistic * errorDegrees) / (error * rank);
  return { statistic, degrees: rank, errorDegrees, p: fUpperTail(f, rank, errorDegrees) };
}

/** tr(M²) + tr(M)² of a symmetric matrix. */
function spreadOf(matrix: Float64Array, size: number): number {
  let trace = 0;
  let squares = 0;
  for (let row = 0; row < size; row++) trace += matrix[row * size + row];
  for (const value of matrix) squares += value * value;
  return squares + trace * trace;
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) matrix[row * size + row] = 1;
  return matrix;
}
