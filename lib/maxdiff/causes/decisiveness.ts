import { significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import { quantile } from "@/lib/stats/quantile";

/** Decisiveness that differs by less than this part of itself is alike. */
export const ALIKE_WITHIN = 0.1;

/** How decided one cohort's answers are beside another's. */
export interface DecisivenessRatio {
  /** Decisiveness of `to` over that of `from`, with its 95 % interval. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /**
   * alike: the whole interval lies within the margin. differs: it does not hold 1, and the ratio lies
   * beyond the margin. cannot tell: neither.
   */
  readonly verdict: "alike" | "differs" | "cannot tell";
}

/**
 * In each draw the root mean square, over items, of the utilities of the people a cohort stands for, in
 * logits, which are units of their noise: their means squared plus the variance between people.
 *
 * @param fit of one cohort alone
 * @returns one figure a draw
 */
export function decisivenessDraws({
  meanDraws,
  spreadDraws,
  itemCount,
}: Pick<HbResult, "meanDraws" | "spreadDraws" | "itemCount">): Float64Array {
  return Float64Array.from({ length: meanDraws.length / itemCount }, (_, draw) => {
    let sum = 0;
    for (let item = 0; item < itemCount; item++) {
      sum += meanDraws[draw * itemCount + item] ** 2 + spreadDraws[draw * itemCount + item] ** 2;
    }
    return Math.sqrt(sum / itemCount);
  });
}

/** Compares the draws of two cohorts, fitted apart: any draw of one goes with any of the other. */
export function decisivenessRatio(from: Float64Array, to: Float64Array): DecisivenessRatio {
  const length = Math.min(from.length, to.length);
  const ratios = Float64Array.from({ length }, (_, d) => to[d] / from[d]);
  const { middle: ratio, low, high } = middleOf(ratios);
  const most = 1 + ALIKE_WITHIN;
  const isBeyond = ratio > most || ratio < 1 / most;
  if (low > 1 / most && high < most) return { ratio, low, high, verdict: "alike" };
  const differs = (low > 1 || high < 1) && isBeyond;
  return { ratio, low, high, verdict: differs ? "differs" : "cannot tell" };
}

/** The median of draws and the ends of their middle 95 %. */
export function middleOf(draws: Float64Array): { middle: number; low: number; high: number } {
  const sorted = draws.toSorted();
  return {
    middle: quantile(sorted, 0.5),
    low: quantile(sorted, significanceLevel / 2),
    high: quantile(sorted, 1 - significanceLevel / 2),
  };
}
