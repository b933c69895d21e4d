"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { FormState } from "@/app/_http/action";
import { translator } from "@/lib/i18n/translator";
import { Button, type ButtonLook } from "./button";
import { NO_ISSUES } from "./form-issues";
import { LoadStored } from "./load-stored";
import { useSavingAction } from "./use-saving-action";

/**
 * A button that asks before it acts. The question names the thing, the text its consequence; focus
 * goes into the dialog and comes back to the button, as the browser's own dialog does it.
 */
export function ConfirmDialog({
  look = "danger",
  words,
  action,
  children,
}: {
  look?: ButtonLook;
  words: { open: string; title: string; confirm: string; confirming: string; cancel: string };
  action: (state: FormState, form: FormData) => Promise<FormState>;
  children?: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [state, submit, pending] = useSavingAction(action);
  /** The refusal after which the stored was loaded. */
  const [settled, setSettled] = useState<FormState>();
  const issues = state === settled ? NO_ISSUES : state.issues;
  const loadStored = () => {
    setSettled(state);
    dialog.current?.close();
  };
  useEffect(() => {
    if (state.savedAt !== null) dialog.current?.close();
  }, [state]);
  return (
    <>
      <Button look={look} onClick={() => dialog.current?.showModal()}>
        {words.open}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-full max-w-lg rounded-lg border border-line bg-surface p-6 text-ink shadow-lg backdrop:bg-black/50"
      >
        <form action={submit} className="grid gap-4">
          <h2 id={titleId}>{words.title}</h2>
          {children}
          {issues.length > 0 ? (
            <ul role="alert" className="grid gap-1 font-medium text-danger">
              {issues.map((issue) => (
                <li key={issue.message}>{issue.message}</li>
              ))}
            </ul>
          ) : null}
          {issues.length > 0 && state.isStale ? (
            <LoadStored words={translator("common")("loadStored")} onLoad={loadStored} />
          ) : null}
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>{words.cancel}</Button>
            <Button
              type="submit"
              look={look === "danger" ? "danger" : "primary"}
              disabled={pending}
            >
              {pending ? words.confirming : words.confirm}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
