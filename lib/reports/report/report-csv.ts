import { csvText, safeCell } from "@/lib/files/csv";
import { translator } from "@/lib/i18n/translator";
import type { Verdict } from "@/lib/maxdiff/compare/compare-estimates";
import { howSure, reasonTexts } from "./causes/cause-reasons";
import type { GapTable } from "./gap-table";
import type { CohortReport } from "./read-cohort-report";
import {
  filterText,
  methodText,
  originLabel,
  plansText,
  segmentText,
  standingOf,
  tableTitle,
  withheldText,
} from "./report-words";

const HEADER = [
  "study",
  "data",
  "revision",
  "plan_hash",
  "filter",
  "flagged",
  "data_up_to",
  "chart",
  "question",
  "scale",
  "scale_low",
  "scale_high",
  "average",
  "method",
  "likelihood",
  "adjustment",
  "margin",
  "global_p",
  "item",
  "label",
  "cohort_from",
  "n_from",
  "shown_from",
  "best_from",
  "worst_from",
  "value_from",
  "low_from",
  "high_from",
  "cohort_to",
  "n_to",
  "shown_to",
  "best_to",
  "worst_to",
  "value_to",
  "low_to",
  "high_to",
  "gap",
  "gap_low",
  "gap_high",
  "p_holm",
  "verdict",
];

/** At the end, where the cohorts are not the study's own: files of before stay as they were. */
const SEGMENT_HEADER = ["cohorts", "standing"];

/** At the end, where the causes were computed: files of before stay as they were. */
const CAUSES_HEADER = ["cause", "cause_with", "cause_sure", "cause_reasons"];

/**
 * The figures of every chart of a report, one line per chart and item, each naming its scale, range,
 * average, method, likelihood and n. The figures are those of the charts and tables; where there is
 * none the cell is empty. Gaps are `to` minus `from`; with one cohort the `to` columns stay empty.
 */
export function reportCsv(report: CohortReport): string {
  if (report.withheld.length > 0) return csvText([HEADER, withheldRow(report)]);
  const header = [
    ...HEADER,
    ...(report.causes?.done?.result ? CAUSES_HEADER : []),
    ...(report.segment ? SEGMENT_HEADER : []),
  ];
  return csvText([header, ...report.tables.flatMap((table) => tableRows(report, table))]);
}

/** In place of figures that are not shown: what was asked, and why, where the verdict would stand. */
function withheldRow(report: CohortReport): string[] {
  const cells: Partial<Record<string, string>> = {
    study: report.study.name,
    revision: figure(report.revisionNumber),
    filter: filterText(report),
    verdict: withheldText(report),
  };
  return HEADER.map((name) => safeCell(cells[name] ?? ""));
}

function tableRows(report: CohortReport, table: GapTable): string[][] {
  const t = translator("report");
  const usesLogit = table.method === "logit" || table.method === "hb";
  const about = [
    report.study.name,
    originLabel(report) ?? report.study.origin,
    figure(report.revisionNumber),
    plansText(report),
    filterText(report),
    report.leftOut ? `without ${report.leftOut.count}` : "with",
    report.dataUpTo === null ? "" : new Date(report.dataUpTo).toISOString(),
    tableTitle(table),
    table.allocation?.settings.text ?? "",
    t(`scale_${table.scale}`),
    figure(table.lowest),
    figure(table.highest),
    figure(table.average),
    methodText(table, report.likelihood),
    usesLogit ? report.likelihood : "",
    table.cohorts.length > 1 ? `Holm over ${table.rows.length} items` : "",
    figure(table.margin),
    figure(table.globalP),
  ];
  return table.rows.map((row) =>
    [
      ...about,
      String(row.number),
      row.label,
      ...[0, 1].flatMap((index) => {
        const cohort = table.cohorts[index];
        const found = row.figures[index];
        const counts = row.counts?.[index];
        return [
          cohort?.name ?? "",
          cohort ? figure(found?.n ?? cohort.respondents) : "",
          figure(counts?.shown),
          figure(counts?.best),
          figure(counts?.worst),
          figure(found?.value),
          figure(found?.low),
          figure(found?.high),
        ];
      }),
      figure(row.gap?.gap),
      figure(row.gap?.low),
      figure(row.gap?.high),
      figure(row.gap?.pHolm),
      row.gap ? verdictText(row.gap.verdict, table.unlikeSets.includes(row.number)) : "",
      ...causeCells(report, table, row.number),
      ...(report.segment ? [segmentText(report), standingOf(report)] : []),
    ].map(safeCell),
  );
}

/** Why the two cohorts differ on an item; empty for allocations, whose gaps have no causes told. */
function causeCells(report: CohortReport, table: GapTable, number: number): string[] {
  const result = report.causes?.done?.result;
  if (!result) return [];
  const names = table.cohorts.map(({ name }) => name);
  const told = table.allocation
    ? undefined
    : result.causes.find(
        (cause) =>
          cause.number === number && names.includes(cause.from) && names.includes(cause.to),
      );
  if (!told?.cause) return CAUSES_HEADER.map(() => "");
  const labels = new Map(table.rows.map((row) => [row.number, row.label]));
  const reasons = reasonTexts(told, (other) => labels.get(other) ?? String(other));
  return [told.cause, figure(told.with), howSure(told), reasons.map(({ text }) => text).join("; ")];
}

/** The verdict, and why there can be none where the cohorts saw an item beside unlike others. */
function verdictText(verdict: Verdict, isUnlike: boolean): string {
  const t = translator("report");
  const said = t(`verdict_${verdict}`);
  return isUnlike ? t("unlikeSetsVerdict", { verdict: said }) : said;
}

/**
 * Figures are rounded where they were made. A tiny p-value keeps its exponent ("1.31e-18"), which
 * spreadsheets and statistics programs read as a number: written out it would be digits that were
 * never there, or nothing but zeros.
 */
function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
