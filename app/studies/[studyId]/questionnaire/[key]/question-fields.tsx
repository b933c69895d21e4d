"use client";

import { useState } from "react";
import { SelectField, TextField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import type { QuestionType } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { QuestionWords } from "../question-words";
import { type EditedQuestion, NEW_OPTION } from "./edited-question";
import { type OptionMark, OptionRows } from "./option-rows";

const TYPES: readonly QuestionType[] = [
  "single",
  "multiple",
  "ranked",
  "number",
  "text",
  "constant-sum",
  "percentage",
];

/** What an answer can do, by the type of its question. */
const MARKS: Partial<Record<QuestionType, readonly Exclude<OptionMark, "pinned">[]>> = {
  single: ["other", "leadsOut"],
  multiple: ["other", "exclusive", "leadsOut"],
  ranked: ["other"],
};

/** What a question asks, and how it is answered. */
export function QuestionFields({
  question,
  name,
  nameStays,
  isNew,
  isFirst,
}: {
  question: EditedQuestion;
  /** Its name in exports; empty for one that is to be made up. */
  name: string;
  nameStays: boolean;
  isNew: boolean;
  /** Where a new one is put unless another place is chosen. */
  isFirst: boolean;
}) {
  const t = translator("studio");
  const [type, setType] = useState(question.type);
  const hasOptions = type !== "number" && type !== "text";
  return (
    <>
      <Panel title={t("questionPanel")}>
        <QuestionWords
          name="question"
          words={question}
          textHint={t("questionPiping", { place: "{{name}}" })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="question.type"
            label={t("questionType")}
            value={type}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setType(TYPES.find((known) => known === value) ?? type);
            }}
          >
            {TYPES.map((known) => (
              <option key={known} value={known}>
                {t(`type_${known}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            name="key"
            label={t("questionKey")}
            hint={t(nameStays ? "questionKeyStays" : "questionKeyHint")}
            defaultValue={name}
            readOnly={nameStays}
            maxLength={40}
            pattern="[a-z][a-z0-9_]*"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          {isNew ? (
            <SelectField
              name="place"
              label={t("questionPlace")}
              defaultValue={isFirst ? "first" : "before-tasks"}
            >
              <option value="first">{t("place_first")}</option>
              <option value="before-tasks">{t("place_before-tasks")}</option>
              <option value="last">{t("place_last")}</option>
            </SelectField>
          ) : null}
        </div>
        <label className="flex items-center gap-3">
          <input
            type="checkbox"
            name="question.required"
            defaultChecked={question.required}
            className="size-4"
          />
          {t("questionRequired")}
        </label>
      </Panel>
      <Panel title={t("answersPanel")} lead={t(`type_${type}_lead`)}>
        <TypeNumbers type={type} question={question} />
        {hasOptions ? (
          <OptionRows
            name="question"
            options={question.options}
            empty={NEW_OPTION}
            order={question.optionOrder}
            marks={MARKS[type] ?? []}
          />
        ) : null}
      </Panel>
    </>
  );
}

/** The few numbers and words that a type needs besides its answers. */
function TypeNumbers({ type, question }: { type: QuestionType; question: EditedQuestion }) {
  const t = translator("studio");
  const number = (name: "topN" | "total" | "decimals" | "maxLength", least: number) => (
    <TextField
      name={`question.${name}`}
      label={t(`question_${name}`)}
      type="number"
      inputMode="numeric"
      min={least}
      defaultValue={question[name]}
    />
  );
  const bound = (name: "minimum" | "maximum") => (
    <TextField
      name={`question.${name}`}
      label={t(`question_${name}`)}
      type="number"
      step="any"
      defaultValue={question[name] ?? ""}
    />
  );
  const grid = "grid gap-4 sm:grid-cols-2 lg:grid-cols-4";
  switch (type) {
    case "ranked":
      return <div className={grid}>{number("topN", 1)}</div>;
    case "constant-sum":
      return <div className={grid}>{number("total", 10)}</div>;
    case "text":
      return <div className={grid}>{number("maxLength", 1)}</div>;
    case "number":
      return (
        <div className={grid}>
          <TextField
            name="question.unit"
            label={t("question_unit")}
            defaultValue={question.unit}
            maxLength={40}
            autoComplete="off"
          />
          {bound("minimum")}
          {bound("maximum")}
          {number("decimals", 0)}
        </div>
      );
    default:
      return null;
  }
}
