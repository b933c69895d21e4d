"use client";

import Link from "next/link";
import { FieldIssue } from "@/app/_ui/field";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";
import type { OrderedScreen } from "./ordered-screens";
import { ScreenLine } from "./screen-line";

/** The screens in their order, between the first and the last one, which stay. */
export function OrderFields({
  screens,
  base,
}: {
  screens: readonly OrderedScreen[];
  /** The address below which each screen has its own page. */
  base: string;
}) {
  const t = translator("studio");
  const list = useRows(screens.map(({ key }) => key));
  const fixed = (title: string) => (
    <li className="flex min-h-11 items-center rounded-md bg-sunken px-3 text-ink-soft">{title}</li>
  );
  return (
    <div id="field-order">
      <FieldIssue name="order" />
      <ol className="grid gap-2">
        {fixed(t("orderWelcome"))}
        {list.rows.map(({ key, row: screenKey }, index) => {
          // What a screen says may change while its row stays: it is edited elsewhere.
          const row = screens.find((screen) => screen.key === screenKey);
          return row ? (
            <li
              key={key}
              className="flex flex-wrap items-center justify-end gap-x-3 rounded-md border border-line px-3 py-1.5 sm:flex-nowrap"
            >
              <input type="hidden" name={`order.${index}.key`} value={row.key} />
              <ScreenLine screen={row} />
              <span className="flex shrink-0 items-center gap-2">
                <Link
                  className="link"
                  href={`${base}/${row.key}`}
                  aria-label={t("editScreen", { screen: row.text || row.kind })}
                >
                  {t("edit")}
                </Link>
                <RowButtons of={list} at={index} what={`${row.kind} ${row.text}`} removes={false} />
              </span>
            </li>
          ) : null;
        })}
        {fixed(t("orderEnd"))}
      </ol>
    </div>
  );
}
