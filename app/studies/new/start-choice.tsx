"use client";

import { useState } from "react";
import { ItemListField } from "@/app/studies/item-list-field";
import { translator } from "@/lib/i18n/translator";

/** What a study starts from; the list's field opens beneath its choice. */
export function StartChoice() {
  const t = translator("studio");
  const [from, setFrom] = useState("template");
  const option = (value: string, title: string, text: string) => (
    <div
      className={`grid gap-4 rounded-md border p-4 ${from === value ? "border-accent bg-accent-soft" : "border-line-strong bg-surface"}`}
    >
      <label className="flex items-start gap-3">
        <input
          type="radio"
          name="from"
          value={value}
          defaultChecked={value === "template"}
          onChange={() => setFrom(value)}
          className="mt-1 size-4 shrink-0"
        />
        <span className="grid gap-1">
          <span className="font-medium">{title}</span>
          <span className="max-w-[65ch] text-sm text-ink-soft">{text}</span>
        </span>
      </label>
      {value === "list" && from === "list" ? <ItemListField name="list" /> : null}
    </div>
  );
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">{t("newFrom")}</legend>
      {option("template", t("fromTemplate"), t("fromTemplateText"))}
      {option("ai-strategy", t("fromAiStrategy"), t("fromAiStrategyText"))}
      {option("list", t("fromList"), t("fromListText"))}
      {option("blank", t("fromBlank"), t("fromBlankText"))}
    </fieldset>
  );
}
