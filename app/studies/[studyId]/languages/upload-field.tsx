"use client";

import { FieldIssue, tiedField } from "@/app/_ui/field";

/** A file to choose, with what is wrong with it. */
export function UploadField({ name, label }: { name: string; label: string }) {
  return (
    <label className="grid grid-cols-1 gap-1">
      <span className="font-medium">{label}</span>
      <FieldIssue name={name} />
      <input
        {...tiedField(name)}
        type="file"
        accept=".csv,.xlf,.xliff,.xml,text/csv,application/xliff+xml"
        className="w-full text-sm file:me-3 file:min-h-10 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-4 file:text-ink"
      />
    </label>
  );
}
