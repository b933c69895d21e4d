/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations: slow for large
 * matrices, accurate also for small eigenvalues, and short.
 *
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.5.
 *
 * @param matrix size × size, row by row, left as it was
 * @returns values (size numbers, not ordered) and vectors: column j of the size × size array belongs
 *   to values[j]
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let total = 0;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const square = a[row * size + column] ** 2;
        total += square;
        if (row !== column) off += square;
      }
    }
    if (off <= 1e-30 * total) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
    }
  }
  const values = new Float64Array(size);
  for (let i = 0; i < size; i++) values[i] = a[i * size + i];
  return { values, vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const offDiagonal = a[p * size + q];
  if (offDiagonal === 0) return;
  const tau = (a[q * size + q] - a[p * size + p]) / (2 * offDiagonal);
  const tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p];
    const kq = a[k * size + q];
    a[k * size + p] = cosine * kp - sine * kq;
    a[k * size + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k];
    const qk = a[q * size + k];
    a[p * size + k] = cosine * pk - sine * qk;
    a[q * size + k] = sine * pk + cosine * qk;
    const vp = vectors[k * size + p];
    const vq = vectors[k * size + q];
    vectors[k * size + p] = cosine * vp - sine * vq;
    vectors[k * size + q] = sine * vp + cosine * vq;
  }
}
