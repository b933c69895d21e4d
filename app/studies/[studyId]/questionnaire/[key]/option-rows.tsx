"use client";

import { useId, useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldIssue, fieldClass, tiedField } from "@/app/_ui/field";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useRows } from "@/app/_ui/use-rows";
import type { QuestionType } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { type EditedOption, NEW_OPTION } from "./edited-question";

type Mark = "other" | "exclusive" | "pinned" | "leadsOut";

/** The answers of a question, each with what it does besides being chosen. */
export function OptionRows({
  options,
  type,
  isMixed,
}: {
  options: readonly EditedOption[];
  type: QuestionType;
  isMixed: boolean;
}) {
  const t = translator("studio");
  const list = useRows<EditedOption>(options);
  const { rows, add } = list;
  const isChosen = type === "single" || type === "multiple";
  const marks: Mark[] = [
    ...(isChosen || type === "ranked" ? (["other"] as const) : []),
    ...(type === "multiple" ? (["exclusive"] as const) : []),
    ...(isMixed ? (["pinned"] as const) : []),
    ...(isChosen ? (["leadsOut"] as const) : []),
  ];
  return (
    <>
      <ol className="grid gap-4">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const name = `question.options.${index}`;
          return (
            <li key={key} className="grid gap-1">
              <input type="hidden" name={`${name}.id`} value={row.id} />
              <FieldIssue name={`${name}.label`} />
              <div className="flex items-start gap-2">
                <textarea
                  {...tiedField(`${name}.label`)}
                  aria-label={t("answerLabel", { place })}
                  defaultValue={row.label}
                  maxLength={200}
                  rows={1}
                  className={`${fieldClass} field-sizing-content min-w-0 flex-1 resize-none`}
                />
                <RowButtons of={list} at={index} what={t("answerAt", { place })} />
              </div>
              <div className="flex flex-wrap gap-x-5 text-sm text-ink-soft">
                {marks.map((mark) => (
                  <div key={mark}>
                    <FieldIssue name={`${name}.${mark}`} />
                    <label className="flex min-h-8 items-center gap-2">
                      <input
                        type="checkbox"
                        {...tiedField(`${name}.${mark}`)}
                        aria-label={t(`option_${mark}_of`, { place })}
                        defaultChecked={row[mark]}
                        className="size-4"
                      />
                      {t(`option_${mark}`)}
                    </label>
                  </div>
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      <div className="grid justify-items-start gap-3">
        <Button onClick={() => add(NEW_OPTION)}>{t("addAnswer")}</Button>
        <PastedOptions
          onAdd={(labels) => add(...labels.map((label) => ({ ...NEW_OPTION, label })))}
        />
      </div>
    </>
  );
}

/** Several answers at once, from a document or a spreadsheet's column. */
function PastedOptions({ onAdd }: { onAdd: (labels: readonly string[]) => void }) {
  const t = translator("studio");
  const id = useId();
  const [text, setText] = useState("");
  const labels = text
    .split(/\r?\n/)
    .map((line) => line.trim().slice(0, 200))
    .filter((line) => line !== "");
  return (
    <details className="w-full">
      <summary className="link cursor-pointer py-1">{t("pasteAnswers")}</summary>
      <div className="grid gap-2 pt-2">
        <label htmlFor={id} className="text-sm text-ink-soft">
          {t("pasteAnswersHint")}
        </label>
        <textarea
          id={id}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          rows={4}
          className={`${fieldClass} field-sizing-content`}
        />
        <div>
          <Button
            disabled={labels.length === 0}
            onClick={() => {
              onAdd(labels);
              setText("");
            }}
          >
            {t("pasteAnswersAdd", { count: labels.length })}
          </Button>
        </div>
      </div>
    </details>
  );
}
