import { sandwich } from "@/lib/stats/matrix";

/*
 * Utilities mean something only beside each other, so any set of items may be their zero. Where two
 * cohorts did not see the same items, a zero over all of them would carry what one cohort cannot know
 * into every gap; over the items that both have seen it does not.
 */

/** The values less their mean over the marked items. */
export function centreOn(values: Float64Array, marked: Uint8Array): Float64Array {
  let sum = 0;
  let count = 0;
  values.forEach((value, item) => {
    if (marked[item] === 0) return;
    sum += value;
    count++;
  });
  return values.map((value) => value - sum / count);
}

/** The K × K covariance of values after `centreOn`. */
export function centreCovarianceOn(covariance: Float64Array, marked: Uint8Array): Float64Array {
  const size = marked.length;
  const count = marked.reduce((sum, own) => sum + own, 0);
  const map = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      map[row * size + column] = (row === column ? 1 : 0) - (marked[column] === 1 ? 1 / count : 0);
    }
  }
  return sandwich(map, covariance, size, size);
}
