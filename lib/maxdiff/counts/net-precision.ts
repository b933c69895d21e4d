import { studentQuantile } from "@/lib/stats/distributions";

/** What one respondent adds to the net counts of K items. */
export interface NetTally {
  /** K: times best minus times worst. */
  readonly difference: ArrayLike<number>;
  /** K: times shown. */
  readonly shown: ArrayLike<number>;
}

/** How precisely a cohort's net counts are known after its first n respondents. */
export interface NetPrecision {
  readonly n: number;
  /** Half the width of the 95 % interval, in net-count points, averaged over the items. */
  readonly mean: number;
  /** The widest of the items. */
  readonly widest: number;
}

/**
 * Half-widths of the 95 % intervals of net counts as a cohort grows: the intervals of cohortCounts
 * (ratio estimator, clustered on the respondent), from sums that are carried along, so that any
 * number of looks costs one pass.
 *
 * @param tallies in order of arrival
 * @param sizes the numbers of respondents to look at, ascending; those below 2 or beyond the last
 *   respondent give nothing
 */
export function netPrecision(
  itemCount: number,
  tallies: readonly NetTally[],
  sizes: readonly number[],
): NetPrecision[] {
  const sums = Array.from({ length: 5 }, () => new Float64Array(itemCount));
  const [d, s, dd, ds, ss] = sums;
  const looks: NetPrecision[] = [];
  const wanted = new Set(sizes.filter((size) => size >= 2));
  tallies.forEach(({ difference, shown }, index) => {
    for (let item = 0; item < itemCount; item++) {
      const of = difference[item];
      const views = shown[item];
      d[item] += of;
      s[item] += views;
      dd[item] += of * of;
      ds[item] += of * views;
      ss[item] += views * views;
    }
    const n = index + 1;
    if (!wanted.has(n)) return;
    const student = studentQuantile(0.95, n - 1);
    let sum = 0;
    let widest = 0;
    let defined = 0;
    for (let item = 0; item < itemCount; item++) {
      if (s[item] === 0) continue;
      const ratio = d[item] / s[item];
      // Σ (d − ratio · s)², which rounding can leave a hair below zero.
      const squares = Math.max(0, dd[item] - 2 * ratio * ds[item] + ratio * ratio * ss[item]);
      const half = (100 * student * Math.sqrt((squares * n) / (n - 1))) / s[item];
      sum += half;
      widest = Math.max(widest, half);
      defined++;
    }
    if (defined > 0) looks.push({ n, mean: sum / defined, widest });
  });
  return looks;
}
