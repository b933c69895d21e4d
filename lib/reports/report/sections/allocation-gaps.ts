import { gapContent } from "./gap-content";
import type { ReportSection } from "./section";

/** What the cohorts give each item, now or as it should be, and where they differ: one a question. */
export const allocationGaps: ReportSection = {
  key: "allocation-gaps",
  about: "those counted",
  read: ({ report }) =>
    report.tables.flatMap((table) => (table.allocation ? [gapContent(report, table)] : [])),
};
