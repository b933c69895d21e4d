/** What all the same choices of two people have to hold before they are more than chance. */
const MIN_BITS = 40;

/**
 * Whether the same best and worst in every one of these tasks tells a copy from two people of one
 * mind. Judged by how many ways there are to answer: k(k − 1) of each task, 2^40 of all together,
 * which 12 tasks of 4 or 16 of 3 have. Among 2,000 people of one strong taste who all see the same
 * version no two are then expected to meet; in 8 tasks of 3 hundreds would.
 *
 * @param sizes how many items each task showed
 */
export function areTelling(sizes: readonly number[]): boolean {
  return sizes.reduce((bits, size) => bits + Math.log2(size * (size - 1)), 0) >= MIN_BITS;
}
