"use client";

import { useState } from "react";
import { errorText } from "@/lib/i18n/translator";
import { FieldIssue, tiedField } from "./field";

/**
 * A file to choose, with what is wrong with it. One that is larger than what can be sent, or that
 * cannot be read, is told at once, and its form is not sent.
 */
export function FileField({
  name,
  label,
  accept,
  mostBytes,
  required = false,
  onFile,
}: {
  name: string;
  label: string;
  accept: string;
  mostBytes: number;
  required?: boolean;
  /** Called with a file that is small enough; says what is wrong with it, or nothing. */
  onFile?: (file: File) => Promise<string>;
}) {
  const [problem, setProblem] = useState("");
  return (
    <label className="grid grid-cols-1 gap-1">
      <span className="font-medium">{label}</span>
      <FieldIssue name={name} />
      <span role="status" className="text-sm font-medium text-danger empty:hidden">
        {problem}
      </span>
      <input
        {...tiedField(name)}
        type="file"
        accept={accept}
        required={required}
        className="w-full text-sm file:me-3 file:min-h-10 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-4 file:text-ink"
        onChange={async ({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          const isTooLarge = file !== undefined && file.size > mostBytes;
          const said = isTooLarge
            ? errorText("fileLarge", { megabytes: mostBytes / 1_000_000 })
            : ((file && (await onFile?.(file))) ?? "");
          setProblem(said);
          currentTarget.setCustomValidity(said);
        }}
      />
    </label>
  );
}
