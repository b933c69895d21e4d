"use client";

import { useState } from "react";
import { AddRow } from "@/app/_ui/add-row";
import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { SeriesKey } from "@/app/_ui/charts/series-mark";
import { atMost, FieldIssue, fieldClass, tiedField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { type Rows, useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";
import { type EditedOption, NEW_OPTION } from "../questionnaire/[key]/edited-question";
import { type OptionOrder, OptionRows } from "../questionnaire/[key]/option-rows";
import { QuestionWords } from "../questionnaire/question-words";

export interface EditedCohort {
  readonly id: string | null;
  readonly name: string;
}

export interface EditedAnswer extends EditedOption {
  /** The key of a cohort's row, or "screened-out", or "" for not chosen yet. */
  readonly leadsTo: string;
}

export interface EditedScreener {
  readonly text: string;
  readonly hint: string;
  readonly optionOrder: OptionOrder;
  readonly answers: readonly EditedAnswer[];
}

const MAX_COHORTS = 6;

const NEW_ANSWER: EditedAnswer = { ...NEW_OPTION, leadsTo: "" };

/** Cohorts, and the question whose answers lead to them. */
export function CohortFields({
  cohorts,
  cohortsStay,
  screener,
}: {
  cohorts: readonly EditedCohort[];
  /** Once people have been sorted into them, cohorts are only shown. */
  cohortsStay: boolean;
  /** Answers lead to places in the list of cohorts. */
  screener: EditedScreener;
}) {
  const cohortRows = useRows(cohorts);
  // Answers follow their cohort while it moves: they know the row, not the place.
  const [placed] = useState(() => cohortRows.rows.map((keyed) => keyed.key));
  const answers = screener.answers.map((answer) => ({
    ...answer,
    leadsTo: /^\d+$/.test(answer.leadsTo) ? (placed[Number(answer.leadsTo)] ?? "") : answer.leadsTo,
  }));
  return (
    <>
      <CohortPanel cohortRows={cohortRows} cohortsStay={cohortsStay} />
      <ScreenerPanel screener={{ ...screener, answers }} cohorts={cohortRows.rows} />
    </>
  );
}

function CohortPanel({
  cohortRows,
  cohortsStay,
}: {
  cohortRows: Rows<EditedCohort>;
  cohortsStay: boolean;
}) {
  const t = translator("studio");
  const { rows, add, update } = cohortRows;
  return (
    <Panel title={t("cohortsPanel")} lead={t(cohortsStay ? "cohortsStayLead" : "cohortsPanelLead")}>
      {rows.length === 0 ? <p className="text-ink-soft">{t("cohortsEmpty")}</p> : null}
      <ol className="grid gap-3">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const name = `cohorts.${index}.name`;
          return (
            <li key={key} className="flex flex-wrap items-center gap-2">
              <SeriesKey number={index + 1} paints={PAGE_PAINTS} />
              <input type="hidden" name={`cohorts.${index}.id`} value={row.id ?? ""} />
              <div className="min-w-40 flex-1">
                <FieldIssue name={name} />
                <input
                  {...tiedField(name)}
                  aria-label={t("cohortName", { place })}
                  readOnly={cohortsStay}
                  value={row.name}
                  onChange={(event) => update(key, { ...row, name: event.currentTarget.value })}
                  {...atMost(80)}
                  autoComplete="off"
                  className={fieldClass}
                />
              </div>
              {cohortsStay ? null : (
                <RowButtons of={cohortRows} at={index} what={t("cohortAt", { place })} />
              )}
            </li>
          );
        })}
      </ol>
      {cohortsStay ? null : (
        <AddRow count={rows.length} most={MAX_COHORTS} onAdd={() => add({ id: null, name: "" })}>
          {t("addCohort")}
        </AddRow>
      )}
    </Panel>
  );
}

function ScreenerPanel({
  screener,
  cohorts,
}: {
  screener: EditedScreener;
  cohorts: Rows<EditedCohort>["rows"];
}) {
  const t = translator("studio");
  return (
    <Panel title={t("screenerPanel")} lead={t("screenerPanelLead")}>
      <QuestionWords name="screener" words={screener} />
      <OptionRows
        name="screener"
        options={screener.answers.length > 0 ? screener.answers : [NEW_ANSWER]}
        empty={NEW_ANSWER}
        order={screener.optionOrder}
        marks={["other"]}
        beside={(answer, row) => <LeadsTo {...{ answer, cohorts, ...row }} />}
      />
    </Panel>
  );
}

/** Where an answer leads: to the row of a cohort, or out of the study. */
function LeadsTo({
  answer,
  cohorts,
  name,
  place,
  update,
}: {
  answer: EditedAnswer;
  cohorts: Rows<EditedCohort>["rows"];
  name: string;
  place: string;
  update: (answer: EditedAnswer) => void;
}) {
  const t = translator("studio");
  const cohortPlace = cohorts.findIndex((cohort) => cohort.key === answer.leadsTo);
  const chosen = cohortPlace >= 0 ? String(cohortPlace) : "";
  return (
    <div>
      <FieldIssue name={`${name}.leadsTo`} />
      <select
        {...tiedField(`${name}.leadsTo`)}
        aria-label={t("answerLeadsTo", { place })}
        value={answer.leadsTo === "screened-out" ? answer.leadsTo : chosen}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const cohort = /^\d+$/.test(value) ? cohorts[Number(value)] : null;
          update({ ...answer, leadsTo: cohort ? cohort.key : value });
        }}
        className={fieldClass}
      >
        <option value="">{t("leadsNowhere")}</option>
        {cohorts.map((cohort, index) => (
          <option key={cohort.key} value={String(index)}>
            {t("leadsToCohort", {
              name: cohort.row.name.trim() || t("cohortUnnamed", { place: String(index + 1) }),
            })}
          </option>
        ))}
        <option value="screened-out">{t("leadsOut")}</option>
      </select>
    </div>
  );
}
