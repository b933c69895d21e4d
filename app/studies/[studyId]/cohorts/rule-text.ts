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
  const condition = conditionText(when, content);
  if (outcome.kind === "screened-out") return t("ruleLeadsOut", { condition });
  const cohort = content.cohorts.find(({ id }) => id === outcome.cohortId);
  return t("ruleLeadsTo", { condition, cohort: cohort?.name ?? "" });
}
