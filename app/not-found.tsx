import { translator } from "@/lib/i18n/translator";
import { ButtonLink } from "./_ui/button";

export default function NotFoundPage() {
  const t = translator("accounts");
  return (
    <main className="mx-auto grid max-w-2xl justify-items-start gap-4 px-4 py-16">
      <h1>{t("notFoundTitle")}</h1>
      <p className="text-ink-soft">{t("notFoundText")}</p>
      <ButtonLink href="/studies">{t("toStudies")}</ButtonLink>
    </main>
  );
}
