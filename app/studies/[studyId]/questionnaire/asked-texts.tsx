import type { RevisionTexts } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";

const TEXTS = [
  "welcomeTitle",
  "welcomeText",
  "choiceQuestion",
  "bestLabel",
  "worstLabel",
  "thanksText",
  "screenedOutText",
  "overQuotaText",
] as const;

/** The texts as respondents read them; one that was left empty says what they read instead. */
export function AskedTexts({ texts }: { texts: RevisionTexts }) {
  const t = translator("studio");
  return (
    <dl className="grid gap-4">
      {TEXTS.map((name) => (
        <div key={name} className="grid gap-1">
          <dt className="text-sm text-ink-soft">{t(`text_${name}`)}</dt>
          <dd className="max-w-[65ch] whitespace-pre-line wrap-anywhere">
            {texts[name] || (
              <span className="text-ink-soft">
                {t(name === "overQuotaText" ? "textUsual" : "textNone")}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
