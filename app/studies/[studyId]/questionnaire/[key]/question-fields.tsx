"use client";

import { useState } from "react";
import { SelectField, TextField } from "@/app/_ui/field";
import { KeptFields } from "@/app/_ui/kept-fields";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { QuestionWords } from "../question-words";
import { type EditedQuestion, NEW_OPTION } from "./edited-question";
import { OptionRows } from "./option-rows";
import { TypeFields } from "./own-fields";

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
  const edited = question.types.find((one) => one.type === type);
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
              setType(question.types.find((one) => one.type === value)?.type ?? type);
            }}
          >
            {question.types.map((known) => (
              <option key={known.type} value={known.type}>
                {t(`type_${known.type}`)}
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
        {/* What was typed for one type stays while another is looked at. */}
        {question.types.map((one) => (
          <KeptFields key={one.type} shown={one.type === type}>
            <TypeFields {...one} />
          </KeptFields>
        ))}
        <KeptFields shown={Boolean(edited?.marks)}>
          <OptionRows
            name="question"
            options={question.options}
            empty={NEW_OPTION}
            order={question.optionOrder}
            marks={edited?.marks ?? []}
          />
        </KeptFields>
      </Panel>
    </>
  );
}
