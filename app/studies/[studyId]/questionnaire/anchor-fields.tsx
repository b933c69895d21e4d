"use client";

import { Button } from "@/app/_ui/button";
import { SelectField, TextField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { RowCard } from "@/app/_ui/row-card";
import { useRows } from "@/app/_ui/use-rows";
import type { AnchorSettings } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { QuestionWords } from "./question-words";

export interface EditedAnchor extends AnchorSettings {
  readonly key: string | null;
}

/** Direct anchors: screens that judge each item of an exercise by itself. */
export function AnchorFields({
  anchors,
  exercises,
}: {
  anchors: readonly EditedAnchor[];
  /** Saved exercises, by their titles. */
  exercises: readonly { readonly key: string; readonly title: string }[];
}) {
  const t = translator("studio");
  const list = useRows(anchors);
  const { rows, add } = list;
  const addNext = () =>
    add({
      key: null,
      exercise: exercises[0]?.key ?? "",
      text: t("anchorUsualText"),
      hint: "",
      yesLabel: t("anchorUsualYes"),
      noLabel: t("anchorUsualNo"),
    });
  return (
    <Panel title={t("anchorsPanel")} lead={t("anchorsPanelLead")}>
      {rows.length === 0 ? <p className="text-ink-soft">{t("anchorsEmpty")}</p> : null}
      <ol className="grid gap-6">
        {rows.map(({ key, row }, index) => {
          const name = `anchors.${index}`;
          const place = String(index + 1);
          return (
            <RowCard
              key={key}
              title={t("anchorTitle", { place })}
              buttons={
                <RowButtons of={list} at={index} what={t("anchorAt", { place })} moves={false} />
              }
            >
              <input type="hidden" name={`${name}.key`} value={row.key ?? ""} />
              <SelectField
                name={`${name}.exercise`}
                label={t("anchorExercise")}
                defaultValue={row.exercise}
              >
                {exercises.map((exercise) => (
                  <option key={exercise.key} value={exercise.key}>
                    {exercise.title}
                  </option>
                ))}
              </SelectField>
              <QuestionWords name={name} words={row} />
              <div className="grid gap-4 sm:grid-cols-2">
                {(["yesLabel", "noLabel"] as const).map((label) => (
                  <TextField
                    key={label}
                    name={`${name}.${label}`}
                    label={t(`anchor_${label}`)}
                    defaultValue={row[label]}
                    maxLength={60}
                    autoComplete="off"
                  />
                ))}
              </div>
            </RowCard>
          );
        })}
      </ol>
      <div>
        <Button onClick={addNext}>{t("addAnchor")}</Button>
      </div>
    </Panel>
  );
}
