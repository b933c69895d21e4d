import { translator } from "@/lib/i18n/translator";
import { countText, figureText, momentText } from "../../figure-text";
import type { CohortReport } from "../read-cohort-report";
import type { ReportSection, SectionTable } from "./section";

const COUNTS = ["started", "complete", "unfinished", "screenedOut", "overQuota"] as const;

/** Who answered: how far the respondents of each cohort came. */
export const fieldwork: ReportSection = {
  key: "fieldwork",
  about: "all respondents",
  read({ report }) {
    const t = translator("report");
    const { dataUpTo, onOtherRevisions } = report;
    return [
      {
        id: this.key,
        title: t("responseTitle"),
        lead:
          dataUpTo === null
            ? t("responseLeadEmpty")
            : t("responseLead", { moment: momentText(dataUpTo) }),
        terms: ["cohort", "complete", "revision"],
        blocks: [
          { kind: "table", table: responseTable(report) },
          ...(onOtherRevisions > 0
            ? [
                {
                  kind: "text" as const,
                  text: t("otherRevisions", {
                    count: onOtherRevisions,
                    complete: completeElsewhere(report),
                  }),
                  isSmall: true,
                },
              ]
            : []),
        ],
      },
    ];
  },
};

/** Complete respondents of revisions that are counted apart. */
function completeElsewhere({ revisionGroups, complete }: CohortReport): number {
  return revisionGroups.reduce((sum, group) => sum + group.complete, 0) - complete;
}

function responseTable({ response }: CohortReport): SectionTable {
  const t = translator("report");
  const hasOverQuota = response.some(({ overQuota }) => overQuota > 0);
  const counts = COUNTS.filter((count) => count !== "overQuota" || hasOverQuota);
  const rows = response.map((line) => ({
    key: line.cohortId ?? "none",
    cells: {
      cohort: line.name ?? t("noCohort"),
      ...Object.fromEntries(counts.map((count) => [count, countText(line[count])])),
      minutes: line.medianMinutes === null ? "–" : figureText(line.medianMinutes, 1),
    },
  }));
  const sums = counts.map((count) => [
    count,
    countText(response.reduce((sum, line) => sum + line[count], 0)),
  ]);
  const total = { key: "total", cells: { cohort: t("total"), ...Object.fromEntries(sums) } };
  return {
    caption: t("responseTitle"),
    columns: [
      { key: "cohort", title: t("cohort") },
      ...counts.map((count) => ({ key: count, title: t(count), numeric: true })),
      { key: "minutes", title: t("medianMinutes"), numeric: true },
    ],
    rows: rows.length > 1 ? [...rows, total] : rows,
  };
}
