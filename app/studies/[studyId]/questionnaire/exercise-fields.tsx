"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { SelectField, TextArea, TextField } from "@/app/_ui/field";
import { KeptFields } from "@/app/_ui/kept-fields";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { RowCard } from "@/app/_ui/row-card";
import { useRows } from "@/app/_ui/use-rows";
import {
  type DualAnchor,
  type ExerciseSettings,
  type ExerciseTexts,
  RESPONSE_MODES,
} from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { MOST_HOLDOUTS, MOST_REPEATS } from "@/lib/maxdiff/design/check-tasks";

/** An exercise as it is edited: the main one, one of its own, or the mirror of another. */
export interface EditedExercise {
  readonly key: string | null;
  readonly kind: "main" | "own" | "mirror";
  readonly settings: ExerciseSettings;
}

/** What an exercise can be made of. */
export interface ExerciseParts {
  /** The names of the further lists. */
  readonly lists: readonly string[];
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
  /** Saved exercises that a mirror can ask again. */
  readonly mirrored: readonly { readonly key: string; readonly title: string }[];
}

/** The study's exercises, the main one first. */
export function ExerciseFields({
  exercises,
  parts,
  texts,
}: {
  exercises: readonly EditedExercise[];
  parts: ExerciseParts;
  /** The study's own, which new exercises start with. */
  texts: ExerciseTexts;
}) {
  const t = translator("studio");
  const list = useRows(exercises);
  const { rows, add } = list;
  const addOf = (kind: "own" | "mirror") => {
    const mirror = { of: parts.mirrored[0]?.key ?? "", views: [] };
    const isMirror = kind === "mirror";
    const title = isMirror ? t("mirrorUsualTitle") : "";
    const choiceQuestion = isMirror ? t("mirrorUsualQuestion") : texts.choiceQuestion;
    const settings = { type: "maxdiff" as const, title, texts: { ...texts, choiceQuestion } };
    add({ key: null, kind, settings: isMirror ? { ...settings, mirror } : settings });
  };
  return (
    <Panel title={t("exercisesPanel")} lead={t("exercisesPanelLead")}>
      <ol className="grid gap-6">
        {rows.map(({ key, row }, index) => {
          const name = `exercises.${index}`;
          const place = String(index + 1);
          return (
            <RowCard
              key={key}
              title={t(`exerciseKind_${row.kind}`)}
              buttons={
                <RowButtons
                  of={list}
                  at={index}
                  what={t("exerciseAt", { place })}
                  moves={false}
                  removes={row.kind !== "main"}
                />
              }
            >
              <input type="hidden" name={`${name}.key`} value={row.key ?? ""} />
              <input type="hidden" name={`${name}.kind`} value={row.kind} />
              <TextField
                isStudyWords
                name={`${name}.title`}
                label={t("exerciseTitle")}
                hint={t(row.kind === "main" ? "exerciseTitleHintMain" : "exerciseTitleHint")}
                defaultValue={row.settings.title ?? ""}
                maxLength={80}
                autoComplete="off"
              />
              {row.kind === "own" ? <ListField name={name} row={row} lists={parts.lists} /> : null}
              {row.kind === "mirror" ? <MirrorFields name={name} row={row} parts={parts} /> : null}
              {row.kind === "main" ? null : <TextsFields name={name} row={row} texts={texts} />}
              <div className="grid gap-4 sm:grid-cols-2">
                <SelectField
                  name={`${name}.asking`}
                  label={t("asking")}
                  defaultValue={row.settings.asking ?? "together"}
                >
                  {RESPONSE_MODES.map((mode) => (
                    <option key={mode} value={mode}>
                      {t(`asking_${mode}`)}
                    </option>
                  ))}
                </SelectField>
                <AnchoredFields name={name} saved={row.settings.anchor ?? null} />
                {row.kind === "mirror" ? null : <CheckFields name={name} settings={row.settings} />}
              </div>
            </RowCard>
          );
        })}
      </ol>
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => addOf("own")}>{t("addExercise")}</Button>
        {parts.cohorts.length > 1 && parts.mirrored.length > 0 ? (
          <Button onClick={() => addOf("mirror")}>{t("addMirror")}</Button>
        ) : null}
      </div>
    </Panel>
  );
}

/** How many tasks are asked beside those of the design. */
function CheckFields({ name, settings }: { name: string; settings: ExerciseSettings }) {
  const t = translator("studio");
  const { repeats = 0, holdouts = [] } = settings;
  const fields = [
    { field: "repeats", asked: repeats, most: MOST_REPEATS },
    { field: "holdouts", asked: holdouts.length, most: MOST_HOLDOUTS },
  ] as const;
  return fields.map(({ field, asked, most }) => (
    <SelectField
      key={field}
      name={`${name}.${field}`}
      label={t(field)}
      hint={t(`${field}Hint`)}
      defaultValue={String(asked)}
    >
      {Array.from({ length: most + 1 }, (_, number) => (
        <option key={String(number)} value={String(number)}>
          {number === 0 ? t("checksNone") : number}
        </option>
      ))}
    </SelectField>
  ));
}

function usualAnchor(): DualAnchor {
  const t = translator("studio");
  return {
    question: t("dualUsualQuestion"),
    all: t("dualUsual_all"),
    some: t("dualUsual_some"),
    none: t("dualUsual_none"),
  };
}

function ListField({
  name,
  row,
  lists,
}: {
  name: string;
  row: EditedExercise;
  lists: readonly string[];
}) {
  const t = translator("studio");
  return (
    <SelectField
      name={`${name}.list`}
      label={t("exerciseList")}
      hint={t("exerciseListHint")}
      defaultValue={row.settings.list ?? ""}
    >
      <option value="">{t("mainList")}</option>
      {lists.map((list) => (
        <option key={list} value={list}>
          {list}
        </option>
      ))}
    </SelectField>
  );
}

function MirrorFields({
  name,
  row,
  parts,
}: {
  name: string;
  row: EditedExercise;
  parts: ExerciseParts;
}) {
  const t = translator("studio");
  const { cohorts, mirrored } = parts;
  const { mirror } = row.settings;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField name={`${name}.mirror.of`} label={t("mirrorOf")} defaultValue={mirror?.of}>
        {mirrored.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </SelectField>
      {cohorts.length === 2 ? (
        <p className="self-end pb-2 text-sm text-ink-soft">{t("mirrorOther")}</p>
      ) : (
        cohorts.map((cohort, index) => {
          const view = `${name}.mirror.views.${index}`;
          return (
            <div key={cohort.id}>
              <input type="hidden" name={`${view}.cohortId`} value={cohort.id} />
              <SelectField
                name={`${view}.asCohortId`}
                label={t("mirrorView", { cohort: cohort.name })}
                defaultValue={
                  mirror?.views.find(({ cohortId }) => cohortId === cohort.id)?.asCohortId ?? ""
                }
              >
                <option value="">{t("mirrorViewNone")}</option>
                {cohorts
                  .filter(({ id }) => id !== cohort.id)
                  .map(({ id, name: other }) => (
                    <option key={id} value={id}>
                      {other}
                    </option>
                  ))}
              </SelectField>
            </div>
          );
        })
      )}
    </div>
  );
}

function TextsFields({
  name,
  row,
  texts,
}: {
  name: string;
  row: EditedExercise;
  texts: ExerciseTexts;
}) {
  const t = translator("studio");
  const own = row.settings.texts ?? texts;
  return (
    <>
      <TextArea
        isStudyWords
        name={`${name}.texts.choiceQuestion`}
        label={t("text_choiceQuestion")}
        defaultValue={own.choiceQuestion}
        maxLength={500}
        rows={2}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {(["bestLabel", "worstLabel"] as const).map((label) => (
          <TextField
            key={label}
            isStudyWords
            name={`${name}.texts.${label}`}
            label={t(`text_${label}`)}
            defaultValue={own[label]}
            maxLength={60}
            autoComplete="off"
          />
        ))}
      </div>
    </>
  );
}

/** The words of a dual response. */
/** Whether it is asked after each task what of it matters, and with which words. */
function AnchoredFields({ name, saved }: { name: string; saved: DualAnchor | null }) {
  const t = translator("studio");
  const [isDual, setIsDual] = useState(saved !== null);
  const [anchor] = useState(() => saved ?? usualAnchor());
  return (
    <>
      <SelectField
        name={`${name}.anchored`}
        label={t("anchored")}
        value={isDual ? "dual" : "none"}
        onChange={(event) => setIsDual(event.currentTarget.value === "dual")}
      >
        <option value="none">{t("anchored_none")}</option>
        <option value="dual">{t("anchored_dual")}</option>
      </SelectField>
      <KeptFields shown={isDual}>
        <DualFields name={`${name}.anchor`} anchor={anchor} />
      </KeptFields>
    </>
  );
}

function DualFields({ name, anchor }: { name: string; anchor: DualAnchor }) {
  const t = translator("studio");
  return (
    <fieldset className="col-span-full grid gap-4">
      <legend className="mb-2 text-sm text-ink-soft">{t("dualLead")}</legend>
      <TextField
        isStudyWords
        name={`${name}.question`}
        label={t("dualQuestion")}
        defaultValue={anchor.question}
        maxLength={500}
        autoComplete="off"
      />
      <div className="grid gap-4 sm:grid-cols-3">
        {(["all", "some", "none"] as const).map((answer) => (
          <TextField
            key={answer}
            isStudyWords
            name={`${name}.${answer}`}
            label={t(`dual_${answer}`)}
            defaultValue={anchor[answer]}
            maxLength={60}
            autoComplete="off"
          />
        ))}
      </div>
    </fieldset>
  );
}
