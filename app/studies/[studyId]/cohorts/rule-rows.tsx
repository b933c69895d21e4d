"use client";

import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";

/** A saved rule: its place in the saved list, and what it says. */
export interface SavedRule {
  readonly at: number;
  readonly text: string;
}

/** The rules in the order they are tried: they move and go, and what one says stays. */
export function RuleRows({ rules }: { rules: readonly SavedRule[] }) {
  const t = translator("studio");
  const list = useRows(rules);
  const { rows } = list;
  return (
    <Panel title={t("rulesPanel")} lead={t("rulesLead")}>
      {rows.length === 0 ? <p className="text-ink-soft">{t("rulesEmpty")}</p> : null}
      <ol className="grid gap-3">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          return (
            <li key={key} className="flex items-start justify-between gap-3">
              <input type="hidden" name={`rules.${index}.at`} value={row.at} />
              <p className="min-w-0 break-words py-1.5">
                {place}. {row.text}
              </p>
              <RowButtons of={list} at={index} what={t("ruleAt", { place })} />
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
