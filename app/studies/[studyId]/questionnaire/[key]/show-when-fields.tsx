"use client";

import { type ReactNode, useRef, useState } from "react";
import { AddRow } from "@/app/_ui/add-row";
import { FieldIssue, fieldClass, fieldId, SelectField, tiedField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";

/** Something earlier that a screen can depend on. */
export interface Dependable {
  /** The question's key, "key.row" for a row of a grid, or "the-cohort". */
  readonly about: string;
  readonly label: string;
  /** What is said of it: options, or a bound. */
  readonly kind: "answer" | "number" | "date";
  /** Empty where a bound is said. */
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

export interface EditedCondition {
  readonly about: string;
  readonly is: string;
  readonly chosen: readonly string[];
  readonly value: string;
}

/** Who is shown a screen: everybody, or those whose earlier answers meet conditions. */
export function ShowWhenFields(
  edited: Pick<Parameters<typeof ConditionRows>[0], "match" | "conditions" | "dependables">,
) {
  const t = translator("studio");
  const none = t(edited.dependables.length === 0 ? "showWhenNothing" : "showWhenAlways");
  return (
    <Panel title={t("showWhenPanel")} lead={t("showWhenLead")}>
      <ConditionRows name="showWhen" words={{ match: t("showWhenMatch"), none }} {...edited} />
    </Panel>
  );
}

/** Conditions on earlier answers, all or any of which have to hold. */
export function ConditionRows({
  name,
  match,
  conditions,
  dependables,
  words,
}: {
  /** The path of what they decide in its form. */
  name: string;
  match: "all" | "any";
  conditions: readonly EditedCondition[];
  dependables: readonly Dependable[];
  /** What asks for all or any of them, and what is said while there is none. */
  words: { match: string; none: string };
}) {
  const t = translator("studio");
  const list = useRows(conditions);
  const { rows, add, update } = list;
  const [combined, setCombined] = useState(match);
  return (
    <>
      <div id={fieldId(name)} className="empty:hidden">
        <FieldIssue name={name} />
        {rows.length === 0 ? <p className="text-ink-soft">{words.none}</p> : null}
      </div>
      {rows.length > 1 ? (
        <SelectField
          name={`${name}.match`}
          label={words.match}
          value={combined}
          onChange={(event) => setCombined(event.currentTarget.value === "any" ? "any" : "all")}
          className="sm:max-w-md"
        >
          <option value="all">{t("showWhenMatch_all")}</option>
          <option value="any">{t("showWhenMatch_any")}</option>
        </SelectField>
      ) : null}
      <ol className="grid grid-cols-1 gap-4">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          return (
            <li key={key} className="grid grid-cols-1 gap-3 rounded-md bg-sunken p-4">
              <ConditionFields
                place={place}
                name={`${name}.conditions.${index}`}
                condition={row}
                dependables={dependables}
                onChange={(condition) => update(key, condition)}
                buttons={
                  <RowButtons
                    of={list}
                    at={index}
                    what={t("conditionAt", { place })}
                    moves={false}
                  />
                }
              />
            </li>
          );
        })}
      </ol>
      {dependables.length > 0 ? (
        <AddRow
          count={rows.length}
          most={MAX_CONDITIONS}
          onAdd={() => add(newCondition(dependables))}
        >
          {t("addCondition")}
        </AddRow>
      ) : null}
    </>
  );
}

const MAX_CONDITIONS = 12;

/** A condition about the first thing there is, with no answer chosen yet. */
export function newCondition(dependables: readonly Dependable[]): EditedCondition {
  return { about: dependables[0]?.about ?? "", is: "one-of", chosen: [], value: "" };
}

function ConditionFields({
  place,
  name,
  condition,
  dependables,
  onChange,
  buttons,
}: {
  place: string;
  name: string;
  condition: EditedCondition;
  dependables: readonly Dependable[];
  onChange: (condition: EditedCondition) => void;
  buttons: ReactNode;
}) {
  const t = translator("studio");
  const about = dependables.find((one) => one.about === condition.about);
  const bound = about && about.kind !== "answer" ? about.kind : null;
  const operators = bound ? (["at-least", "at-most"] as const) : (["one-of", "none-of"] as const);
  /** What was chosen about something else before, for when it is chosen again. */
  const saidOf = useRef(new Map<string, EditedCondition>());
  return (
    <>
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 flex-1 grid-cols-1 gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
          <select
            {...tiedField(`${name}.about`)}
            aria-label={t("conditionAbout", { place })}
            value={condition.about}
            onChange={(event) => {
              const next = event.currentTarget.value;
              saidOf.current.set(condition.about, condition);
              const said = saidOf.current.get(next);
              onChange(said ?? { about: next, is: "", chosen: [], value: "" });
            }}
            className={fieldClass}
          >
            {about ? null : <option value={condition.about}>{condition.about}</option>}
            {dependables.map((one) => (
              <option key={one.about} value={one.about}>
                {one.label}
              </option>
            ))}
          </select>
          <select
            {...tiedField(`${name}.is`)}
            key={condition.about}
            aria-label={t("conditionIs", { place })}
            value={operators.find((operator) => operator === condition.is) ?? operators[0]}
            onChange={(event) => onChange({ ...condition, is: event.currentTarget.value })}
            className={fieldClass}
          >
            {operators.map((operator) => (
              <option key={operator} value={operator}>
                {t(`operator_${operator}`)}
              </option>
            ))}
          </select>
        </div>
        {buttons}
      </div>
      <FieldIssue name={`${name}.options`} />
      <FieldIssue name={`${name}.cohortIds`} />
      <FieldIssue name={`${name}.value`} />
      {bound ? (
        <>
          <input type="hidden" name={`${name}.kind`} value={bound} />
          <input
            {...tiedField(`${name}.value`)}
            aria-label={t("conditionValue", { place })}
            type={bound}
            step={bound === "number" ? "any" : undefined}
            value={condition.value}
            onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
            className={`${fieldClass} max-w-48`}
          />
        </>
      ) : (
        <fieldset
          key={condition.about}
          id={fieldId(`${name}.options`)}
          className="grid gap-1"
          aria-label={t("conditionAnswers", { place })}
        >
          {about?.options.map((option, index) => (
            <label key={option.id} className="flex min-h-8 items-start gap-2 py-1 text-sm">
              <input
                type="checkbox"
                name={`${name}.options.${index}.id`}
                value={option.id}
                checked={condition.chosen.includes(option.id)}
                onChange={(event) => {
                  const others = condition.chosen.filter((id) => id !== option.id);
                  const chosen = event.currentTarget.checked ? [...others, option.id] : others;
                  onChange({ ...condition, chosen });
                }}
                className="mt-0.5 size-4 shrink-0"
              />
              <span className="min-w-0 wrap-anywhere">{option.label}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
