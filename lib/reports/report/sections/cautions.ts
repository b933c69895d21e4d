import { translator } from "@/lib/i18n/translator";
import { listText } from "../../figure-text";
import { FEW_RESPONDENTS } from "../report-words";
import type { ReportSection, SectionBlock } from "./section";

/** What a reader must know before reading any of the charts. */
export const cautions: ReportSection = {
  key: "cautions",
  about: "those counted",
  read({ report }) {
    const t = translator("report");
    const [importance] = report.tables;
    if (!importance) return [];
    const few = importance.cohorts.filter(({ respondents }) => respondents < FEW_RESPONDENTS);
    const blocks: SectionBlock[] = [];
    if (report.cohorts.length === 1) {
      blocks.push({
        kind: "notice",
        tone: "information",
        title: t("oneCohortTitle"),
        lines: [t("oneCohort", { cohort: report.cohorts[0].name })],
      });
    }
    if (few.length > 0) {
      const cohorts = few.map(({ name, respondents }) =>
        t("fewCohort", { cohort: name, n: respondents }),
      );
      blocks.push({
        kind: "notice",
        tone: "warning",
        title: t("fewTitle"),
        lines: [t("few", { cohorts: listText(cohorts), least: FEW_RESPONDENTS })],
      });
    }
    return blocks.length === 0 ? [] : [{ id: this.key, title: null, blocks }];
  },
};
