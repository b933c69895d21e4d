import type { AllocationScreen } from "@/db/schema/screen-settings";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import type { CohortComparison, CohortFigures } from "@/lib/maxdiff/compare/compare-cohorts";
import { columnsBelow } from "@/lib/maxdiff/compare/significance-letters";
import { type ImportanceScale, LEAST_SHOWN, type ReportMethod, type Scale } from "../schema";
import { allocationFigure, FRAMES, importanceFigure, type ReportCohort } from "./gap-table";
import { hiddenCells } from "./minimum-cell";
import type { ColumnCell, ColumnTable } from "./question-tables";
import type { Figure, ReportItem } from "./table-figures";

/** All cohorts of a report at once: importance, or an allocation. */
export interface CohortColumns extends ColumnTable {
  /** Null for importance. */
  readonly allocation: AllocationScreen | null;
  readonly method: ReportMethod | null;
  readonly scale: Scale;
}

/**
 * The tables of all cohorts with a column of everybody in them and letters: importance on the scale asked
 * for, then each allocation question. Items are in the order of that column.
 *
 * @param input.comparison with the gaps of every pair of cohorts
 * @param input.total of the same people as one cohort
 * @param input.hidesFew whether small cohorts are hidden; those of the plan are its maker's own choice
 */
export function cohortColumns(input: {
  comparison: CohortComparison;
  total: CohortComparison;
  items: readonly ReportItem[];
  cohorts: readonly ReportCohort[];
  allocations: readonly AllocationScreen[];
  method: ReportMethod;
  scale: ImportanceScale;
  hidesFew: boolean;
}): CohortColumns[] {
  const { method, scale, allocations } = input;
  return [
    build(input, {
      key: "all-cohorts",
      allocation: null,
      method,
      scale,
      figures: (cohort) => cohort.items.map((item) => importanceFigure(scale, item, cohort)),
      respondents: (cohort) => cohort.respondents,
    }),
    ...allocations.map((screen, index) =>
      build(input, {
        key: `all-cohorts-${screen.key}`,
        allocation: screen,
        method: null,
        scale: screen.settings.format,
        figures: (cohort) => cohort.allocations[index].items.map(allocationFigure),
        respondents: (cohort) => cohort.allocations[index].respondents,
      }),
    ),
  ].map((table) => ({
    ...table,
    rows: table.rows.toSorted(byTotal),
  }));
}

function byTotal(one: ColumnTable["rows"][number], other: ColumnTable["rows"][number]): number {
  const value = (cell: ColumnCell) =>
    cell === null || cell === "few" ? -Number.MAX_VALUE : cell.value;
  return value(other.total) - value(one.total);
}

function build(
  {
    comparison,
    total,
    items,
    cohorts,
    hidesFew,
  }: Pick<
    Parameters<typeof cohortColumns>[0],
    "comparison" | "total" | "items" | "cohorts" | "hidesFew"
  >,
  asked: Pick<CohortColumns, "key" | "allocation" | "method" | "scale"> & {
    figures: (cohort: CohortFigures) => (Figure | null)[];
    respondents: (cohort: CohortFigures) => number;
  },
): CohortColumns {
  const { figures, respondents, ...about } = asked;
  const sizes = comparison.cohorts.map(respondents);
  const hidden = hidesFew
    ? hiddenCells(sizes, LEAST_SHOWN)
    : { cells: sizes.map(() => false), total: false };
  const found = comparison.cohorts.map(figures);
  const whole = figures(total.cohorts[0]);
  const lists = comparison.gaps.filter(({ scale, ...gaps }) =>
    "name" in gaps
      ? gaps.name === about.allocation?.key
      : !about.allocation && scale === about.scale,
  );
  const frame = FRAMES[about.scale];
  const cell = (figure: Figure | null, isHidden: boolean): ColumnCell =>
    isHidden ? "few" : figure && { ...figure, median: null };
  return {
    ...about,
    lowest: frame.lowest,
    highest: frame.highest,
    margin: null,
    columns: cohorts.map((cohort, index) => ({
      ...cohort,
      respondents: hidden.cells[index] ? null : sizes[index],
    })),
    total: { respondents: hidden.total ? null : respondents(total.cohorts[0]) },
    rows: items.map(({ number, label }, item) => {
      const gaps = cohortPairs(cohorts.length).flatMap((pair) => {
        if (hidden.cells[pair.from] || hidden.cells[pair.to]) return [];
        const list = lists.find(({ from, to }) => from === pair.from && to === pair.to);
        const gap = list?.items[item];
        // What stood beside other items in the one cohort than in the other has no verdict.
        if (!list || !gap || list.unlikeSets.includes(item)) return [];
        return [{ ...pair, gap: gap.gap, p: gap.p }];
      });
      return {
        key: String(number),
        label,
        cells: found.map((own, index) => cell(own[item], hidden.cells[index])),
        total: cell(whole[item], hidden.total),
        gap: null,
        below: columnsBelow(gaps, cohorts.length),
      };
    }),
  };
}
