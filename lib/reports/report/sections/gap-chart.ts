import type { GapChartData, GapChartRow } from "@/lib/charts/gap-chart-data";
import { translator } from "@/lib/i18n/translator";
import { countText, decimalsOf, figureText, shortText, signedText } from "../../figure-text";
import type { GapTable, GapTableRow } from "../gap-table";
import type { CohortReport } from "../read-cohort-report";
import { captionOf, originLabel, pSentence, tableTitle } from "../report-words";

/** A table of the report as the chart that draws it: the same figures, put into words once. */
export function gapChart(report: CohortReport, table: GapTable): GapChartData {
  const t = translator("report");
  const decimals = decimalsOf(table.scale);
  return {
    id: table.key,
    title: `${tableTitle(table)} – ${report.study.name}`,
    axisLabel: t(`axis_${table.scale}`),
    lowest: table.lowest,
    highest: table.highest,
    average:
      table.average === null
        ? null
        : {
            value: table.average,
            label: t("average", { value: shortText(table.average, decimals) }),
          },
    series: table.cohorts.map(({ number, name, respondents }) => ({
      number,
      name,
      size: t("nOne", { n: respondents }),
    })),
    readingTitle: table.cohorts.length > 1 ? t("readingGap") : t("readingOne"),
    rows: table.rows.map((row) => chartRow(table, row, decimals)),
    // What was imported was answered by people; only what was not needs to stand out.
    badge: report.study.origin === "synthetic" ? originLabel(report) : null,
    caption: captionOf(report, table),
  };
}

function chartRow(table: GapTable, row: GapTableRow, decimals: number): GapChartRow {
  const t = translator("report");
  const { gap } = row;
  const figures = row.figures.flatMap((figure) => (figure ? [figure] : []));
  const single = table.cohorts.length < 2 ? figures[0] : undefined;
  const n = figures.map((figure) => countText(figure.n)).join(" + ");
  let reading = t("noFigure");
  if (gap) reading = withBrackets(signedText(gap.gap, decimals), gap, decimals);
  else if (single) reading = withBrackets(figureText(single.value, decimals), single, decimals);
  return {
    key: String(row.number),
    label: row.label,
    emphasis: gap?.verdict === "different",
    marks: row.figures,
    reading,
    verdict: gap ? t(`verdict_${gap.verdict}`) : null,
    note: n ? t("nRow", { n }) : "",
    details: [
      ...table.cohorts.map(({ name }, index) => cohortDetail(name, row, index, decimals)),
      ...(gap ? [gapDetail(gap, decimals)] : []),
    ],
  };
}

export function withBrackets(
  text: string,
  { low, high }: { low: number | null; high: number | null },
  decimals: number,
): string {
  if (low === null || high === null) return text;
  return `${text} [${figureText(low, decimals)}, ${figureText(high, decimals)}]`;
}

function cohortDetail(cohort: string, row: GapTableRow, index: number, decimals: number): string {
  const t = translator("report");
  const figure = row.figures[index];
  if (!figure) return t("detailNone", { cohort });
  const value = figureText(figure.value, decimals);
  const text =
    figure.low === null || figure.high === null
      ? t("detailFigurePlain", { cohort, value, n: figure.n })
      : t("detailFigure", {
          cohort,
          value,
          low: figureText(figure.low, decimals),
          high: figureText(figure.high, decimals),
          n: figure.n,
        });
  const counts = row.counts?.[index];
  return counts ? `${text}; ${t("detailCounts", { ...counts })}` : text;
}

function gapDetail(gap: NonNullable<GapTableRow["gap"]>, decimals: number): string {
  const t = translator("report");
  const verdict = t(`verdict_${gap.verdict}`);
  const value = signedText(gap.gap, decimals);
  if (gap.low === null || gap.high === null || gap.pHolm === null) {
    return t("detailGapPlain", { gap: value, verdict });
  }
  return t("detailGap", {
    gap: value,
    low: figureText(gap.low, decimals),
    high: figureText(gap.high, decimals),
    p: pSentence(gap.pHolm),
    verdict,
  });
}
