import type { GapChartData } from "@/lib/charts/gap-chart-data";
import type { CohortReport } from "../read-cohort-report";
import { allCohorts } from "./all-cohorts";
import { allocationGaps } from "./allocation-gaps";
import { capabilityGaps } from "./capability-gaps";
import { cautions } from "./cautions";
import { dataQuality } from "./data-quality";
import { fieldwork } from "./fieldwork";
import { method } from "./method";
import { otherQuestions } from "./other-questions";
import type { ReportSection, SectionContent, SectionContext } from "./section";

/** The sections of a report in the order in which they are read. A further one is a line here. */
const REPORT_SECTIONS: readonly ReportSection[] = [
  fieldwork,
  cautions,
  capabilityGaps,
  allocationGaps,
  allCohorts,
  otherQuestions,
  dataQuality,
  method,
];

/** All that a report says of all respondents, or of those counted. */
export function sectionsOf(
  context: SectionContext,
  about: ReportSection["about"],
): SectionContent[] {
  return REPORT_SECTIONS.filter((section) => section.about === about).flatMap((section) =>
    section.read(context),
  );
}

/** The charts of a report that can be had as files, each named by its id. */
export function chartsOf(report: CohortReport): GapChartData[] {
  const context = { report, all: null, milliseconds: 0 };
  return REPORT_SECTIONS.flatMap((section) => section.read(context)).flatMap(
    ({ chart }) => chart ?? [],
  );
}
