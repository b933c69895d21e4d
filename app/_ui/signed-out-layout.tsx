import type { ReactNode } from "react";
import { translator } from "@/lib/i18n/translator";

/** The frame of the pages before somebody is signed in. */
export function SignedOutLayout({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children?: ReactNode;
}) {
  return (
    <main className="mx-auto grid max-w-md gap-6 px-4 py-16">
      <p className="font-semibold text-accent">{translator("common")("productName")}</p>
      <div className="grid gap-2">
        <h1>{title}</h1>
        {lead ? <p className="text-ink-soft">{lead}</p> : null}
      </div>
      {children}
    </main>
  );
}
