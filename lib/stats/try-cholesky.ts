import { cholesky } from "./cholesky";

/**
 * The Cholesky factor, or null where the matrix has none to working precision: where a pivot keeps
 * less than `least` of its diagonal entry, a row says no more than the rows before it.
 *
 * @param matrix size × size, symmetric, row by row
 */
export function tryCholesky(
  matrix: Float64Array,
  size: number,
  least = 1e-10,
): Float64Array | null {
  try {
    const factor = cholesky(matrix, size);
    for (let row = 0; row < size; row++) {
      const diagonal = row * size + row;
      if (factor[diagonal] ** 2 < least * matrix[diagonal]) return null;
    }
    return factor;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
