/**
 * e^x_i / Σ e^x, safe for any finite values.
 *
 * @returns as many probabilities as values, summing to 1
 */
export function softmax(values: Float64Array): Float64Array {
  const highest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const shares = values.map((value) => Math.exp(value - highest));
  const total = shares.reduce((sum, value) => sum + value, 0);
  return shares.map((value) => value / total);
}
