"use client";

import { FieldIssue } from "@/app/_ui/field";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useRows } from "@/app/_ui/use-rows";
import { translator } from "@/lib/i18n/translator";

export interface OrderedScreen {
  readonly key: string;
  /** What kind of screen it is, and what it says. */
  readonly kind: string;
  readonly text: string;
}

/** The screens in their order, between the first and the last one, which stay. */
export function OrderFields({ screens }: { screens: readonly OrderedScreen[] }) {
  const t = translator("studio");
  const { rows, move } = useRows(screens);
  const fixed = (title: string) => (
    <li className="flex min-h-11 items-center rounded-md bg-sunken px-3 text-ink-soft">{title}</li>
  );
  return (
    <div id="field-order">
      <FieldIssue name="order" />
      <ol className="grid gap-2">
        {fixed(t("orderWelcome"))}
        {rows.map(({ key, row }, index) => (
          <li
            key={key}
            className="flex items-center justify-between gap-3 rounded-md border border-line px-3 py-1.5"
          >
            <input type="hidden" name={`order.${index}.key`} value={row.key} />
            <span className="min-w-0">
              <span className="font-medium">{row.kind}</span>
              {row.text ? <span className="text-ink-soft"> {row.text}</span> : null}
            </span>
            <RowButtons
              words={{
                up: t("orderUp", { screen: `${row.kind} ${row.text}` }),
                down: t("orderDown", { screen: `${row.kind} ${row.text}` }),
              }}
              isFirst={index === 0}
              isLast={index === rows.length - 1}
              onMove={(by) => move(key, by)}
            />
          </li>
        ))}
        {fixed(t("orderEnd"))}
      </ol>
    </div>
  );
}
