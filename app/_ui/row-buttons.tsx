"use client";

import type { ComponentProps } from "react";

/** Moves a row up or down, or takes it away: small buttons with whole names. */
export function RowButtons({
  words,
  isFirst,
  isLast,
  onMove,
  onRemove,
}: {
  words: { up: string; down: string; remove?: string };
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove?: () => void;
}) {
  return (
    <span className="flex shrink-0 gap-1">
      {/* A button at its end stays focusable: a row that was moved there keeps the keyboard's place. */}
      <IconButton
        label={words.up}
        aria-disabled={isFirst}
        onClick={() => (isFirst ? undefined : onMove(-1))}
      >
        <path d="M4 10l4-4 4 4" />
      </IconButton>
      <IconButton
        label={words.down}
        aria-disabled={isLast}
        onClick={() => (isLast ? undefined : onMove(1))}
      >
        <path d="M4 6l4 4 4-4" />
      </IconButton>
      {onRemove && words.remove ? (
        <IconButton label={words.remove} onClick={onRemove}>
          <path d="M4 4l8 8M12 4l-8 8" />
        </IconButton>
      ) : null}
    </span>
  );
}

export function IconButton({
  label,
  children,
  ...rest
}: ComponentProps<"button"> & { label: string }) {
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
