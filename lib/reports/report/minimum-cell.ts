/**
 * Which of the cells of a row have to be hidden so that no figure of 1 to `least` − 1 people is shown, or
 * can be had by taking the others from the total: while the hidden ones together are fewer than that,
 * the next smallest is hidden with them. Where no further one is left, the total is hidden too.
 *
 * @param sizes people behind each cell; an empty one tells nothing of anybody
 */
export function hiddenCells(
  sizes: readonly number[],
  least: number,
): { readonly cells: readonly boolean[]; readonly total: boolean } {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const cells = sizes.map((size) => size > 0 && size < least);
  let hidden = sizes.reduce((sum, size, index) => (cells[index] ? sum + size : sum), 0);
  const others = sizes
    .map((size, index) => ({ size, index }))
    .filter(({ size, index }) => size > 0 && !cells[index])
    .sort((one, other) => one.size - other.size);
  for (const { size, index } of others) {
    if (hidden === 0 || hidden >= least) break;
    cells[index] = true;
    hidden += size;
  }
  return { cells, total: all > 0 && (all < least || (hidden > 0 && hidden < least)) };
}
