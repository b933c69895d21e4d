import { fUpperTail } from "@/lib/stats/distributions";
import { multiply, sandwich } from "@/lib/stats/matrix";
import { sumToZeroBasis } from "@/lib/stats/sum-to-zero";
import { symmetricEigen } from "@/lib/stats/symmetric-eigen";
import { type GapEstimate, isRounding } from "./gap-estimate";

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
 * reference; where one of them is missing the others no longer do, and each counts for itself.
 * Directions in which nothing varies are left out through a generalised inverse. The
 * statistic is referred to Hotelling's F with error degrees of freedom from the data, which is the
 * chi-square of K − 1 degrees in large cohorts and honest in small ones.
 *
 * Source: K. Krishnamoorthy and J. Yu (2004), Statistics and Probability Letters 66, 161-169
 * (the modified Nel and Van der Merwe solution of the multivariate Behrens-Fisher problem).
 *
 * @returns null when nothing varies or there are too few respondents for so many items
 */
export function globalTest(gaps: GapEstimate): GlobalTest | null {
  const full = gaps.values.length;
  const items = [...gaps.defined.keys()].filter((item) => gaps.defined[item] === 1);
  const size = items.length;
  if (!gaps.parts || size < 2) return null;
  const basis = gaps.sumsToConstant ? sumToZeroBasis(size) : identity(size);
  const rows = gaps.sumsToConstant ? size - 1 : size;
  // Contrasts over all items, zero where an item is not compared.
  const contrasts = new Float64Array(rows * full);
  items.forEach((item, column) => {
    for (let row = 0; row < rows; row++) {
      contrasts[row * full + item] = basis[row * size + column];
    }
  });

  const parts = gaps.parts.map(({ covariance, respondents, bases }) => ({
    covariance: sandwich(contrasts, covariance, rows, full),
    // No surer than the item that fewest respondents saw.
    respondents: Math.min(...items.map((item) => bases?.[item] ?? respondents)),
  }));
  const total = new Float64Array(rows * rows);
  for (const part of parts) {
    for (let cell = 0; cell < total.length; cell++) total[cell] += part.covariance[cell];
  }
  const { values, vectors } = symmetricEigen(total, rows);
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  if (isRounding(largest, gaps.magnitude)) return null;

  // Whitening: rows of `whiten` turn the contrast gaps into uncorrelated ones of variance 1.
  const kept = [...values.keys()].filter((index) => values[index] > rankTolerance * largest);
  const rank = kept.length;
  const whiten = new Float64Array(rank * rows);
  kept.forEach((index, row) => {
    for (let column = 0; column < rows; column++) {
      whiten[row * rows + column] = vectors[column * rows + index] / Math.sqrt(values[index]);
    }
  });
  const scores = multiply(whiten, multiply(contrasts, gaps.values, rows, full, 1), rank, rows, 1);
  const statistic = scores.reduce((sum, score) => sum + score * score, 0);

  let spread = 0;
  for (const part of parts) {
    spread +=
      spreadOf(sandwich(whiten, part.covariance, rank, rows), rank) / (part.respondents - 1);
  }
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
