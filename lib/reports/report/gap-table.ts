import type { AllocationScreen } from "@/db/schema/screen-settings";
import type { Analysis } from "@/lib/analysis/methods/analysis";
import type {
  AllocationFigures,
  CohortComparison,
  CohortFigures,
  GapList,
  ItemFigures,
} from "@/lib/maxdiff/compare/compare-cohorts";
import type { GapFigures } from "@/lib/maxdiff/compare/compare-estimates";
import type { ItemCounts } from "@/lib/maxdiff/counts/item-tally";
import type { ImportanceScale, ReportMethod, Scale, Sort } from "../schema";
import { modelFigures } from "./model-figures";
import {
  DECIMALS,
  type Figure,
  type Problem,
  type ReportItem,
  rounded,
  roundedOrNull,
} from "./table-figures";

/**
 * One comparison as it is shown: the chart, the table under it and report.csv all take their figures
 * from here, rounded once, so that they are the same everywhere.
 */
export interface GapTable {
  /** Names its files: "capability", or "allocation-" and the question's key. */
  readonly key: string;
  /** Null for importance. */
  readonly allocation: AllocationScreen | null;
  /** How the figures of importance were estimated; null in an allocation. */
  readonly method: ReportMethod | null;
  readonly scale: Scale;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** The figure of an average item; null where the scale does not fix it. */
  readonly average: number | null;
  /** Gaps whose whole interval is within ± margin count as none; null without a gap. */
  readonly margin: number | null;
  /** p of the test of all items at once; null where there is none. */
  readonly globalP: number | null;
  /**
   * Numbers of items that stood against other items in the one cohort than in the other: what their
   * figures differ by may be that alone, so they have no verdict, and the table no test of all items.
   */
  readonly unlikeSets: readonly number[];
  /** The one or two cohorts compared; gaps are the second minus the first. */
  readonly cohorts: readonly GapTableCohort[];
  /** In the order asked for. */
  readonly rows: readonly GapTableRow[];
}

export interface GapTableCohort {
  readonly number: number;
  readonly name: string;
  /** Respondents behind the figures. */
  readonly respondents: number;
  /** Why the cohort has no figures here; null where it has. */
  readonly problem: Problem | null;
}

export interface GapTableRow extends ReportItem {
  /** One per cohort; null where there is no figure. */
  readonly figures: readonly (Figure | null)[];
  /** One per cohort; null in an allocation. */
  readonly counts: readonly ItemCounts[] | null;
  /** Null with one cohort, or where a figure is missing. */
  readonly gap: FoundGap | null;
}

/** A gap that exists: neither of its figures is missing. */
export type FoundGap = GapFigures & { readonly gap: number };

export interface ReportCohort {
  readonly number: number;
  readonly name: string;
}

/**
 * The tables of a report: importance on the scale asked for, then each allocation question.
 *
 * @param shown indices of the one or two cohorts to show, in the order of the comparison
 */
export function gapTables(input: {
  comparison: CohortComparison;
  items: readonly ReportItem[];
  cohorts: readonly ReportCohort[];
  allocations: readonly AllocationScreen[];
  shown: readonly number[];
  method: ReportMethod;
  scale: ImportanceScale;
  /** Hierarchical Bayes of the same cohorts in the same order; its figures are shown where it is the method. */
  model: Analysis | null;
  sort: Sort;
}): GapTable[] {
  const { comparison, items, cohorts, shown, scale, method, model } = input;
  const compared = shown.map((index) => comparison.cohorts[index]);
  const byModel = method === "hb" && model ? modelFigures(model, items, shown, scale) : null;
  const importance = build({
    items,
    key: "capability",
    allocation: null,
    method,
    scale,
    ...(byModel
      ? {
          list: byModel.list,
          figures: byModel.cohorts.map(({ figures }) =>
            figures.map((found) => found && figure(found.value, found.low, found.high, found.n)),
          ),
          counts: byModel.cohorts.map(({ counts }) => counts),
          heads: byModel.cohorts.map(({ respondents, problem }, place) => ({
            ...cohorts[shown[place]],
            respondents,
            problem,
          })),
        }
      : {
          list: comparedList(comparison, shown, ({ scale: own }) => own === scale),
          figures: compared.map((cohort) =>
            cohort.items.map((item) => importanceFigure(scale, item, cohort)),
          ),
          counts: compared.map((cohort) => cohort.items),
          heads: compared.map((cohort, place) => ({
            ...cohorts[shown[place]],
            respondents: cohort.respondents,
            problem: importanceProblem(scale, cohort, items),
          })),
        }),
  });
  const order = importanceOrder(importance);
  const allocations = input.allocations.map((screen, index) =>
    build({
      items,
      key: `allocation-${screen.key}`,
      allocation: screen,
      method: null,
      scale: screen.settings.format,
      list: comparedList(
        comparison,
        shown,
        (gaps) => gaps.scale === "allocation" && gaps.name === screen.key,
      ),
      figures: compared.map((cohort) => cohort.allocations[index].items.map(allocationFigure)),
      counts: null,
      heads: compared.map((cohort, place) => ({
        ...cohorts[shown[place]],
        respondents: cohort.allocations[index].respondents,
        problem:
          cohort.allocations[index].respondents === 0
            ? { kind: "no respondents" as const, items: [] }
            : null,
      })),
    }),
  );
  return [importance, ...allocations].map((table) => ({
    ...table,
    rows: sorted(table.rows, input.sort, order),
  }));
}

/** The gaps of one table: by item index, with what was tested. */
interface TableGaps {
  readonly margin: number | null;
  readonly global: { readonly p: number } | null;
  /** 0-based. */
  readonly unlikeSets: readonly number[];
  readonly items: readonly GapFigures[];
}

/** The gaps of the two cohorts shown, on the scale that is wanted; null where there are none. */
function comparedList(
  comparison: CohortComparison,
  shown: readonly number[],
  isWanted: (gaps: GapList) => boolean,
): TableGaps | null {
  const [from, to] = shown;
  return (
    comparison.gaps.find((gaps) => gaps.from === from && gaps.to === to && isWanted(gaps)) ?? null
  );
}

function build(input: {
  items: readonly ReportItem[];
  key: string;
  allocation: AllocationScreen | null;
  method: ReportMethod | null;
  scale: Scale;
  list: TableGaps | null;
  figures: (Figure | null)[][];
  counts: readonly (readonly ItemCounts[])[] | null;
  heads: GapTableCohort[];
}): GapTable {
  const { items, list, figures, counts } = input;
  const frame = FRAMES[input.scale];
  return {
    key: input.key,
    allocation: input.allocation,
    method: input.method,
    scale: input.scale,
    lowest: frame.lowest,
    highest: frame.highest,
    average: frame.average === "of 100" ? rounded(100 / items.length) : frame.average,
    margin: roundedOrNull(list?.margin ?? null),
    globalP: list?.global ? Number(list.global.p.toPrecision(DECIMALS)) : null,
    unlikeSets: (list?.unlikeSets ?? []).map((item) => items[item].number),
    cohorts: input.heads,
    rows: items.map(({ number, label }, index) => {
      const gap = list?.items[index];
      return {
        number,
        label,
        figures: figures.map((cohort) => cohort[index]),
        counts: counts
          ? counts.map((cohort) => ({
              shown: cohort[index].shown,
              best: cohort[index].best,
              worst: cohort[index].worst,
            }))
          : null,
        gap:
          gap && gap.gap !== null
            ? {
                gap: rounded(gap.gap),
                low: roundedOrNull(gap.low),
                high: roundedOrNull(gap.high),
                pHolm: gap.pHolm === null ? null : Number(gap.pHolm.toPrecision(DECIMALS)),
                verdict: gap.verdict,
              }
            : null,
      };
    }),
  };
}

/** How far each scale goes, and where an average item stands. */
export const FRAMES: Record<
  Scale,
  { lowest: number | null; highest: number | null; average: number | "of 100" | null }
> = {
  net: { lowest: -100, highest: 100, average: 0 },
  share: { lowest: 0, highest: 100, average: "of 100" },
  score: { lowest: 0, highest: 100, average: "of 100" },
  utility: { lowest: null, highest: null, average: 0 },
  "constant-sum": { lowest: 0, highest: 100, average: "of 100" },
  percentage: { lowest: 0, highest: 100, average: null },
  "top-n": { lowest: 0, highest: 100, average: null },
};

/** An item's figure of importance on a scale. */
export function importanceFigure(
  scale: ImportanceScale,
  item: ItemFigures,
  cohort: CohortFigures,
): Figure | null {
  const [value, low, high] = {
    net: [item.net, item.netLow, item.netHigh],
    share: [item.share, item.shareLow, item.shareHigh],
    utility: [item.utility, item.utilityLow, item.utilityHigh],
    score: [item.score, item.scoreLow, item.scoreHigh],
  }[scale];
  return figure(value, low, high, cohort.respondents);
}

export function allocationFigure(item: AllocationFigures): Figure | null {
  return figure(item.mean, item.low, item.high, item.answered);
}

function figure(
  value: number | null,
  low: number | null,
  high: number | null,
  n: number,
): Figure | null {
  if (value === null) return null;
  return { value: rounded(value), low: roundedOrNull(low), high: roundedOrNull(high), n };
}

function importanceProblem(
  scale: ImportanceScale,
  cohort: CohortFigures,
  items: readonly ReportItem[],
): Problem | null {
  if (cohort.respondents === 0) return { kind: "no respondents", items: [] };
  if (scale === "net" || cohort.logit.status === "ok") return null;
  return {
    kind: cohort.logit.status,
    items: cohort.logit.statusItems.map((index) => items[index].number),
  };
}

/** By item number: its place by the mean figure over the cohorts shown, the same in every chart. */
function importanceOrder(table: GapTable): Map<number, number> {
  const mean = ({ figures }: GapTableRow) => {
    const values = figures.flatMap((figure) => (figure ? [figure.value] : []));
    // Items without a figure come last.
    if (values.length === 0) return -Number.MAX_VALUE;
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const order = table.rows.toSorted((one, other) => mean(other) - mean(one));
  return new Map(order.map(({ number }, place) => [number, place]));
}

/** Largest gap first whatever its sign; without gaps that is the order of importance. */
function sorted(
  rows: readonly GapTableRow[],
  sort: Sort,
  importance: ReadonlyMap<number, number>,
): GapTableRow[] {
  if (sort === "list") return [...rows];
  const byImportance = rows.toSorted(
    (one, other) => (importance.get(one.number) ?? 0) - (importance.get(other.number) ?? 0),
  );
  if (sort === "importance") return byImportance;
  const size = (row: GapTableRow) => (row.gap ? Math.abs(row.gap.gap) : -1);
  return byImportance.sort((one, other) => size(other) - size(one));
}
