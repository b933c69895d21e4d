"use client";

import { type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { fieldId } from "./field";
import { FormScope } from "./form-issues";

/** Everything wrong with a form, above it, each line leading to its field; it takes focus when it comes. */
export function ErrorSummary({
  title,
  issues,
  children,
}: {
  title: string;
  issues: readonly { path: string; message: string }[];
  /** What can be done about all of it at once. */
  children?: ReactNode;
}) {
  const scope = useContext(FormScope);
  const summary = useRef<HTMLDivElement>(null);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (issues.length > 0) summary.current?.focus();
    setNames(new Map(issues.map(({ path }) => [path, fieldName(path, scope)])));
  }, [issues, scope]);
  if (issues.length === 0) return null;
  return (
    <div
      ref={summary}
      role="alert"
      tabIndex={-1}
      className="rounded-md border-2 border-danger bg-surface p-4"
    >
      <h2 className="text-danger">{title}</h2>
      <ul className="mt-2 grid gap-1">
        {issues.map((issue) => (
          <li key={`${issue.path} ${issue.message}`}>
            {issue.path ? (
              <a className="text-danger underline" href={`#${fieldId(issue.path, scope)}`}>
                {names.get(issue.path) ? `${names.get(issue.path)}: ` : ""}
                {issue.message}
              </a>
            ) : (
              issue.message
            )}
          </li>
        ))}
      </ul>
      <div className="mt-4 empty:hidden">{children}</div>
    </div>
  );
}

/** What the page calls the field, so that "this is needed" says what is. */
function fieldName(path: string, scope: string): string {
  const field = path === "" ? null : document.getElementById(fieldId(path, scope));
  const label =
    field && "labels" in field && field.labels instanceof NodeList ? field.labels : null;
  return field?.getAttribute("aria-label") ?? label?.item(0)?.textContent ?? "";
}
