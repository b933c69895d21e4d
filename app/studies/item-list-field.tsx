"use client";

import { useState } from "react";
import { TextArea } from "@/app/_ui/field";
import { FileField } from "@/app/_ui/file-field";
import { useMarkChanged } from "@/app/_ui/form-issues";
import { errorText, translator } from "@/lib/i18n/translator";
import { ITEM_LIST_BYTES } from "@/lib/studies/draft/upload-limits";
import { readItemList } from "@/lib/studies/items/item-list";

/** Rows shown of a long list; the count tells the rest. */
const ROWS_SHOWN = 200;

/** A field for an item list, pasted or from a file, that shows at once how it will be read. */
export function ItemListField({ name }: { name: string }) {
  const t = translator("studio");
  const markChanged = useMarkChanged();
  const [text, setText] = useState("");
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
          setText(await file.text());
          markChanged();
        }}
      />
      <ListPreview text={text} />
    </div>
  );
}

function ListPreview({ text }: { text: string }) {
  const t = translator("studio");
  if (text.trim() === "") return null;
  const { items, problems } = readItemList(text);
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
