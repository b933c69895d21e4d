"use client";

import { useState } from "react";
import { SelectField, TextArea } from "@/app/_ui/field";
import { FileField } from "@/app/_ui/file-field";
import { useMarkChanged } from "@/app/_ui/form-issues";
import { readTextFile } from "@/lib/files/text-file";
import { errorText, translator } from "@/lib/i18n/translator";
import { ITEM_LIST_BYTES } from "@/lib/studies/draft/upload-limits";
import {
  LIST_DELIMITERS,
  type ListReading,
  type ReadList,
  readItemList,
} from "@/lib/studies/items/item-list";

/** Rows shown of a long list; the count tells the rest. */
const ROWS_SHOWN = 200;

/** A field for an item list, pasted or from a file, that shows at once how it will be read. */
export function ItemListField({ name }: { name: string }) {
  const t = translator("studio");
  const markChanged = useMarkChanged();
  const [text, setText] = useState("");
  /** How it is to be read, where the preview was not what was meant. */
  const [chosen, setChosen] = useState<Partial<ListReading>>({});
  return (
    <div className="grid grid-cols-1 gap-3">
      <TextArea
        name={name}
        label={t("listField")}
        hint={t("listHint")}
        rows={8}
        className="max-h-96 min-h-48 font-mono text-sm"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FileField
        name="file"
        label={t("listFile")}
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        mostBytes={ITEM_LIST_BYTES}
        onFile={async (file) => {
          const read = readTextFile(new Uint8Array(await file.arrayBuffer()));
          if (read.text === null) {
            if (read.foreign === null) return errorText("fileEncoding");
            return errorText("fileForeign", { kind: read.foreign });
          }
          setText(read.text);
          setChosen({});
          markChanged();
          return "";
        }}
      />
      <ListPreview name={name} text={text} chosen={chosen} onChoice={setChosen} />
    </div>
  );
}

function ListPreview({
  name,
  text,
  chosen,
  onChoice,
}: {
  name: string;
  text: string;
  chosen: Partial<ListReading>;
  onChoice: (chosen: Partial<ListReading>) => void;
}) {
  const t = translator("studio");
  if (text.trim() === "") return null;
  const list = readItemList(text, chosen);
  const { items, problems } = list;
  const without = items.filter((item) => item.definition === "").length;
  return (
    <section className="grid gap-2 rounded-md border border-line bg-sunken p-4" aria-live="polite">
      <p className="font-medium">
        {[
          t("previewCount", { count: items.length }),
          without > 0 ? t("previewMissing", { count: without }) : "",
          problems.length > 0 ? t("previewProblems", { count: problems.length }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {problems.length > 0 ? (
        <ul className="grid gap-1 text-sm font-medium text-danger">
          {problems.slice(0, 20).map((problem) => (
            <li key={`${problem.line} ${problem.key}`}>{errorText(problem.key, problem.values)}</li>
          ))}
        </ul>
      ) : null}
      <ListReadingFields
        name={name}
        list={list}
        onChange={(changed) => onChoice({ ...chosen, ...changed })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="max-h-72 overflow-auto" aria-label={t("previewCaption")} tabIndex={0}>
        <ol className="grid gap-1.5 text-sm">
          {items.slice(0, ROWS_SHOWN).map((item, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
              key={index}
              className="grid grid-cols-[2rem_minmax(0,1fr)] gap-2"
            >
              <span className="text-end tabular-nums text-ink-soft">{index + 1}</span>
              <span>
                <span className="font-medium">{item.label}</span>
                <span className="text-ink-soft"> {item.definition || t("noDefinition")}</span>
              </span>
            </li>
          ))}
        </ol>
      </section>
    </section>
  );
}

/** How a list of several columns is read, and the ways to have it read otherwise. */
function ListReadingFields({
  name,
  list: { reading, columns, unread, marks },
  onChange,
}: {
  name: string;
  list: ReadList;
  onChange: (changed: Partial<ListReading>) => void;
}) {
  const t = translator("studio");
  const isTable = columns.length > 1 || reading.delimiter === "none" || reading.hasHeading;
  const column = (at: number) =>
    t("readAsColumn", { place: String(at + 1), name: columns[at]?.trim().slice(0, 40) ?? "" });
  return (
    <>
      {marks ? <p className="text-sm">{t(`readMarks_${marks}`)}</p> : null}
      {unread.length > 0 ? (
        <p className="text-sm font-medium">
          {t("readWithout", { columns: unread.map(column).join("; ") })}
        </p>
      ) : null}
      {isTable ? (
        <fieldset className="grid gap-3 sm:grid-cols-2">
          <legend className="mb-1 text-sm font-medium">{t("readAsTitle")}</legend>
          <SelectField
            name={`${name}.delimiter`}
            label={t("readAsDelimiter")}
            value={reading.delimiter}
            onChange={(event) => {
              const delimiter = LIST_DELIMITERS.find((one) => one === event.currentTarget.value);
              onChange({
                delimiter,
                hasHeading: undefined,
                label: undefined,
                definition: undefined,
              });
            }}
          >
            {LIST_DELIMITERS.map((delimiter) => (
              <option key={delimiter} value={delimiter}>
                {t(`delimiter_${delimiter}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            name={`${name}.hasHeading`}
            label={t("readAsHeading")}
            value={String(reading.hasHeading)}
            onChange={(event) => onChange({ hasHeading: event.currentTarget.value === "true" })}
          >
            <option value="true">{t("heading_true")}</option>
            <option value="false">{t("heading_false")}</option>
          </SelectField>
          <SelectField
            name={`${name}.label`}
            label={t("readAsLabel")}
            value={String(reading.label)}
            onChange={(event) => onChange({ label: Number(event.currentTarget.value) })}
          >
            {columns.map((_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <option key={at} value={String(at)}>
                {column(at)}
              </option>
            ))}
          </SelectField>
          <SelectField
            name={`${name}.definition`}
            label={t("readAsDefinition")}
            value={String(reading.definition)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              onChange({
                definition: value === "rest" || value === "none" ? value : Number(value),
              });
            }}
          >
            <option value="none">{t("readAsNone")}</option>
            <option value="rest">{t("readAsRest")}</option>
            {columns.map((_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <option key={at} value={String(at)}>
                {column(at)}
              </option>
            ))}
          </SelectField>
        </fieldset>
      ) : null}
    </>
  );
}
