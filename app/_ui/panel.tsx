import type { ReactNode } from "react";

/** A titled part of a page. */
export function Panel({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid grid-cols-1 gap-4 rounded-lg border border-line bg-surface p-5 sm:p-6 print:block print:border-0 print:p-0 print:*:mb-4">
      <div className="flex break-after-avoid flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <h2>{title}</h2>
          {lead ? <p className="text-sm text-ink-soft">{lead}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
