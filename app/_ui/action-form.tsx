"use client";

import {
  Fragment,
  type ReactNode,
  startTransition,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import type { FormState } from "@/app/_http/action";
import { translator } from "@/lib/i18n/translator";
import { Button, type ButtonLook } from "./button";
import { ErrorSummary } from "./error-summary";
import { FormChanged, FormIssues, FormScope, NO_ISSUES } from "./form-issues";
import { LoadStored } from "./load-stored";
import { useLeaveGuard } from "./use-leave-guard";
import { useSavingAction } from "./use-saving-action";

/**
 * A form that saves by a server action. It keeps what was typed after an error, shows the messages
 * above and beside the fields, says when it has saved, warns before leaving
 * with unsaved changes, and works as a plain form without script.
 */
export function ActionForm({
  action,
  words,
  submitLook = "primary",
  children,
  footer,
  className = "grid grid-cols-1 gap-6",
  keepsInReach = false,
  scope = "",
  seen,
  outcome,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  words: { submit: string; saving: string; saved: string; errorTitle: string };
  submitLook?: ButtonLook;
  children: ReactNode;
  footer?: ReactNode;
  className?: string;
  /** For a form longer than a screen: its button stays at the lower edge while the form is seen. */
  keepsInReach?: boolean;
  /** Tells its fields from those of another form with the same names on the page. */
  scope?: string;
  /**
   * What its fields are drawn from, sent along as "seen": an action refuses a form that was drawn
   * before somebody else saved. The fields start anew whenever it changes, unless they hold changes
   * of their own: those stay, and so does what they were drawn from, until somebody asks for what
   * is stored.
   */
  seen?: string;
  /** What an action gave back to be seen, above the fields. */
  outcome?: (state: FormState) => ReactNode;
}) {
  const [state, submit, pending] = useSavingAction(action);
  const [changed, setChanged] = useState(false);
  const changes = useRef({ made: 0, sent: 0 });
  const markChanged = useCallback(() => {
    changes.current.made += 1;
    setChanged(true);
  }, []);

  useEffect(() => {
    // What was typed while it was being saved is not saved.
    if (state.savedAt !== null) setChanged(changes.current.made > changes.current.sent);
  }, [state]);

  const [drawn, setDrawn] = useState(seen);
  /** The refusal after which the stored was loaded. */
  const [settled, setSettled] = useState<FormState>();
  const [loads, setLoads] = useState(0);
  const loadStored = () => {
    setChanged(false);
    setSettled(state);
    setLoads(loads + 1);
  };
  const t = translator("common");
  const issues = state === settled ? NO_ISSUES : state.issues;
  const focused = useRef("");
  useEffect(() => {
    if (seen === drawn || changed || pending) return;
    focused.current = document.activeElement?.id ?? "";
    setDrawn(seen);
  }, [seen, drawn, changed, pending]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only after the fields were drawn anew
  useEffect(() => {
    const wasInside = focused.current !== "" && document.activeElement === document.body;
    if (wasInside) document.getElementById(focused.current)?.focus();
    focused.current = "";
  }, [drawn]);

  // The button that was pressed is gone; the fields that came in its place are what it was for.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (loads === 0) return;
    form.current?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  }, [loads]);

  useLeaveGuard(changed);

  return (
    <form
      ref={form}
      className={className}
      action={submit}
      data-changed={changed || undefined}
      onChange={markChanged}
      onSubmit={(event) => {
        // React empties a form after its action; handing the data over by hand keeps what was typed.
        event.preventDefault();
        // Saving redraws the page, and with it another form whose changes nobody saved.
        const forms = [...document.querySelectorAll("form[data-changed]")];
        const losesOthers = forms.some((form) => form !== event.currentTarget);
        if (losesOthers && !window.confirm(t("saveBeside"))) return;
        const { submitter } = event.nativeEvent as SubmitEvent;
        const data = new FormData(event.currentTarget, submitter);
        changes.current.sent = changes.current.made;
        startTransition(() => submit(data));
      }}
    >
      <FormScope value={scope}>
        <ErrorSummary title={words.errorTitle} issues={issues}>
          {state.isStale ? <LoadStored words={t("dropAndLoadStored")} onLoad={loadStored} /> : null}
        </ErrorSummary>
        {outcome?.(state)}
        {state.notes?.map((note) => (
          <p key={note} role="status" className="text-sm">
            {note}
          </p>
        ))}
        <FormIssues value={issues}>
          {seen === undefined ? null : <input type="hidden" name="seen" value={drawn} />}
          <FormChanged value={markChanged}>
            <Fragment key={`${loads} ${drawn}`}>{children}</Fragment>
          </FormChanged>
        </FormIssues>
      </FormScope>
      <div
        data-in-reach={keepsInReach || undefined}
        className={`flex flex-wrap items-center gap-4 ${keepsInReach ? "sticky bottom-0 z-[1] -mx-1 border-t border-line bg-paper px-1 py-3 in-[.bg-surface]:bg-surface" : ""}`}
      >
        <Button type="submit" look={submitLook} disabled={pending}>
          {pending ? words.saving : words.submit}
        </Button>
        {footer}
        <output className="text-sm text-ink-soft">
          {state.savedAt !== null && !changed && !pending ? words.saved : ""}
        </output>
      </div>
    </form>
  );
}
