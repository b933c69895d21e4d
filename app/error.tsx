"use client";

import { UNAVAILABLE_DIGEST } from "@/db/errors";
import { errorText, translator } from "@/lib/i18n/translator";
import { Button } from "./_ui/button";

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  const t = translator("accounts");
  const isBusy = error.digest === UNAVAILABLE_DIGEST;
  return (
    <main className="mx-auto grid max-w-2xl justify-items-start gap-4 px-4 py-16">
      <h1>{t("errorTitle")}</h1>
      <p className="text-ink-soft">{isBusy ? errorText("unavailable") : t("errorText")}</p>
      {/* What could not be drawn was the server's part, so the whole page is asked for again. */}
      <Button onClick={() => window.location.reload()}>{t("retry")}</Button>
    </main>
  );
}
