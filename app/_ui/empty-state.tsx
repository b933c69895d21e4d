import type { ReactNode } from "react";

/** What will be here, and the first step towards it. */
export function EmptyState({
  title,
  text,
  action,
}: {
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-3 rounded-md border border-dashed border-line-strong p-8">
      <h2>{title}</h2>
      <p className="text-ink-soft">{text}</p>
      {action}
    </div>
  );
}
