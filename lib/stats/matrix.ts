/** Small dense matrices: Float64Array of rows × columns numbers, row by row. */

/** left (rows × inner) times right (inner × columns). */
export function multiply(
  left: Float64Array,
  right: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      const factor = left[row * inner + k];
      if (factor === 0) continue;
      for (let column = 0; column < columns; column++) {
        product[row * columns + column] += factor * right[k * columns + column];
      }
    }
  }
  return product;
}

/** The transpose of a rows × columns matrix. */
export function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = matrix[row * columns + column];
    }
  }
  return turned;
}

/** map (rows × size) · symmetric (size × size) · map', rows × rows: how a covariance travels. */
export function sandwich(
  map: Float64Array,
  symmetric: Float64Array,
  rows: number,
  size: number,
): Float64Array {
  const half = multiply(map, symmetric, rows, size, size);
  return multiply(half, transpose(map, rows, size), rows, size, rows);
}

/** Adds scale · vector vector' to a size × size matrix, in place. */
export function addOuterProduct(into: Float64Array, vector: Float64Array, scale: number): void {
  const size = vector.length;
  for (let row = 0; row < size; row++) {
    const factor = scale * vector[row];
    if (factor === 0) continue;
    for (let column = 0; column < size; column++) {
      into[row * size + column] += factor * vector[column];
    }
  }
}
