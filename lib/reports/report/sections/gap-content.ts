import { tableRowId } from "@/lib/charts/gap-chart-data";
import { translator } from "@/lib/i18n/translator";
import { countText, decimalsOf, figureText, pText, signedText } from "../../figure-text";
import type { GlossaryTerm } from "../../glossary";
import type { GapTable } from "../gap-table";
import type { CohortReport } from "../read-cohort-report";
import { findingsOf, problemsOf, tableTitle } from "../report-words";
import { gapChart } from "./gap-chart";
import type { SectionBlock, SectionContent, SectionTable } from "./section";
import { stripBlocks } from "./strip-table";

/** One comparison of the cohorts: its chart, what the chart says, and the same figures in tables. */
export function gapContent(
  report: CohortReport,
  table: GapTable,
  /** The same with the flagged, where the report is without them. */
  all: CohortReport | null = null,
): SectionContent {
  const t = translator("report");
  const chart = gapChart(report, table);
  const problems = problemsOf(table);
  const findings = findingsOf(table);
  const blocks: SectionBlock[] = [];
  if (problems.length > 0) blocks.push({ kind: "notice", tone: "warning", lines: problems });
  if (table.unlikeSets.length > 0) {
    const labels = table.rows.filter(({ number }) => table.unlikeSets.includes(number));
    const items = labels.map(({ label }) => `“${label}”`).join(", ");
    const lines = [t("unlikeSets", { count: labels.length, items }), t("unlikeSetsInstead")];
    blocks.push({ kind: "notice", tone: "warning", lines });
  }
  if (table.rows.some((row) => row.figures.some(Boolean))) {
    blocks.push({ kind: "chart", chart });
    if (findings.length > 0) {
      blocks.push({ kind: "list", title: t("findingsTitle"), lines: findings });
    }
    const [held, inEveryAnalysis] = table.allocation
      ? []
      : stripBlocks(table, report.strip, all?.strip ?? null);
    if (held) blocks.push(held);
    blocks.push({ kind: "table", table: figuresTable(table) });
    if (inEveryAnalysis) blocks.push(inEveryAnalysis);
    if (!table.allocation) {
      blocks.push({ kind: "table", table: countsTable(table), foldedUnder: t("countsShow") });
    }
  }
  return {
    id: table.key,
    title: tableTitle(table),
    ...(table.allocation && {
      lead: t("allocationAsked", { text: table.allocation.settings.text }),
    }),
    chart,
    terms: termsOf(table),
    blocks,
  };
}

function termsOf(table: GapTable): GlossaryTerm[] {
  const scale: GlossaryTerm[] =
    table.scale === "net" ||
    table.scale === "utility" ||
    table.scale === "share" ||
    table.scale === "score"
      ? [table.scale]
      : ["allocation"];
  const gaps: GlossaryTerm[] = ["gap", "margin", "verdict", "holm", "globalTest"];
  const method: GlossaryTerm[] =
    table.method === "logit" || table.method === "hb" ? [table.method] : [];
  return [...scale, ...method, "interval", ...(table.cohorts.length > 1 ? gaps : [])];
}

/** The chart's figures as a table; rows are where the chart's rows lead to. */
export function figuresTable(table: GapTable): SectionTable {
  const t = translator("report");
  const decimals = decimalsOf(table.scale);
  const hasGaps = table.cohorts.length > 1;
  // An item can have an n of its own only where items are asked one by one.
  const ownN = table.rows.some((row) =>
    row.figures.some((figure, index) => figure && figure.n !== table.cohorts[index].respondents),
  );
  const numeric = (key: string, title: string) => ({ key, title, numeric: true });
  const interval = ({ low, high }: { low: number | null; high: number | null }) =>
    low === null || high === null
      ? ""
      : t("interval", { low: figureText(low, decimals), high: figureText(high, decimals) });
  return {
    caption: t("tableCaption", { title: tableTitle(table) }),
    columns: [
      { key: "item", title: t("item"), studyWords: true },
      ...table.cohorts.flatMap(({ name, respondents }, index) => [
        numeric(`value-${index}`, t("cohortN", { cohort: name, n: respondents })),
        { ...numeric(`interval-${index}`, t("intervalOf")), whole: true },
        ...(ownN ? [numeric(`n-${index}`, "n")] : []),
      ]),
      ...(hasGaps
        ? [
            numeric("gap", t("gapHead")),
            { ...numeric("gap-interval", t("gapInterval")), whole: true },
            { ...numeric("p", t("pHolm")), whole: true },
            { key: "verdict", title: t("verdict"), whole: true },
          ]
        : []),
    ],
    rows: table.rows.map((row) => {
      const cells: Record<string, string> = { item: row.label };
      for (const [index, figure] of row.figures.entries()) {
        if (!figure) continue;
        cells[`value-${index}`] = figureText(figure.value, decimals);
        cells[`interval-${index}`] = interval(figure);
        cells[`n-${index}`] = countText(figure.n);
      }
      if (row.gap) {
        cells.gap = signedText(row.gap.gap, decimals);
        cells["gap-interval"] = interval(row.gap);
        cells.p = row.gap.pHolm === null ? "" : pText(row.gap.pHolm);
        cells.verdict = t(`verdict_${row.gap.verdict}`);
      }
      return { key: String(row.number), id: tableRowId(table.key, String(row.number)), cells };
    }),
  };
}

/** Times shown, most and least, behind the figures of importance. */
function countsTable(table: GapTable): SectionTable {
  const t = translator("report");
  return {
    caption: t("countsCaption", { title: tableTitle(table) }),
    columns: [
      { key: "item", title: t("item"), studyWords: true },
      ...table.cohorts.flatMap(({ name }, index) =>
        (["shown", "best", "worst"] as const).map((what) => ({
          key: `${what}-${index}`,
          title: `${name}: ${t(`${what}Head`).toLocaleLowerCase("en")}`,
          numeric: true,
        })),
      ),
    ],
    rows: table.rows.map((row) => {
      const cells: Record<string, string> = { item: row.label };
      for (const [index, counts] of row.counts?.entries() ?? []) {
        cells[`shown-${index}`] = countText(counts.shown);
        cells[`best-${index}`] = countText(counts.best);
        cells[`worst-${index}`] = countText(counts.worst);
      }
      return { key: String(row.number), cells };
    }),
  };
}
