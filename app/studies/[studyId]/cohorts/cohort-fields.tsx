"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { SeriesKey } from "@/app/_ui/charts/series-mark";
import { FieldIssue, fieldClass, TextArea, TextField, tiedField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { type Rows, useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";

export interface EditedCohort {
  readonly id: string | null;
  readonly name: string;
}

export interface EditedAnswer {
  /** Empty for a new one. */
  readonly id: string;
  readonly label: string;
  /** The key of a cohort's row, or "screened-out", or "" for not chosen yet. */
  readonly leadsTo: string;
}

const MOST_COHORTS = 6;

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
  screener: { text: string; hint: string; answers: readonly EditedAnswer[] };
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
      <ScreenerPanel screener={{ ...screener, answers }} cohortRows={cohortRows} />
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
                  maxLength={80}
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
      {rows.length < MOST_COHORTS && !cohortsStay ? (
        <div>
          <Button onClick={() => add({ id: null, name: "" })}>{t("addCohort")}</Button>
        </div>
      ) : null}
    </Panel>
  );
}

function ScreenerPanel({
  screener,
  cohortRows,
}: {
  screener: { text: string; hint: string; answers: readonly EditedAnswer[] };
  cohortRows: Rows<EditedCohort>;
}) {
  const t = translator("studio");
  const list = useRows<EditedAnswer>(
    screener.answers.length > 0 ? screener.answers : [{ id: "", label: "", leadsTo: "" }],
  );
  const { rows, add, update } = list;
  return (
    <Panel title={t("screenerPanel")} lead={t("screenerPanelLead")}>
      <TextArea
        name="screener.text"
        label={t("questionText")}
        defaultValue={screener.text}
        maxLength={500}
        rows={2}
      />
      <TextField
        name="screener.hint"
        label={t("questionHint")}
        defaultValue={screener.hint}
        maxLength={500}
        autoComplete="off"
      />
      <ol className="grid gap-3">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const name = `screener.options.${index}`;
          const cohortPlace = cohortRows.rows.findIndex((cohort) => cohort.key === row.leadsTo);
          const chosen =
            row.leadsTo === "screened-out"
              ? row.leadsTo
              : cohortPlace >= 0
                ? String(cohortPlace)
                : "";
          return (
            <li
              key={key}
              className="grid grid-cols-1 gap-2 rounded-md border border-line p-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_auto] sm:items-start sm:border-0 sm:p-0"
            >
              <div>
                <input type="hidden" name={`${name}.id`} value={row.id} />
                <FieldIssue name={`${name}.label`} />
                <textarea
                  {...tiedField(`${name}.label`)}
                  aria-label={t("answerLabel", { place })}
                  placeholder={t("answerLabel", { place })}
                  defaultValue={row.label}
                  maxLength={200}
                  rows={1}
                  className={`${fieldClass} field-sizing-content resize-none`}
                />
              </div>
              <div>
                <FieldIssue name={`${name}.leadsTo`} />
                <select
                  {...tiedField(`${name}.leadsTo`)}
                  aria-label={t("answerLeadsTo", { place })}
                  value={chosen}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    const cohort = /^\d+$/.test(value) ? cohortRows.rows[Number(value)] : null;
                    update(key, { ...row, leadsTo: cohort ? cohort.key : value });
                  }}
                  className={fieldClass}
                >
                  <option value="">{t("leadsNowhere")}</option>
                  {cohortRows.rows.map((cohort, cohortIndex) => (
                    <option key={cohort.key} value={String(cohortIndex)}>
                      {t("leadsToCohort", {
                        name:
                          cohort.row.name.trim() ||
                          t("cohortUnnamed", { place: String(cohortIndex + 1) }),
                      })}
                    </option>
                  ))}
                  <option value="screened-out">{t("leadsOut")}</option>
                </select>
              </div>
              <RowButtons of={list} at={index} what={t("answerAt", { place })} />
            </li>
          );
        })}
      </ol>
      <div>
        <Button onClick={() => add({ id: "", label: "", leadsTo: "" })}>{t("addAnswer")}</Button>
      </div>
    </Panel>
  );
}
