import type { ReactNode } from "react";

/** A page's title says what it is; its one primary action stands at the top right. */
export function PageHeader({
  title,
  lead,
  action,
}: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-4">
      <div className="grid min-w-0 flex-[1_1_20rem] gap-1">
        <h1 className="wrap-anywhere">{title}</h1>
        {lead ? <p className="text-ink-soft">{lead}</p> : null}
      </div>
      {action}
    </header>
  );
}
