import { type Column, DataTable } from "@/app/_ui/data-table";
import { translator } from "@/lib/i18n/translator";
import { countText, figureText } from "@/lib/reports/figure-text";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";

const COUNTS = ["started", "complete", "unfinished", "screenedOut", "overQuota"] as const;

/** How far the respondents of each cohort came. */
export function ResponseTable({ report }: { report: CohortReport }) {
  const t = translator("report");
  const hasOverQuota = report.response.some(({ overQuota }) => overQuota > 0);
  const counts = COUNTS.filter((count) => count !== "overQuota" || hasOverQuota);
  const columns: Column[] = [
    { key: "cohort", title: t("cohort") },
    ...counts.map((count) => ({ key: count, title: t(count), numeric: true })),
    { key: "minutes", title: t("medianMinutes"), numeric: true },
  ];
  const rows = report.response.map((line) => ({
    key: line.cohortId ?? "none",
    cells: {
      cohort: line.name ?? t("noCohort"),
      ...Object.fromEntries(counts.map((count) => [count, countText(line[count])])),
      minutes: line.medianMinutes === null ? "–" : figureText(line.medianMinutes, 1),
    },
  }));
  const total = {
    key: "total",
    cells: {
      cohort: t("total"),
      ...Object.fromEntries(
        counts.map((count) => [
          count,
          countText(report.response.reduce((sum, line) => sum + line[count], 0)),
        ]),
      ),
    },
  };
  return (
    <DataTable
      caption={t("responseTitle")}
      columns={columns}
      rows={rows.length > 1 ? [...rows, total] : rows}
    />
  );
}
