import type { RevisionItem } from "@/db/queries/revision-content";
import type { ChartMark } from "@/lib/charts/gap-chart-data";
import type { CohortFigures } from "@/lib/maxdiff/compare/compare-cohorts";

/** Why a scale has no figures for a cohort, and the item numbers it is about. */
export interface Problem {
  readonly kind: "no respondents" | "not placed" | Exclude<CohortFigures["logit"]["status"], "ok">;
  readonly items: readonly number[];
}

/** A figure as the chart draws it, with its 95 % interval. */
export interface Figure extends ChartMark {
  /** Respondents behind it. */
  readonly n: number;
}

/** An item as the report names it. */
export type ReportItem = Readonly<Pick<RevisionItem, "number" | "label">>;

/** Four decimals carry every figure further than its error, and make one text of it everywhere. */
export const DECIMALS = 4;

export function rounded(value: number): number {
  // Adding 0 turns the −0 that rounding can leave into 0.
  return Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS + 0;
}

export function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}
