import type { ReactNode } from "react";
import { tableRowId } from "@/app/_ui/charts/gap-chart";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { translator } from "@/lib/i18n/translator";
import { countText, decimalsOf, figureText, pText, signedText } from "@/lib/reports/figure-text";
import type { GapTable } from "@/lib/reports/report/gap-table";
import { tableTitle } from "@/lib/reports/report/report-words";

/** The chart's figures as a table; rows are where the chart's rows lead to. */
export function FiguresTable({ table }: { table: GapTable }) {
  const t = translator("report");
  const decimals = decimalsOf(table.scale);
  const hasGaps = table.cohorts.length > 1;
  // An item can have an n of its own only where items are asked one by one.
  const ownN = table.rows.some((row) =>
    row.figures.some((figure, index) => figure && figure.n !== table.cohorts[index].respondents),
  );
  const numeric = (key: string, title: string): Column => ({ key, title, numeric: true });
  const columns: Column[] = [
    { key: "item", title: t("item") },
    ...table.cohorts.flatMap(({ name, respondents }, index) => [
      numeric(`value-${index}`, t("cohortN", { cohort: name, n: respondents })),
      numeric(`interval-${index}`, t("intervalOf")),
      ...(ownN ? [numeric(`n-${index}`, "n")] : []),
    ]),
    ...(hasGaps
      ? [
          numeric("gap", t("gapHead")),
          numeric("gap-interval", t("gapInterval")),
          numeric("p", t("pHolm")),
          { key: "verdict", title: t("verdict") },
        ]
      : []),
  ];
  const interval = ({ low, high }: { low: number | null; high: number | null }) =>
    low === null || high === null
      ? ""
      : whole(t("interval", { low: figureText(low, decimals), high: figureText(high, decimals) }));
  return (
    <DataTable
      caption={t("tableCaption", { title: tableTitle(table) })}
      columns={columns}
      rows={table.rows.map((row) => {
        const cells: Record<string, ReactNode> = { item: row.label };
        row.figures.forEach((figure, index) => {
          if (!figure) return;
          cells[`value-${index}`] = figureText(figure.value, decimals);
          cells[`interval-${index}`] = interval(figure);
          cells[`n-${index}`] = countText(figure.n);
        });
        if (row.gap) {
          cells.gap = signedText(row.gap.value, decimals);
          cells["gap-interval"] = interval(row.gap);
          cells.p = row.gap.pHolm === null ? "" : whole(pText(row.gap.pHolm));
          cells.verdict = whole(t(`verdict_${row.gap.verdict}`));
        }
        return { key: String(row.item), id: tableRowId(table.key, String(row.item)), cells };
      })}
    />
  );
}

/** A text that stays on one line. */
function whole(text: string): ReactNode {
  return <span className="whitespace-nowrap">{text}</span>;
}

/** Times shown, most and least, behind the figures of importance. */
export function CountsTable({ table }: { table: GapTable }) {
  const t = translator("report");
  if (table.allocation) return null;
  const columns: Column[] = [
    { key: "item", title: t("item") },
    ...table.cohorts.flatMap(({ name }, index) =>
      (["shown", "best", "worst"] as const).map((what) => ({
        key: `${what}-${index}`,
        title: `${name}: ${t(`${what}Head`).toLocaleLowerCase("en")}`,
        numeric: true,
      })),
    ),
  ];
  return (
    <details>
      <summary className="text-sm font-medium">{t("countsShow")}</summary>
      <div className="pt-3">
        <DataTable
          caption={t("countsCaption", { title: tableTitle(table) })}
          columns={columns}
          rows={table.rows.map((row) => {
            const cells: Record<string, string> = { item: row.label };
            row.counts?.forEach((counts, index) => {
              cells[`shown-${index}`] = countText(counts.shown);
              cells[`best-${index}`] = countText(counts.best);
              cells[`worst-${index}`] = countText(counts.worst);
            });
            return { key: String(row.item), cells };
          })}
        />
      </div>
    </details>
  );
}
