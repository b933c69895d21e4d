import type { ReactNode } from "react";

/** Terms and what they are, as locked pages tell them. */
export function DetailList({ details }: { details: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid gap-4">
      {details.map(([term, value]) => (
        <div key={term} className="grid gap-1">
          <dt className="text-sm text-ink-soft">{term}</dt>
          <dd dir="auto" className="max-w-[65ch] whitespace-pre-line wrap-anywhere">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
