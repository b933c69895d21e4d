"use client";

import type { ComponentProps } from "react";
import { translator } from "@/lib/i18n/translator";
import type { Rows } from "./use-rows";

/** Moves a row of an editor up or down, or takes it away: small buttons with whole names. */
export function RowButtons<Row>({
  of: { rows, move, remove },
  at,
  what,
  moves = true,
  removes = true,
}: {
  of: Rows<Row>;
  /** The row's place, from 0. */
  at: number;
  /** What the row is called within a sentence: "answer 3". */
  what: string;
  moves?: boolean;
  removes?: boolean;
}) {
  const t = translator("common");
  const { key } = rows[at];
  const isFirst = at === 0;
  const isLast = at === rows.length - 1;
  return (
    <span className="flex shrink-0 gap-1">
      {/* A button at its end stays focusable: a row that was moved there keeps the keyboard's place. */}
      {moves ? (
        <>
          <IconButton
            label={t("moveUp", { what })}
            aria-disabled={isFirst}
            onClick={() => (isFirst ? undefined : move(key, -1))}
          >
            <path d="M4 10l4-4 4 4" />
          </IconButton>
          <IconButton
            label={t("moveDown", { what })}
            aria-disabled={isLast}
            onClick={() => (isLast ? undefined : move(key, 1))}
          >
            <path d="M4 6l4 4 4-4" />
          </IconButton>
        </>
      ) : null}
      {removes ? (
        <IconButton
          label={t("removeRow", { what })}
          data-removes=""
          onClick={(event) => {
            // The button goes with its row: the keyboard goes on at another.
            fieldBeside(event.currentTarget)?.focus();
            remove(key);
          }}
        >
          <path d="M4 4l8 8M12 4l-8 8" />
        </IconButton>
      ) : null}
    </span>
  );
}

/**
 * Where the keyboard goes on once a row is gone: the button that takes the next row away, or the one
 * before; where no row can go any more, the first field after the list, which adds one, else the last
 * before it.
 */
function fieldBeside(button: HTMLElement): HTMLElement | undefined {
  const row = button.closest("li");
  const rowsBeside = [row?.nextElementSibling, row?.previousElementSibling];
  for (const beside of rowsBeside) {
    const removes = beside?.querySelector<HTMLElement>("[data-removes]");
    if (removes) return removes;
  }
  const list = row?.parentElement;
  const form = list?.closest("form") ?? document.body;
  const fields = [
    ...form.querySelectorAll<HTMLElement>(
      "button, summary, select, textarea, input:not([type=hidden])",
    ),
  ].filter((field) => !field.closest("[hidden]") && !field.matches(":disabled"));
  const isAfter = (field: HTMLElement) =>
    list && list.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING;
  const outside = fields.filter((field) => !list?.contains(field));
  return outside.find(isAfter) ?? outside.at(-1);
}

function IconButton({ label, children, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="inline-grid size-9 place-items-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-30"
      {...rest}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        aria-hidden="true"
      >
        {children}
      </svg>
    </button>
  );
}
