/**
 * An orthonormal basis of the vectors that sum to zero (Helmert contrasts, normalised): the
 * coordinates in which no item is the reference.
 *
 * @param size K, at least 1
 * @returns (K − 1) × K, row by row; every row has length 1, sums to 0, and is orthogonal to the rest
 * @throws RangeError when size is not a positive whole number
 */
export function sumToZeroBasis(size: number): Float64Array {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`A basis needs a positive whole size, not ${size}.`);
  }
  const basis = new Float64Array((size - 1) * size);
  for (let row = 0; row < size - 1; row++) {
    const count = row + 1;
    const length = Math.sqrt(count * (count + 1));
    for (let column = 0; column < count; column++) basis[row * size + column] = 1 / length;
    basis[row * size + count] = -count / length;
  }
  return basis;
}
