"use client";

import { type ComponentProps, type FormEvent, type ReactNode, useContext } from "react";
import { errorText } from "@/lib/i18n/translator";
import { FormScope, useFieldIssue } from "./form-issues";
import { useStudyLanguage } from "./study-language";

/** The look of one control, for editors that lay their fields out themselves. */
export const fieldClass =
  "w-full min-h-10 rounded-md border border-line-strong bg-surface px-3 py-2 text-ink aria-invalid:border-2 aria-invalid:border-danger disabled:bg-sunken disabled:text-ink-soft";

interface FieldProps {
  /** The field's path in the form: its name, and where its messages are found. */
  name: string;
  label: string;
  hint?: ReactNode;
  /** What is wrong with it, where the form around it does not know. */
  error?: string;
}

/** Of a field that holds words of the study. */
interface WrittenField {
  readonly isStudyWords?: boolean;
}

/** Label, hint and message around one control, tied together for assistive technology. */
function Field({
  name,
  label,
  hint,
  error: ownError,
  children,
}: FieldProps & {
  children: (tied: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}) {
  const id = fieldId(name, useContext(FormScope));
  const formIssue = useFieldIssue(name);
  const error = ownError ?? formIssue;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      ) : null}
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      })}
    </div>
  );
}

/** The element id of a field, which the error summary links to. */
export function fieldId(name: string, scope = ""): string {
  return `field-${scope && `${scope}-`}${name.replaceAll(/[^\w-]/g, "-")}`;
}

/**
 * What ties a bare control to its name and to its message (FieldIssue), in a row of an editor. A page
 * has one editor of a kind, so these know no scope.
 */
export function tiedField(name: string) {
  return {
    id: fieldId(name),
    name,
    "aria-describedby": `${fieldId(name)}-error`,
    // What is typed may be in any script.
    dir: "auto" as const,
  };
}

/**
 * How long what is typed into a bare control may be. Nothing of it is cut, as a browser's own limit
 * would without a word: it is said, and the form is not sent.
 */
export function atMost(maximum: number | undefined) {
  if (maximum === undefined) return {};
  return {
    onInput: ({ currentTarget }: FormEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const found = currentTarget.value.trim().length;
      const said = found > maximum ? errorText("tooLongNow", { found, maximum }) : "";
      currentTarget.setCustomValidity(said);
      if (said) currentTarget.reportValidity();
    },
  };
}

/** The message of a bare control; nothing while it has none. */
export function FieldIssue({ name }: { name: string }) {
  const issue = useFieldIssue(name);
  return issue ? (
    <p id={`${fieldId(name)}-error`} className="mb-1 text-sm font-medium text-danger">
      {issue}
    </p>
  ) : null;
}

export function TextField({
  name,
  label,
  hint,
  error,
  className = "",
  maxLength,
  isStudyWords,
  ...rest
}: FieldProps & WrittenField & Omit<ComponentProps<"input">, "name">) {
  const lang = useStudyLanguage();
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(tied) => (
        <input
          name={name}
          dir="auto"
          lang={isStudyWords ? lang : undefined}
          className={`${fieldClass} ${className}`}
          {...atMost(maxLength)}
          {...rest}
          {...tied}
        />
      )}
    </Field>
  );
}

export function TextArea({
  name,
  label,
  hint,
  error,
  className = "",
  maxLength,
  isStudyWords,
  ...rest
}: FieldProps & WrittenField & Omit<ComponentProps<"textarea">, "name">) {
  const lang = useStudyLanguage();
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(tied) => (
        <textarea
          name={name}
          dir="auto"
          lang={isStudyWords ? lang : undefined}
          rows={3}
          className={`${fieldClass} field-sizing-content min-h-20 ${className}`}
          {...atMost(maxLength)}
          {...rest}
          {...tied}
        />
      )}
    </Field>
  );
}

export function SelectField({
  name,
  label,
  hint,
  error,
  className = "",
  children,
  ...rest
}: FieldProps & Omit<ComponentProps<"select">, "name">) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(tied) => (
        <select name={name} className={`${fieldClass} ${className}`} {...rest} {...tied}>
          {children}
        </select>
      )}
    </Field>
  );
}
