"use client";

import { translator } from "@/lib/i18n/translator";
import { Button } from "./_ui/button";

export default function ErrorPage({ reset }: { reset: () => void }) {
  const t = translator("accounts");
  return (
    <main className="mx-auto grid max-w-2xl justify-items-start gap-4 px-4 py-16">
      <h1>{t("errorTitle")}</h1>
      <p className="text-ink-soft">{t("errorText")}</p>
      <Button onClick={reset}>{t("retry")}</Button>
    </main>
  );
}
