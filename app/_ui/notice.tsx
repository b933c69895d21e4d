import type { ReactNode } from "react";

export type NoticeTone = "information" | "success" | "warning" | "danger";

const TONES: Record<NoticeTone, string> = {
  information: "border-line-strong bg-sunken text-ink",
  success: "border-success bg-success-soft text-success",
  warning: "border-warning bg-warning-soft text-warning",
  danger: "border-danger bg-danger-soft text-danger",
};

/** A message that stands in the page: what happened or holds, and the next step. */
export function Notice({
  tone = "information",
  title,
  children,
}: {
  tone?: NoticeTone;
  title?: string;
  children?: ReactNode;
}) {
  return (
    <div className={`rounded-md border-s-4 px-4 py-3 ${TONES[tone]}`}>
      {title ? <p className="font-semibold">{title}</p> : null}
      {children}
    </div>
  );
}
