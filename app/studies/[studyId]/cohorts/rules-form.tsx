import { ActionForm } from "@/app/_ui/action-form";
import type { RevisionContent } from "@/db/queries/revision-content";
import type { CohortScreen } from "@/db/schema/screen-settings";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { ruleParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import { dependablesBefore, editedConditions } from "../questionnaire/[key]/dependables";
import { saveRules } from "./actions";
import { RuleFields } from "./rule-fields";

/** The rules over several answers that decide the cohort, saved by themselves. */
export function RulesForm({
  studyId,
  content,
  screener,
}: {
  studyId: string;
  content: RevisionContent;
  screener: CohortScreen;
}) {
  const t = translator("studio");
  const { cohorts, screens } = content;
  const { rules = [] } = screener.settings;
  // Its own answer counts, the cohort does not: that is what is being decided.
  const next = screens[screens.findIndex(({ key }) => key === screener.key) + 1]?.key ?? null;
  const dependables = dependablesBefore(content, next).filter(
    ({ about }) => about !== "the-cohort",
  );
  return (
    <ActionForm
      action={saveRules.bind(null, studyId)}
      words={formWords(t("saveRules"))}
      seen={editSnapshot(ruleParts(content))}
    >
      <RuleFields
        rules={rules.map(({ when, outcome }) => ({
          match: when.match,
          conditions: editedConditions(when),
          outcome: outcome.kind === "cohort" ? outcome.cohortId : "",
        }))}
        dependables={dependables}
        cohorts={cohorts.map(({ id, name }) => ({ id, name }))}
      />
    </ActionForm>
  );
}
