import { ActionForm } from "@/app/_ui/action-form";
import { SelectField } from "@/app/_ui/field";
import type { RevisionContent } from "@/db/queries/revision-content";
import type { CohortScreen } from "@/db/schema/screen-settings";
import { translator } from "@/lib/i18n/translator";
import { ruleParts } from "@/lib/studies/edited-parts";
import { toldParts } from "@/lib/studies/seen-parts";
import { formWords } from "../../form-words";
import { dependablesBefore } from "../questionnaire/[key]/dependables";
import { ShowWhenFields } from "../questionnaire/[key]/show-when-fields";
import { saveRules } from "./actions";
import { RuleRows } from "./rule-rows";
import { ruleText } from "./rule-text";

/** The rules over several answers that decide the cohort, and one more to add. */
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
  const saved = JSON.stringify(rules);
  return (
    <ActionForm
      action={saveRules.bind(null, studyId, saved)}
      words={formWords(t("saveRules"))}
      seen={toldParts(ruleParts(content))}
    >
      <RuleRows rules={rules.map((rule, at) => ({ at, text: ruleText(rule, content) }))} />
      <ShowWhenFields
        match="all"
        conditions={[]}
        dependables={dependables}
        words={{
          title: t("newRule"),
          lead: t("newRuleLead"),
          none: t("newRuleNobody"),
          nothing: t("newRuleNothing"),
        }}
      >
        <SelectField name="outcome" label={t("newRuleOutcome")} className="sm:max-w-md">
          {cohorts.map(({ id, name }) => (
            <option key={id} value={id}>
              {t("leadsToCohort", { name })}
            </option>
          ))}
          <option value="">{t("leadsOut")}</option>
        </SelectField>
      </ShowWhenFields>
    </ActionForm>
  );
}
