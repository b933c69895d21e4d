"use client";

import { AddRow } from "@/app/_ui/add-row";
import { SelectField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { RowCard } from "@/app/_ui/row-card";
import { useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";
import {
  ConditionRows,
  type Dependable,
  type EditedCondition,
  newCondition,
} from "../questionnaire/[key]/show-when-fields";

export interface EditedRule {
  readonly match: "all" | "any";
  readonly conditions: readonly EditedCondition[];
  /** The id of a cohort; empty for out of the study. */
  readonly outcome: string;
}

const MAX_RULES = 30;

/** The rules that decide the cohort over several answers, in the order they are tried. */
export function RuleFields({
  rules,
  dependables,
  cohorts,
}: {
  rules: readonly EditedRule[];
  dependables: readonly Dependable[];
  cohorts: readonly { readonly id: string; readonly name: string }[];
}) {
  const t = translator("studio");
  const list = useRows(rules);
  const { rows, add } = list;
  const newRule: EditedRule = {
    match: "all",
    conditions: [newCondition(dependables)],
    outcome: cohorts[0]?.id ?? "",
  };
  return (
    <Panel title={t("rulesPanel")} lead={t("rulesLead")}>
      {rows.length === 0 ? (
        <p className="text-ink-soft">
          {t(dependables.length === 0 ? "rulesNothing" : "rulesEmpty")}
        </p>
      ) : null}
      <ol className="grid gap-6">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const name = `rules.${index}`;
          return (
            <RowCard
              key={key}
              title={t("ruleTitle", { place })}
              buttons={<RowButtons of={list} at={index} what={t("ruleAt", { place })} />}
            >
              <ConditionRows
                name={`${name}.when`}
                match={row.match}
                conditions={row.conditions}
                dependables={dependables}
                words={{ match: t("ruleMatch"), none: t("ruleOfNobody") }}
              />
              <SelectField
                name={`${name}.outcome`}
                label={t("ruleOutcome")}
                defaultValue={row.outcome}
                className="sm:max-w-md"
              >
                {cohorts.map(({ id, name: cohort }) => (
                  <option key={id} value={id}>
                    {t("leadsToCohort", { name: cohort })}
                  </option>
                ))}
                <option value="">{t("leadsOut")}</option>
              </SelectField>
            </RowCard>
          );
        })}
      </ol>
      {dependables.length > 0 ? (
        <AddRow count={rows.length} most={MAX_RULES} onAdd={() => add(newRule)}>
          {t("addRule")}
        </AddRow>
      ) : null}
    </Panel>
  );
}
