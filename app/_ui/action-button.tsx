"use client";

import type { ReactNode } from "react";
import type { FormState } from "@/app/_http/action";
import { Button, type ButtonLook } from "./button";
import { useSavingAction } from "./use-saving-action";

/** A button that does one thing at once and says when it could not. */
export function ActionButton({
  action,
  look = "secondary",
  label,
  children,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  look?: ButtonLook;
  /** The whole name, where the words on the button need their row to be understood. */
  label?: string;
  children: ReactNode;
}) {
  const [state, submit, pending] = useSavingAction(action);
  return (
    <form action={submit} className="grid justify-items-end gap-1">
      <Button type="submit" look={look} aria-label={label} disabled={pending}>
        {children}
      </Button>
      {state.issues.map((issue) => (
        <p key={issue.message} role="alert" className="text-sm font-medium text-danger">
          {issue.message}
        </p>
      ))}
    </form>
  );
}
