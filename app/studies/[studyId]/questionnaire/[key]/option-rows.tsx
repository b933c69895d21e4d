"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldIssue, fieldClass, SelectField, tiedField } from "@/app/_ui/field";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";
import type { OptionMark } from "@/lib/questionnaire/types/question-type";
import type { EditedOption } from "./edited-question";

/** With what an answer keeps among mixed ones: its place. */
type OfferedMark = OptionMark | "pinned";
export type OptionOrder = "fixed" | "random";

/** The answers of a question in their order, each with what it does besides being chosen. */
export function OptionRows<Option extends EditedOption>({
  name,
  options,
  empty,
  order: savedOrder,
  marks,
  beside,
}: {
  /** The path of the question in its form: "question". */
  name: string;
  options: readonly Option[];
  /** What a new one begins with. */
  empty: Option;
  order: OptionOrder;
  /** What an answer of this question can do, besides keeping its place among mixed ones. */
  marks: readonly OptionMark[];
  /** A further field of each answer, beside its label. */
  beside?: (
    option: Option,
    row: { name: string; place: string; update: (option: Option) => void },
  ) => ReactNode;
}) {
  const t = translator("studio");
  const list = useRows<Option>(options);
  const { rows, add, update } = list;
  const [order, setOrder] = useState(savedOrder);
  const offered: OfferedMark[] = order === "random" ? [...marks, "pinned"] : [...marks];
  return (
    <>
      <SelectField
        name={`${name}.optionOrder`}
        label={t("optionOrder")}
        value={order}
        onChange={(event) => {
          setOrder(event.currentTarget.value === "random" ? "random" : "fixed");
        }}
        className="sm:max-w-md"
      >
        <option value="fixed">{t("optionOrder_fixed")}</option>
        <option value="random">{t("optionOrder_random")}</option>
      </SelectField>
      <ol className="grid gap-4">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const path = `${name}.options.${index}`;
          return (
            <li
              key={key}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-1"
            >
              <input type="hidden" name={`${path}.id`} value={row.id} />
              <div
                className={`col-span-full grid grid-cols-1 items-start gap-2 sm:col-span-1 ${beside ? "sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]" : ""}`}
              >
                <div>
                  <FieldIssue name={`${path}.label`} />
                  <textarea
                    {...tiedField(`${path}.label`)}
                    aria-label={t("answerLabel", { place })}
                    placeholder={t("answerLabel", { place })}
                    defaultValue={row.label}
                    maxLength={200}
                    rows={1}
                    className={`${fieldClass} field-sizing-content block resize-none`}
                  />
                </div>
                {beside?.(row, { name: path, place, update: (next) => update(key, next) })}
              </div>
              <div className="flex flex-wrap gap-x-5 text-sm text-ink-soft">
                {offered.map((mark) => (
                  <div key={mark}>
                    <FieldIssue name={`${path}.${mark}`} />
                    <label className="flex min-h-9 items-center gap-2">
                      <input
                        type="checkbox"
                        {...tiedField(`${path}.${mark}`)}
                        aria-label={t(`option_${mark}_of`, { place })}
                        defaultChecked={row[mark]}
                        className="size-4"
                      />
                      {t(`option_${mark}`)}
                    </label>
                  </div>
                ))}
              </div>
              {/* Beside the label where there is room, else beside what the answer does. */}
              <div className="sm:col-start-2 sm:row-start-1">
                <RowButtons of={list} at={index} what={t("answerAt", { place })} />
              </div>
            </li>
          );
        })}
      </ol>
      <div className="grid justify-items-start gap-3">
        <Button onClick={() => add(empty)}>{t("addAnswer")}</Button>
        <PastedOptions onAdd={(labels) => add(...labels.map((label) => ({ ...empty, label })))} />
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
