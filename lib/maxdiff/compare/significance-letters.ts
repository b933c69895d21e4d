import { holm } from "@/lib/stats/holm";
import { significanceLevel } from "./compare-estimates";

/** A difference between two columns of a row, `to` minus `from`, by itself. */
export interface ColumnGap {
  /** 0-based. */
  readonly from: number;
  readonly to: number;
  readonly gap: number | null;
  /** Not adjusted; null where nothing could be tested. */
  readonly p: number | null;
}

/**
 * The columns that each column of a row is surely higher than: Holm's adjustment over all pairs of
 * columns of the row, at 5 %. So in a row without any difference a letter stands in at most one study of
 * twenty, however many columns there are.
 *
 * @returns by column the columns (0-based, ascending) it is higher than
 */
export function columnsBelow(gaps: readonly ColumnGap[], columns: number): number[][] {
  const adjusted = holm(gaps.map(({ p }) => p));
  const below: number[][] = Array.from({ length: columns }, () => []);
  gaps.forEach(({ from, to, gap }, index) => {
    const p = adjusted[index];
    if (p === null || p >= significanceLevel || !gap) return;
    if (gap > 0) below[to].push(from);
    else below[from].push(to);
  });
  return below.map((lower) => lower.sort((one, other) => one - other));
}

/** A, B, C …: what a column (0-based) is called in a table of at most 26. */
export function columnLetter(column: number): string {
  return String.fromCharCode("A".charCodeAt(0) + column);
}
