import type { ReactNode } from "react";

/** A row of an editor that needs more than a line: its title, its buttons, and its fields beneath. */
export function RowCard({
  title,
  buttons,
  children,
}: {
  title: string;
  buttons: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="grid grid-cols-1 gap-4 rounded-md border border-line p-4">
      <div className="flex min-h-9 items-center justify-between gap-3">
        <h3 className="min-w-0 wrap-anywhere">{title}</h3>
        {buttons}
      </div>
      {children}
    </li>
  );
}
