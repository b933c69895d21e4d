import { invertLower } from "./cholesky";
import { gammaDraw } from "./gamma";
import type { Random } from "./random";
import { standardNormal } from "./standard-normal";

/**
 * One draw from the inverse Wishart distribution, whose density is proportional to
 * |S|^−(degrees + size + 1)/2 exp(−trace(scale S⁻¹)/2) and whose mean is scale/(degrees − size − 1).
 *
 * With scale = L Lᵀ and B the Bartlett factor of a standard Wishart draw (B Bᵀ, lower triangular,
 * square roots of chi-squares on the diagonal), the draw is (L B⁻ᵀ)(L B⁻ᵀ)ᵀ.
 * Source: W. B. Smith & R. R. Hocking (1972), Algorithm AS 53, Applied Statistics 21, 341-345.
 *
 * @param scaleFactor the lower Cholesky factor L of the scale matrix, size × size, row by row
 * @param degrees degrees of freedom, more than size − 1
 * @returns the drawn covariance matrix, size × size, row by row
 * @throws RangeError when the degrees of freedom are too few
 */
export function inverseWishartDraw(
  scaleFactor: Float64Array,
  size: number,
  degrees: number,
  random: Random,
): Float64Array {
  if (!(degrees > size - 1)) {
    throw new RangeError(
      `An inverse Wishart draw of ${size} × ${size} needs more than ${size - 1} degrees of freedom, not ${degrees}.`,
    );
  }
  const bartlett = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      bartlett[row * size + column] = standardNormal(random);
    }
    bartlett[row * size + row] = Math.sqrt(2 * gammaDraw((degrees - row) / 2, random));
  }
  const inverse = invertLower(bartlett, size);
  // root = L B⁻ᵀ, a full matrix: entry (i, j) sums L[i][k] B⁻¹[j][k] over k up to both i and j.
  const root = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      const last = Math.min(i, j);
      for (let k = 0; k <= last; k++) sum += scaleFactor[i * size + k] * inverse[j * size + k];
      root[i * size + j] = sum;
    }
  }
  const draw = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += root[i * size + k] * root[j * size + k];
      draw[i * size + j] = sum;
      draw[j * size + i] = sum;
    }
  }
  return draw;
}
