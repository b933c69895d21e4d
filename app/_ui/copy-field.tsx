"use client";

import { useId, useState } from "react";
import { Button } from "./button";

/** A text to take along (a link), with a button that copies it and says so. */
export function CopyField({
  label,
  value,
  words,
}: {
  label: string;
  value: string;
  words: { copy: string; copied: string };
}) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="min-h-10 min-w-0 flex-1 rounded-md border border-line-strong bg-sunken px-3 font-mono text-sm"
        />
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(value);
            setCopied(true);
          }}
        >
          {words.copy}
        </Button>
      </div>
      <output className="text-sm text-ink-soft">{copied ? words.copied : ""}</output>
    </div>
  );
}
