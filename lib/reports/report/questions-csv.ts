import { csvText, safeCell } from "@/lib/files/csv";
import { translator } from "@/lib/i18n/translator";
import type { ColumnCell, QuestionTable } from "./question-tables";
import { questionAxis, questionCellText, questionFigureText } from "./question-words";
import type { CohortReport } from "./read-cohort-report";
import { filterText, originLabel, plansText, segmentText, standingOf } from "./report-words";

const HEADER = [
  "study",
  "data",
  "revision",
  "plan_hash",
  "filter",
  "cohorts",
  "standing",
  "flagged",
  "data_up_to",
  "key",
  "question",
  "figure",
  "scale",
  "method",
  "part",
  "label",
  "cohort",
  "n",
  "value",
  "low",
  "high",
  "median",
  "higher_than",
  "gap_from",
  "gap",
  "gap_low",
  "gap_high",
  "p_holm",
  "verdict",
];

/**
 * Every other question: one line for each part, cohort and figure, and one for all cohorts together. Of
 * two cohorts the line of the second has the gap to the first; of more, `higher_than` names the cohorts
 * that the figure is surely higher than. A figure of so few people that it is not shown says so in
 * `value`, and nothing else.
 */
export function questionsCsv(report: CohortReport): string {
  return csvText([HEADER, ...report.questionTables.flatMap((table) => tableRows(report, table))]);
}

function tableRows(report: CohortReport, table: QuestionTable): string[][] {
  const about = [
    report.study.name,
    originLabel(report) ?? report.study.origin,
    String(report.revisionNumber ?? ""),
    plansText(report),
    filterText(report),
    segmentText(report),
    standingOf(report),
    report.leftOut ? `without ${report.leftOut.count}` : "with",
    report.dataUpTo === null ? "" : new Date(report.dataUpTo).toISOString(),
    table.question,
    table.text,
    table.scale,
    questionAxis(table),
    translator("questions")(`method_${table.scale}`),
  ];
  return table.rows.flatMap(({ key, label, cells, total, gap, below }) => {
    const part = [...about, key, label];
    const lines = cells.map((cell, column) => {
      const isSecond = column === 1 && gap !== null;
      return [
        ...part,
        table.columns[column].name,
        ...figureCells(table, cell),
        below[column]?.map((other) => table.columns[other].name).join("; ") ?? "",
        ...(isSecond
          ? [
              table.columns[0].name,
              ...[gap.gap, gap.low, gap.high, gap.pHolm].map(number),
              translator("report")(`verdict_${gap.verdict}`),
            ]
          : NO_GAP),
      ];
    });
    const whole = [
      ...part,
      translator("questions")("total"),
      ...figureCells(table, total),
      "",
      ...NO_GAP,
    ];
    return [...lines, whole].map((line) => line.map(safeCell));
  });
}

const NO_GAP = ["", "", "", "", "", ""];

/** n, value, low, high and median. */
function figureCells(table: QuestionTable, cell: ColumnCell): string[] {
  if (cell === null) return ["0", "", "", "", ""];
  if (cell === "few") return ["", questionCellText(table, cell), "", "", ""];
  const value = table.scale === "day" ? questionFigureText(table, cell.value) : number(cell.value);
  return [String(cell.n), value, ...[cell.low, cell.high, cell.median].map(number)];
}

function number(value: number | null): string {
  return value === null ? "" : String(value);
}
