/*
 * Cholesky factors of symmetric positive definite matrices, and triangular solves. Matrices are
 * dense, row by row, in flat Float64Arrays of size × size. Source: G. H. Golub & C. F. Van Loan,
 * Matrix Computations, 4th edition, sections 3.1 and 4.2.
 */

/**
 * The lower triangular L with L Lᵀ = matrix; entries above the diagonal are 0. Only the lower
 * triangle of the matrix is read.
 *
 * @throws RangeError naming the pivot when the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column];
      for (let k = 0; k < column; k++) rest -= lower[row * size + k] * lower[column * size + k];
      if (column < row) {
        lower[row * size + column] = rest / lower[column * size + column];
      } else {
        if (!(rest > 0 && Number.isFinite(rest))) {
          throw new RangeError(`The matrix is not positive definite: pivot ${row} is ${rest}.`);
        }
        lower[row * size + row] = Math.sqrt(rest);
      }
    }
  }
  return lower;
}

/** The x with L x = vector, for lower triangular L. */
export function solveLower(lower: Float64Array, size: number, vector: Float64Array): Float64Array {
  const x = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let rest = vector[row];
    for (let column = 0; column < row; column++) rest -= lower[row * size + column] * x[column];
    x[row] = rest / lower[row * size + row];
  }
  return x;
}

/** The x with Lᵀ x = vector, for lower triangular L. */
export function solveLowerTransposed(
  lower: Float64Array,
  size: number,
  vector: Float64Array,
): Float64Array {
  const x = new Float64Array(size);
  for (let row = size - 1; row >= 0; row--) {
    let rest = vector[row];
    for (let below = row + 1; below < size; below++) rest -= lower[below * size + row] * x[below];
    x[row] = rest / lower[row * size + row];
  }
  return x;
}

/** The x with (L Lᵀ) x = vector: solves with the matrix whose Cholesky factor is L. */
export function solveFromCholesky(
  lower: Float64Array,
  size: number,
  vector: Float64Array,
): Float64Array {
  return solveLowerTransposed(lower, size, solveLower(lower, size, vector));
}

/** L⁻¹, lower triangular, for lower triangular L. */
export function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let rest = row === column ? 1 : 0;
      for (let k = column; k < row; k++) rest -= lower[row * size + k] * inverse[k * size + column];
      inverse[row * size + column] = rest / lower[row * size + row];
    }
  }
  return inverse;
}

/** The inverse of the matrix whose Cholesky factor is L, symmetric and complete. */
export function invertFromCholesky(lower: Float64Array, size: number): Float64Array {
  const half = invertLower(lower, size);
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < size; k++) sum += half[k * size + row] * half[k * size + column];
      inverse[row * size + column] = sum;
      inverse[column * size + row] = sum;
    }
  }
  return inverse;
}
