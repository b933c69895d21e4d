import { significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import { studentTwoSided } from "@/lib/stats/distributions";
import { holm } from "@/lib/stats/holm";
import { quantile } from "@/lib/stats/quantile";

/** Gaps from draws, and the items that serve as their zero. */
export interface CentredGaps {
  /** K: 1 for the items whose mean gap is the zero. */
  readonly unmoved: Uint8Array;
  /** K series of draws, centred on those items. */
  readonly draws: readonly Float64Array[];
}

/** Rounds of looking for the unmoved; it settles in two or three. */
const ROUNDS = 20;

/**
 * Gaps centred on the items that do not differ. Utilities mean something only beside each other: where
 * one item's gap is real, a zero over all items moves every other one by its part of it, and into
 * merged gaps. The zero begins with the half of the items nearest the median gap, which a few real gaps
 * do not move, and then is the mean of those that do not differ from it after Holm's adjustment, until
 * these stay the same.
 *
 * It takes most items to be alike in both cohorts. Where that is not so, no zero can be told from
 * another, and all items stand for it.
 *
 * Source: the idea is the purification of anchor items in differential item functioning
 * (G. L. Candell & F. Drasgow 1988, Applied Psychological Measurement 12, 253-260).
 *
 * @param draws K series of equal length: `to` minus `from`, on any common zero
 * @param compared K: 1 where both cohorts know the item; others keep out of the zero
 */
export function centreOnUnmoved(draws: readonly Float64Array[], compared: Uint8Array): CentredGaps {
  const known = draws.flatMap((_, item) => (compared[item] === 1 ? [item] : []));
  let zero = nearTheMedian(draws, known);
  for (let round = 0; round < ROUNDS; round++) {
    const centred = centredOn(draws, zero);
    const adjusted = holm(known.map((item) => summaryOfDraws(centred[item]).p));
    const alike = known.filter((_, place) => Number(adjusted[place]) >= significanceLevel);
    if (2 * alike.length < known.length) {
      zero = known;
      break;
    }
    const isSettled = alike.join() === zero.join();
    zero = alike;
    if (isSettled) break;
  }
  return {
    unmoved: Uint8Array.from(draws, (_, item) => (zero.includes(item) ? 1 : 0)),
    draws: centredOn(draws, zero),
  };
}

/** Mean and deviation of draws, the middle 95 %, and p of zero as of a normal. */
export function summaryOfDraws(draws: Float64Array) {
  const gap = meanOf(draws);
  const squares = draws.reduce((sum, value) => sum + (value - gap) ** 2, 0);
  const se = Math.sqrt(squares / (draws.length - 1));
  const sorted = draws.toSorted();
  return {
    gap,
    se,
    low: quantile(sorted, significanceLevel / 2),
    high: quantile(sorted, 1 - significanceLevel / 2),
    p: se > 0 ? studentTwoSided(gap / se, Number.POSITIVE_INFINITY) : 1,
  };
}

function nearTheMedian(draws: readonly Float64Array[], known: readonly number[]): number[] {
  const means = new Map(known.map((item) => [item, meanOf(draws[item])]));
  const middle = quantile(Float64Array.from(means.values()).sort(), 0.5);
  const distance = (item: number) => Math.abs((means.get(item) ?? 0) - middle);
  return known
    .toSorted((one, other) => distance(one) - distance(other))
    .slice(0, Math.ceil(known.length / 2))
    .sort((one, other) => one - other);
}

function centredOn(draws: readonly Float64Array[], items: readonly number[]): Float64Array[] {
  const zero = new Float64Array(draws[0].length);
  for (const item of items) {
    draws[item].forEach((value, d) => {
      zero[d] += value / items.length;
    });
  }
  return draws.map((series) => series.map((value, d) => value - zero[d]));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
