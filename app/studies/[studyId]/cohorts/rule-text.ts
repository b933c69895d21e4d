import type { RevisionContent } from "@/db/queries/revision-content";
import type { CohortRule } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { conditionText } from "../questionnaire/condition-text";

/** A rule in a sentence: when what holds, it leads where. */
export function ruleText(
  { when, outcome }: CohortRule,
  content: Pick<RevisionContent, "screens" | "cohorts">,
): string {
  const t = translator("studio");
  const cohort =
    outcome.kind === "cohort" ? content.cohorts.find(({ id }) => id === outcome.cohortId) : null;
  const leads = cohort ? t("leadsToCohort", { name: cohort.name }) : t("leadsOut");
  return t("ruleLeads", { condition: conditionText(when, content), outcome: leads });
}
