"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { atMost, FieldIssue, fieldClass, SelectField, tiedField } from "@/app/_ui/field";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useStudyLanguage } from "@/app/_ui/study-language";
import { useRows } from "@/app/_ui/use-rows";
import { readPastedLabels } from "@/lib/files/delimited-text";
import { isBlank } from "@/lib/i18n/blank";
import { errorText, translator } from "@/lib/i18n/translator";
import { MAX_OPTION_LABEL } from "@/lib/questionnaire/limits";
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
  const lang = useStudyLanguage();
  const list = useRows<Option>(options);
  const { rows, add, addInPlaceOf, update } = list;
  const rowList = useRef<HTMLOListElement>(null);
  const addPasted = (labels: readonly string[]) => {
    // Rows in which nothing was written were waiting for these.
    const written = rowList.current?.querySelectorAll("textarea") ?? [];
    const blank = rows.filter(({ row }, at) => row.id === "" && isBlank(written[at]?.value ?? ""));
    addInPlaceOf(
      new Set(blank.map(({ key }) => key)),
      ...labels.map((label) => ({ ...empty, label })),
    );
  };
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
      <ol ref={rowList} className="grid gap-4">
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
                    lang={lang}
                    aria-label={t("answerLabel", { place })}
                    placeholder={t("answerLabel", { place })}
                    defaultValue={row.label}
                    {...atMost(MAX_OPTION_LABEL)}
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
                        checked={row[mark]}
                        onChange={(event) =>
                          update(key, { ...row, [mark]: event.currentTarget.checked })
                        }
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
        <PastedOptions onAdd={addPasted} />
      </div>
    </>
  );
}

/** Several answers at once, from a document or a spreadsheet's column. */
function PastedOptions({ onAdd }: { onAdd: (labels: readonly string[]) => void }) {
  const t = translator("studio");
  const id = useId();
  const [text, setText] = useState("");
  const { labels, marks, unclosedQuoteAt } = readPastedLabels(text);
  const problems = [
    unclosedQuoteAt === null ? "" : errorText("listQuote", { line: unclosedQuoteAt }),
    ...labels.flatMap((label, at) =>
      label.length > MAX_OPTION_LABEL
        ? [
            t("pasteAnswersLong", {
              place: String(at + 1),
              found: String(label.length),
              maximum: String(MAX_OPTION_LABEL),
            }),
          ]
        : [],
    ),
  ].filter(Boolean);
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
          className={`${fieldClass} field-sizing-content max-h-64`}
        />
        <div aria-live="polite" className="grid gap-1 text-sm">
          {problems.map((problem) => (
            <p key={problem} className="font-medium text-danger">
              {problem}
            </p>
          ))}
          {marks ? <p className="text-ink-soft">{t(`pasteMarks_${marks}`)}</p> : null}
          {labels.length > 0 ? (
            <ol className="grid max-h-64 list-decimal gap-1 overflow-auto ps-8">
              {labels.map((label, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
                <li key={at} className="whitespace-pre-line wrap-anywhere">
                  {label}
                </li>
              ))}
            </ol>
          ) : null}
        </div>
        <div>
          <Button
            disabled={labels.length === 0 || problems.length > 0}
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
