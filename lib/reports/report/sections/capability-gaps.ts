import { gapContent } from "./gap-content";
import type { ReportSection } from "./section";

/** How important the cohorts find each item, and where they differ. */
export const capabilityGaps: ReportSection = {
  key: "capability-gaps",
  about: "those counted",
  read: ({ report, all }) =>
    report.tables.flatMap((table) => (table.allocation ? [] : [gapContent(report, table, all)])),
};
