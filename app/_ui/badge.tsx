import type { ReactNode } from "react";

export type BadgeTone = "quiet" | "success" | "warning" | "accent";

const TONES: Record<BadgeTone, string> = {
  quiet: "border-line-strong text-ink-soft",
  success: "border-success bg-success-soft text-success",
  warning: "border-warning bg-warning-soft text-warning",
  accent: "border-accent bg-accent-soft text-accent",
};

/** A short word that says what state a thing is in. */
export function Badge({ tone = "quiet", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center whitespace-nowrap rounded-full border px-2.5 py-0.5 text-sm font-medium ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
