/*
 * Products of one triangular matrix with the vectors of four respondents at once. Vectors lie by
 * place: coordinate i of the four at 4i … 4i + 3. Two rows are done together, so that each value
 * loaded serves two sums; these loops are most of the sampler's time.
 *
 * They are functions of the module and take what they need as arguments: the same loops as
 * closures over their arrays ran four times slower on V8.
 */

/** result = plus + L vector, for lower triangular L, size × size, row by row. */
export function addLowerProduct(
  result: Float64Array,
  plus: Float64Array,
  lower: Float64Array,
  size: number,
  vector: Float64Array,
): void {
  let i = 0;
  for (; i + 1 < size; i += 2) {
    const at = i * 4;
    let a0 = plus[at];
    let a1 = plus[at + 1];
    let a2 = plus[at + 2];
    let a3 = plus[at + 3];
    let b0 = plus[at + 4];
    let b1 = plus[at + 5];
    let b2 = plus[at + 6];
    let b3 = plus[at + 7];
    const row = i * size;
    const next = row + size;
    let place = 0;
    for (let j = 0; j <= i; j++, place += 4) {
      const a = lower[row + j];
      const b = lower[next + j];
      const z0 = vector[place];
      const z1 = vector[place + 1];
      const z2 = vector[place + 2];
      const z3 = vector[place + 3];
      a0 += a * z0;
      a1 += a * z1;
      a2 += a * z2;
      a3 += a * z3;
      b0 += b * z0;
      b1 += b * z1;
      b2 += b * z2;
      b3 += b * z3;
    }
    const diagonal = lower[next + i + 1];
    result[at] = a0;
    result[at + 1] = a1;
    result[at + 2] = a2;
    result[at + 3] = a3;
    result[at + 4] = b0 + diagonal * vector[place];
    result[at + 5] = b1 + diagonal * vector[place + 1];
    result[at + 6] = b2 + diagonal * vector[place + 2];
    result[at + 7] = b3 + diagonal * vector[place + 3];
  }
  if (i < size) {
    const at = i * 4;
    let a0 = plus[at];
    let a1 = plus[at + 1];
    let a2 = plus[at + 2];
    let a3 = plus[at + 3];
    const row = i * size;
    for (let j = 0, place = 0; j <= i; j++, place += 4) {
      const a = lower[row + j];
      a0 += a * vector[place];
      a1 += a * vector[place + 1];
      a2 += a * vector[place + 2];
      a3 += a * vector[place + 3];
    }
    result[at] = a0;
    result[at + 1] = a1;
    result[at + 2] = a2;
    result[at + 3] = a3;
  }
}

/** result = U vector, for upper triangular U, size × size, row by row. */
export function upperProduct(
  result: Float64Array,
  upper: Float64Array,
  size: number,
  vector: Float64Array,
): void {
  let i = 0;
  for (; i + 1 < size; i += 2) {
    const at = i * 4;
    const row = i * size;
    const next = row + size;
    const diagonal = upper[row + i];
    let a0 = diagonal * vector[at];
    let a1 = diagonal * vector[at + 1];
    let a2 = diagonal * vector[at + 2];
    let a3 = diagonal * vector[at + 3];
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let j = i + 1, place = at + 4; j < size; j++, place += 4) {
      const a = upper[row + j];
      const b = upper[next + j];
      const z0 = vector[place];
      const z1 = vector[place + 1];
      const z2 = vector[place + 2];
      const z3 = vector[place + 3];
      a0 += a * z0;
      a1 += a * z1;
      a2 += a * z2;
      a3 += a * z3;
      b0 += b * z0;
      b1 += b * z1;
      b2 += b * z2;
      b3 += b * z3;
    }
    result[at] = a0;
    result[at + 1] = a1;
    result[at + 2] = a2;
    result[at + 3] = a3;
    result[at + 4] = b0;
    result[at + 5] = b1;
    result[at + 6] = b2;
    result[at + 7] = b3;
  }
  if (i < size) {
    const at = i * 4;
    const diagonal = upper[i * size + i];
    for (let lane = 0; lane < 4; lane++) result[at + lane] = diagonal * vector[at + lane];
  }
}

/** result = L⁻¹ vector, for lower triangular L, size × size, row by row. */
export function solveLowerProduct(
  result: Float64Array,
  lower: Float64Array,
  size: number,
  vector: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    const at = i * 4;
    let z0 = vector[at];
    let z1 = vector[at + 1];
    let z2 = vector[at + 2];
    let z3 = vector[at + 3];
    const row = i * size;
    for (let j = 0, place = 0; j < i; j++, place += 4) {
      const weight = lower[row + j];
      z0 -= weight * result[place];
      z1 -= weight * result[place + 1];
      z2 -= weight * result[place + 2];
      z3 -= weight * result[place + 3];
    }
    const inverse = 1 / lower[row + i];
    result[at] = z0 * inverse;
    result[at + 1] = z1 * inverse;
    result[at + 2] = z2 * inverse;
    result[at + 3] = z3 * inverse;
  }
}

/** Sets the last item's utility to minus the sum of the others. */
export function closeUtilities(utilities: Float64Array, size: number): void {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  const last = size * 4;
  for (let place = 0; place < last; place += 4) {
    sum0 += utilities[place];
    sum1 += utilities[place + 1];
    sum2 += utilities[place + 2];
    sum3 += utilities[place + 3];
  }
  utilities[last] = -sum0;
  utilities[last + 1] = -sum1;
  utilities[last + 2] = -sum2;
  utilities[last + 3] = -sum3;
}

/** result = derivatives in the coordinates, from derivatives in all items: each minus the last's. */
export function coordinateGradient(
  result: Float64Array,
  gradient: Float64Array,
  size: number,
): void {
  const last = size * 4;
  const last0 = gradient[last];
  const last1 = gradient[last + 1];
  const last2 = gradient[last + 2];
  const last3 = gradient[last + 3];
  for (let place = 0; place < last; place += 4) {
    result[place] = gradient[place] - last0;
    result[place + 1] = gradient[place + 1] - last1;
    result[place + 2] = gradient[place + 2] - last2;
    result[place + 3] = gradient[place + 3] - last3;
  }
}
