"use client";

import type { ReactNode } from "react";
import { translator } from "@/lib/i18n/translator";
import { Button } from "./button";

/** Adds a row to an editor that holds only so many; once it does, that is said in the button's place. */
export function AddRow({
  count,
  most,
  onAdd,
  children,
}: {
  count: number;
  most: number;
  onAdd: () => void;
  children: ReactNode;
}) {
  return (
    <div aria-live="polite">
      {count < most ? (
        <Button onClick={onAdd}>{children}</Button>
      ) : (
        <p className="text-sm text-ink-soft">
          {translator("common")("mostRows", { maximum: String(most) })}
        </p>
      )}
    </div>
  );
}
