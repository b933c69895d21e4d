import { translator } from "@/lib/i18n/translator";
import { decimalsOf, figureText } from "../../figure-text";
import type { CohortColumns } from "../cohort-columns";
import type { CohortReport } from "../read-cohort-report";
import { methodText } from "../report-words";
import { type ColumnWords, columnContent } from "./column-content";
import type { ReportSection } from "./section";

/** Where there are more than two: all of them at once, with a column of everybody and letters. */
export const allCohorts: ReportSection = {
  key: "all-cohorts",
  about: "those counted",
  read: ({ report }) =>
    report.columns.map((table) => columnContent(report, table, wordsOf(report, table))),
};

function wordsOf(report: CohortReport, table: CohortColumns): ColumnWords {
  const t = translator("report");
  const words = translator("segments");
  const { scale, allocation } = table;
  const decimals = decimalsOf(scale);
  return {
    title: allocation
      ? words("allTitle", { title: t(`allocationTitleOne_${allocation.settings.tense}`) })
      : words("allTitle", { title: t("capabilityTitleOne") }),
    ...(allocation && { lead: t("allocationAsked", { text: allocation.settings.text }) }),
    axis: t(`axis_${scale}`),
    method: methodText(table, report.likelihood),
    rows: t("item"),
    decimals,
    isMeasured: true,
    valueText: (value) => figureText(value, decimals),
    terms: ["interval", "holm"],
  };
}
