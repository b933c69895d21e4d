/**
 * D-efficiency of a design for utilities that are all equal, the usual yardstick before any answer
 * is known (Huber & Zwerina 1996).
 *
 * A task of k items then gives the information (I − 11ᵀ/k)/k on the items it shows; summed over
 * tasks this is the Laplacian of the pair counts. Its K − 1 eigenvalues off the constant vector are
 * all equal in a perfectly balanced design of as many tasks, so the efficiency is their geometric
 * mean over their arithmetic mean: 1 is perfect, 0 means some utilities cannot be told apart.
 */

/**
 * @param items the items compared; pairs with any other item are left out
 * @param pairCounts K × K counts of how often pairs meet
 * @returns 0 … 1; 1 when there are fewer than two items to compare
 */
export function designEfficiency(
  items: readonly number[],
  pairCounts: ArrayLike<number>,
  itemCount: number,
): number {
  const size = items.length;
  if (size < 2) return 1;
  const laplacian = new Float64Array(size * size);
  let trace = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (row === column) continue;
      const meetings = pairCounts[items[row] * itemCount + items[column]];
      laplacian[row * size + column] = -meetings;
      laplacian[row * size + row] += meetings;
      trace += meetings;
    }
  }
  if (trace === 0) return 0;
  const eigenvalueMean = trace / (size - 1);
  // Filling the constant direction with that mean makes the matrix regular and cancels out below.
  for (let cell = 0; cell < laplacian.length; cell++) laplacian[cell] += eigenvalueMean / size;
  // Pivots of the Gaussian elimination: their product is the determinant.
  let logRatio = 0;
  for (let pivot = 0; pivot < size; pivot++) {
    const value = laplacian[pivot * size + pivot];
    if (value <= 1e-9 * eigenvalueMean) return 0;
    logRatio += Math.log(value / eigenvalueMean);
    for (let row = pivot + 1; row < size; row++) {
      const factor = laplacian[row * size + pivot] / value;
      if (factor === 0) continue;
      for (let column = pivot + 1; column < size; column++) {
        laplacian[row * size + column] -= factor * laplacian[pivot * size + column];
      }
    }
  }
  return Math.min(1, Math.exp(logRatio / (size - 1)));
}
