import type { ReactNode } from "react";

/**
 * Fields that a choice above them can put aside: they are neither seen, nor sent, nor checked then,
 * and keep what was typed for when the choice is taken back.
 */
export function KeptFields({ shown, children }: { shown: boolean; children: ReactNode }) {
  return (
    <fieldset className="contents" hidden={!shown} disabled={!shown}>
      {children}
    </fieldset>
  );
}
