import { type GapChartData, type GapChartRow, tableRowId } from "@/lib/charts/gap-chart-data";
import { translator } from "@/lib/i18n/translator";
import { columnLetter } from "@/lib/maxdiff/compare/significance-letters";
import { countText, figureText, pText, shortText, signedText } from "../../figure-text";
import type { GlossaryTerm } from "../../glossary";
import { LEAST_SHOWN } from "../../schema";
import type { ColumnCell, ColumnRow, ColumnTable } from "../question-tables";
import { lettersText } from "../question-words";
import type { CohortReport } from "../read-cohort-report";
import { originLabel, whoSentences } from "../report-words";
import { withBrackets } from "./gap-chart";
import type { SectionBlock, SectionContent, SectionTable } from "./section";

/** What figures in columns are of, in words. */
export interface ColumnWords {
  readonly title: string;
  readonly lead?: string;
  /** What is measured, with its unit and range. */
  readonly axis: string;
  /** How the figures are made. */
  readonly method: string;
  /** Over the names of the rows. */
  readonly rows: string;
  readonly decimals: number;
  /** False where figures are no numbers: then nothing is drawn, and nothing tested. */
  readonly isMeasured: boolean;
  valueText(value: number): string;
  readonly terms: readonly GlossaryTerm[];
}

/** Figures in columns, one a cohort: the chart and the same in a table. */
export function columnContent(
  report: CohortReport,
  table: ColumnTable,
  words: ColumnWords,
): SectionContent {
  const isDrawn = words.isMeasured && table.rows.some(({ cells }) => cells.some(isShown));
  const chart = isDrawn ? columnChart(report, table, words) : undefined;
  const blocks: SectionBlock[] = chart ? [{ kind: "chart", chart }] : [];
  blocks.push({ kind: "table", table: columnTable(table, words) });
  if (!chart) {
    blocks.push({ kind: "text", text: captionOf(report, table, words).join(" "), isSmall: true });
  }
  const { title, lead, terms } = words;
  return { id: table.key, title, ...(lead && { lead }), ...(chart && { chart }), terms, blocks };
}

/** A cell that has no figure to show says why; a dash where nobody answered. */
function cellText(words: ColumnWords, cell: ColumnCell): string {
  if (cell === "few") return translator("questions")("few");
  return cell ? words.valueText(cell.value) : "–";
}

function isShown(cell: ColumnCell): cell is Exclude<ColumnCell, "few" | null> {
  return cell !== null && cell !== "few";
}

/** The same figures as the table: a line between two cohorts, a dot for each of more. */
function columnChart(report: CohortReport, table: ColumnTable, words: ColumnWords): GapChartData {
  const t = translator("report");
  const isPair = table.columns.length === 2;
  return {
    id: table.key,
    title: `${words.title} – ${report.study.name}`,
    axisLabel: words.axis,
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
    rows: table.rows.map((row) => chartRow(table, row, words)),
    badge: report.study.origin === "synthetic" ? originLabel(report) : null,
    caption: captionOf(report, table, words),
  };
}

function chartRow(table: ColumnTable, row: ColumnRow, { decimals }: ColumnWords): GapChartRow {
  const t = translator("report");
  const own = translator("questions");
  const { key, label, cells, gap, below } = row;
  const single = table.columns.length === 1 ? cells[0] : row.total;
  let reading = t("noFigure");
  if (gap) reading = withBrackets(signedText(gap.gap, decimals), gap, decimals);
  else if (table.columns.length !== 2 && isShown(single)) {
    reading = withBrackets(figureText(single.value, decimals), single, decimals);
  } else if (cells.includes("few")) reading = own("few");
  // Which pairs they are stands in the table, and in the exact figures of the row.
  const apart = below.reduce((sum, others) => sum + others.length, 0);
  const sizes = cells.map((cell) => (isShown(cell) ? countText(cell.n) : "–")).join(" + ");
  return {
    key,
    label,
    emphasis: gap?.verdict === "different",
    marks: cells.map((cell) => (isShown(cell) ? cell : null)),
    reading,
    verdict: gap ? t(`verdict_${gap.verdict}`) : null,
    note: table.columns.length > 2 ? own("lettersNote", { count: apart }) : t("nRow", { n: sizes }),
    details: [
      ...cells.map((cell, column) =>
        cellDetail(table, cell, column, below[column] ?? [], decimals),
      ),
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
  table: ColumnTable,
  cell: ColumnCell,
  column: number,
  below: readonly number[],
  decimals: number,
): string {
  const t = translator("report");
  const cohort = columnName(table, column);
  if (cell === "few") return `${cohort}: ${translator("questions")("few")}`;
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
function columnName({ columns }: ColumnTable, column: number): string {
  const { name } = columns[column];
  return columns.length > 2 ? `${columnLetter(column)}: ${name}` : name;
}

function sizeText(respondents: number | null): string {
  return respondents === null
    ? translator("questions")("few")
    : translator("report")("nOne", { n: respondents });
}

function columnTable(table: ColumnTable, own: ColumnWords): SectionTable {
  const t = translator("report");
  const words = translator("questions");
  const { columns, rows } = table;
  const { decimals } = own;
  const hasLetters = columns.length > 2;
  const hasIntervals = own.isMeasured;
  const hasMedian = rows.some(({ cells }) =>
    cells.some((cell) => isShown(cell) && cell.median !== null),
  );
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
    caption: t("tableCaption", { title: own.title }),
    columns: [
      { key: "answer", title: own.rows, studyWords: true },
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
        const place = index < cells.length ? String(index) : "total";
        found[`value-${place}`] = cellText(own, cell);
        if (!isShown(cell)) return;
        found[`interval-${place}`] = intervalText(cell, decimals);
        found[`median-${place}`] = cell.median === null ? "" : figureText(cell.median, decimals);
        found[`n-${place}`] = countText(cell.n);
        found[`letters-${place}`] = lettersText(below[index] ?? []);
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
function captionOf(report: CohortReport, table: ColumnTable, words: ColumnWords): string[] {
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
  return [
    [translator("report")("captionScale", { scale: words.axis }), words.method],
    [words.isMeasured ? tests : "", isHidden ? t("captionHidden", { least: LEAST_SHOWN }) : ""],
    whoSentences(
      report,
      columns.flatMap(({ name, respondents }) =>
        respondents === null ? [] : [{ name, respondents }],
      ),
    ),
  ].flatMap((sentences) => sentences.filter(Boolean).join(" ") || []);
}
