"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useRef } from "react";

export type StepState = "done" | "attention" | "locked" | "open";

export interface NavStep {
  readonly href: string;
  readonly title: string;
  readonly state: StepState;
  /** The state in words, for those who do not see its sign. */
  readonly stateText: string;
}

/**
 * The steps of a piece of work, in order, each with its state: a list at the side, and on a narrow
 * screen one line that opens it.
 */
export function StepNav({ label, steps }: { label: string; steps: readonly NavStep[] }) {
  const path = usePathname();
  const menu = useRef<HTMLDetailsElement>(null);
  // A page below a step belongs to it; the longest address that leads here is the nearest.
  const here = steps
    .filter((step) => path === step.href || path.startsWith(`${step.href}/`))
    .reduce((nearest, step) => (step.href.length > nearest.href.length ? step : nearest), steps[0]);
  const list = (
    <ol className="grid gap-1">
      {steps.map((step) => (
        <li key={step.href}>
          <Link
            href={step.href}
            // A step can be dear to draw: none is before somebody asks for it.
            prefetch={false}
            aria-current={step.href === here.href ? "page" : undefined}
            onClick={() => menu.current?.removeAttribute("open")}
            className="flex min-h-10 items-center gap-3 rounded-md px-3 py-1.5 text-ink no-underline hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold"
          >
            <StateSign state={step.state} />
            <span className="min-w-0 flex-1">{step.title}</span>
            {step.stateText ? <span className="sr-only">, {step.stateText}</span> : null}
          </Link>
        </li>
      ))}
    </ol>
  );
  return (
    <nav aria-label={label} className="no-print">
      <details ref={menu} className="group rounded-lg border border-line bg-surface lg:hidden">
        <summary className="flex min-h-12 list-none items-center gap-3 px-3 [&::-webkit-details-marker]:hidden">
          <StateSign state={here.state} />
          <span className="flex-1 font-semibold">{here.title}</span>
          <svg
            width="16"
            height="16"
            viewBox="0 0 16 16"
            aria-hidden="true"
            className="transition-transform group-open:rotate-180"
          >
            <path d="M3 6l5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </summary>
        <div className="border-t border-line p-2">{list}</div>
      </details>
      <div className="sticky top-6 hidden lg:block">{list}</div>
    </nav>
  );
}

/** Each state has a shape of its own, so that none is told by colour alone. */
function StateSign({ state }: { state: StepState }) {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" className="shrink-0">
      {state === "done" ? (
        <g className="text-success">
          <circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M5.5 9.2l2.4 2.4 4.6-5" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </g>
      ) : null}
      {state === "attention" ? (
        <g className="text-warning">
          <circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M9 4.8v5" stroke="currentColor" strokeWidth="1.8" />
          <circle cx="9" cy="12.4" r="1.1" fill="currentColor" />
        </g>
      ) : null}
      {state === "locked" ? (
        <g className="text-ink-soft">
          <rect x="4" y="8" width="10" height="7" rx="1.5" fill="currentColor" />
          <path d="M6 8V6a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </g>
      ) : null}
      {state === "open" ? (
        <circle
          cx="9"
          cy="9"
          r="3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          className="text-line-strong"
        />
      ) : null}
    </svg>
  );
}
