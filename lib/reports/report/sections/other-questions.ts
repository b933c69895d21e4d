import { type GapChartData, type GapChartRow, tableRowId } from "@/lib/charts/gap-chart-data";
import { translator } from "@/lib/i18n/translator";
import { columnLetter } from "@/lib/maxdiff/compare/significance-letters";
import { countText, figureText, pText, shortText, signedText } from "../../figure-text";
import { LEAST_SHOWN } from "../../schema";
import type { QuestionCell, QuestionRow, QuestionTable } from "../question-tables";
import {
  lettersText,
  questionAxis,
  questionCellText,
  questionDecimals,
  questionTitle,
} from "../question-words";
import type { CohortReport } from "../read-cohort-report";
import { originLabel, whoSentences } from "../report-words";
import { withBrackets } from "./gap-chart";
import type { ReportSection, SectionBlock, SectionContent, SectionTable } from "./section";

/** Every other question by cohort: one part of the report for each thing that its figures say. */
export const otherQuestions: ReportSection = {
  key: "other-questions",
  about: "those counted",
  read: ({ report }) => report.questionTables.map((table) => questionContent(report, table)),
};

function questionContent(report: CohortReport, table: QuestionTable): SectionContent {
  const t = translator("questions");
  const { scale, boxes, rows } = table;
  const isDrawn = scale !== "day" && rows.some(({ cells }) => cells.some(isShown));
  const chart = isDrawn ? questionChart(report, table) : undefined;
  const blocks: SectionBlock[] = chart ? [{ kind: "chart", chart }] : [];
  blocks.push({ kind: "table", table: questionTable(table) });
  if (!chart) {
    blocks.push({ kind: "text", text: captionOf(report, table).join(" "), isSmall: true });
  }
  const isPlain = scale === "share" || scale === "amount";
  const top = rows.length;
  return {
    id: table.key,
    title: questionTitle(table),
    ...(!isPlain && { lead: t(`what_${scale}`, { top, boxes }) }),
    ...(chart && { chart }),
    terms: ["interval", ...(table.columns.length > 1 ? (["holm"] as const) : [])],
    blocks,
  };
}

function isShown(cell: QuestionCell): cell is Exclude<QuestionCell, "few" | null> {
  return cell !== null && cell !== "few";
}

/** The same figures as the table: a line between two cohorts, a dot for each of more. */
function questionChart(report: CohortReport, table: QuestionTable): GapChartData {
  const t = translator("report");
  const isPair = table.columns.length === 2;
  return {
    id: table.key,
    title: `${questionTitle(table)} – ${report.study.name}`,
    axisLabel: questionAxis(table),
    lowest: table.lowest,
    highest: table.highest,
    average: null,
    series: table.columns.map(({ number, respondents }, index) => ({
      number,
      name: columnName(table, index),
      size: sizeText(respondents),
    })),
    readingTitle: isPair
      ? t("readingGap")
      : table.columns.length === 1
        ? t("readingOne")
        : translator("questions")("reading"),
    rows: table.rows.map((row) => chartRow(table, row)),
    badge: report.study.origin === "synthetic" ? originLabel(report) : null,
    caption: captionOf(report, table),
  };
}

function chartRow(table: QuestionTable, row: QuestionRow): GapChartRow {
  const t = translator("report");
  const words = translator("questions");
  const decimals = questionDecimals(table.scale);
  const { key, label, cells, gap, below } = row;
  const single = table.columns.length === 1 ? cells[0] : row.total;
  let reading = t("noFigure");
  if (gap) reading = withBrackets(signedText(gap.gap, decimals), gap, decimals);
  else if (table.columns.length !== 2 && isShown(single)) {
    reading = withBrackets(figureText(single.value, decimals), single, decimals);
  } else if (cells.includes("few")) reading = words("few");
  const letters = below.flatMap((others, column) =>
    others.length === 0
      ? []
      : [words("lettersNote", { column: columnLetter(column), others: lettersText(others) })],
  );
  const sizes = cells.map((cell) => (isShown(cell) ? countText(cell.n) : "–")).join(" + ");
  return {
    key,
    label,
    emphasis: gap?.verdict === "different",
    marks: cells.map((cell) => (isShown(cell) ? cell : null)),
    reading,
    verdict: gap ? t(`verdict_${gap.verdict}`) : null,
    note: table.columns.length > 2 ? letters.join("; ") : t("nRow", { n: sizes }),
    details: [
      ...cells.map((cell, column) => cellDetail(table, cell, column, below[column] ?? [])),
      ...(gap && gap.low !== null && gap.high !== null && gap.pHolm !== null
        ? [
            t("detailGap", {
              gap: signedText(gap.gap, decimals),
              low: figureText(gap.low, decimals),
              high: figureText(gap.high, decimals),
              p: `p ${pText(gap.pHolm)}`,
              verdict: t(`verdict_${gap.verdict}`),
            }),
          ]
        : []),
    ],
  };
}

function cellDetail(
  table: QuestionTable,
  cell: QuestionCell,
  column: number,
  below: readonly number[],
): string {
  const t = translator("report");
  const cohort = columnName(table, column);
  const decimals = questionDecimals(table.scale);
  if (cell === "few") return `${cohort}: ${questionCellText(table, cell)}`;
  if (cell === null) return t("detailNone", { cohort });
  const value = figureText(cell.value, decimals);
  const text =
    cell.low === null || cell.high === null
      ? t("detailFigurePlain", { cohort, value, n: cell.n })
      : t("detailFigure", {
          cohort,
          value,
          low: figureText(cell.low, decimals),
          high: figureText(cell.high, decimals),
          n: cell.n,
        });
  return below.length === 0
    ? text
    : translator("questions")("detailLetters", { text, others: lettersText(below) });
}

/** With its letter where letters are told. */
function columnName({ columns }: QuestionTable, column: number): string {
  const { name } = columns[column];
  return columns.length > 2 ? `${columnLetter(column)}: ${name}` : name;
}

function sizeText(respondents: number | null): string {
  return respondents === null
    ? translator("questions")("few")
    : translator("report")("nOne", { n: respondents });
}

function questionTable(table: QuestionTable): SectionTable {
  const t = translator("report");
  const words = translator("questions");
  const { columns, scale, rows } = table;
  const decimals = questionDecimals(scale);
  const hasLetters = columns.length > 2;
  const hasIntervals = scale !== "day";
  const hasMedian = scale === "amount";
  const hasGap = rows.some(({ gap }) => gap);
  const ownN = rows.some(({ cells }) =>
    cells.some((cell, index) => isShown(cell) && cell.n !== columns[index].respondents),
  );
  const numeric = (key: string, title: string, whole = false) => ({
    ...{ key, title, numeric: true },
    ...(whole && { whole }),
  });
  const sets = [
    ...columns.map(({ respondents }, index) => ({
      key: String(index),
      title: `${columnName(table, index)}, ${sizeText(respondents)}`,
    })),
    ...(columns.length > 1
      ? [{ key: "total", title: `${words("total")}, ${sizeText(table.total.respondents)}` }]
      : []),
  ];
  return {
    caption: t("tableCaption", { title: questionTitle(table) }),
    columns: [
      { key: "answer", title: words("answer"), studyWords: true },
      ...sets.flatMap(({ key, title }) => [
        numeric(`value-${key}`, title),
        ...(hasLetters && key !== "total"
          ? [{ key: `letters-${key}`, title: words("letters") }]
          : []),
        ...(hasIntervals ? [numeric(`interval-${key}`, t("intervalOf"), true)] : []),
        ...(hasMedian ? [numeric(`median-${key}`, words("median"))] : []),
        ...(ownN ? [numeric(`n-${key}`, "n")] : []),
      ]),
      ...(hasGap
        ? [
            numeric("gap", t("gapHead")),
            numeric("gap-interval", t("gapInterval"), true),
            numeric("p", t("pHolm"), true),
            { key: "verdict", title: t("verdict"), whole: true },
          ]
        : []),
    ],
    rows: rows.map(({ key, label, cells, total, gap, below }) => {
      const found: Record<string, string> = { answer: label };
      [...cells, total].forEach((cell, index) => {
        const own = index < cells.length ? String(index) : "total";
        found[`value-${own}`] = questionCellText(table, cell);
        if (!isShown(cell)) return;
        found[`interval-${own}`] = intervalText(cell, decimals);
        found[`median-${own}`] = cell.median === null ? "" : figureText(cell.median, decimals);
        found[`n-${own}`] = countText(cell.n);
        found[`letters-${own}`] = lettersText(below[index] ?? []);
      });
      if (gap) {
        found.gap = signedText(gap.gap, decimals);
        found["gap-interval"] = intervalText(gap, decimals);
        found.p = gap.pHolm === null ? "" : pText(gap.pHolm);
        found.verdict = t(`verdict_${gap.verdict}`);
      }
      return { key, id: tableRowId(table.key, key), cells: found };
    }),
  };
}

function intervalText(
  { low, high }: { low: number | null; high: number | null },
  decimals: number,
): string {
  if (low === null || high === null) return "";
  return translator("report")("interval", {
    low: figureText(low, decimals),
    high: figureText(high, decimals),
  });
}

/** What stands under a question: scale, method, adjustment, what is hidden, who, when. */
function captionOf(report: CohortReport, table: QuestionTable): string[] {
  const t = translator("questions");
  const { columns, rows, margin } = table;
  const [from, to] = columns;
  const isHidden = rows.some(({ cells, total }) => [...cells, total].includes("few"));
  const values = { to: to?.name ?? "", from: from.name, parts: rows.length };
  const tests =
    columns.length > 2
      ? t("captionLetters", { pairs: (columns.length * (columns.length - 1)) / 2 })
      : to && margin !== null
        ? t("captionGapMargin", { ...values, margin: shortText(margin, 2) })
        : to
          ? t("captionGap", values)
          : translator("report")("captionOne");
  const isTested = table.scale !== "day";
  return [
    [
      translator("report")("captionScale", { scale: questionAxis(table) }),
      t(`method_${table.scale}`),
    ],
    [isTested ? tests : "", isHidden ? t("captionHidden", { least: LEAST_SHOWN }) : ""],
    whoSentences(
      report,
      columns.flatMap(({ name, respondents }) =>
        respondents === null ? [] : [{ name, respondents }],
      ),
    ),
  ].flatMap((sentences) => sentences.filter(Boolean).join(" ") || []);
}
