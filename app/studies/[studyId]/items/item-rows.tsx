"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/app/_ui/button";
import { atMost, FieldIssue, fieldClass, tiedField } from "@/app/_ui/field";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useStudyLanguage } from "@/app/_ui/study-language";
import { useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";
import type { EditedItem } from "@/lib/studies/items/schema";

const NEW_ITEM: EditedItem = { number: null, label: "", definition: "" };

/** The item list as rows of fields: a table on a wide screen, cards on a narrow one. */
export function ItemRows({ items }: { items: readonly EditedItem[] }) {
  const t = translator("studio");
  const lang = useStudyLanguage();
  const itemRows = useRows(items.length > 0 ? items : [NEW_ITEM]);
  const { rows, add } = itemRows;
  const list = useRef<HTMLOListElement>(null);
  const wantsFocus = useRef(false);
  const count = rows.length;
  useEffect(() => {
    if (!wantsFocus.current || count === 0) return;
    wantsFocus.current = false;
    list.current?.querySelector<HTMLElement>("li:last-child [name$='.label']")?.focus();
  }, [count]);
  return (
    <div className="grid grid-cols-1 gap-3">
      <div
        aria-hidden="true"
        className="hidden gap-3 border-b border-line-strong pb-2 text-sm font-semibold md:grid md:grid-cols-[2.5rem_minmax(0,2fr)_minmax(0,3fr)_7.25rem]"
      >
        <span className="text-end">{t("itemNumber")}</span>
        <span>{t("itemLabel")}</span>
        <span>{t("itemDefinition")}</span>
      </div>
      <ol ref={list} className="grid grid-cols-1 gap-3">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const name = `items.${index}`;
          return (
            <li
              key={key}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 rounded-md border border-line p-3 md:grid-cols-[2.5rem_minmax(0,2fr)_minmax(0,3fr)_7.25rem] md:gap-3 md:rounded-none md:border-0 md:p-0"
            >
              <span className="self-center text-sm tabular-nums text-ink-soft md:self-start md:pt-2.5 md:text-end">
                {row.number ?? t("itemNew")}
              </span>
              <input type="hidden" name={`${name}.number`} value={row.number ?? ""} />
              <div className="col-span-2 md:col-span-1">
                <FieldIssue name={`${name}.label`} />
                <textarea
                  {...tiedField(`${name}.label`)}
                  lang={lang}
                  aria-label={t("itemLabelOf", { place })}
                  placeholder={t("itemLabel")}
                  defaultValue={row.label}
                  rows={1}
                  {...atMost(160)}
                  className={`${fieldClass} field-sizing-content resize-none`}
                />
              </div>
              <div className="col-span-2 md:col-span-1">
                <FieldIssue name={`${name}.definition`} />
                <textarea
                  {...tiedField(`${name}.definition`)}
                  lang={lang}
                  aria-label={t("itemDefinitionOf", { place })}
                  placeholder={t("itemDefinition")}
                  defaultValue={row.definition}
                  rows={2}
                  {...atMost(1_000)}
                  className={`${fieldClass} field-sizing-content resize-none`}
                />
              </div>
              <div className="col-start-2 row-start-1 flex justify-end md:col-start-4">
                <RowButtons of={itemRows} at={index} what={t("itemAt", { place })} />
              </div>
            </li>
          );
        })}
      </ol>
      <div className="flex flex-wrap items-center gap-4">
        <Button
          onClick={() => {
            wantsFocus.current = true;
            add(NEW_ITEM);
          }}
        >
          {t("addItem")}
        </Button>
        <output className="text-sm text-ink-soft">{t("itemsCount", { count })}</output>
      </div>
    </div>
  );
}
