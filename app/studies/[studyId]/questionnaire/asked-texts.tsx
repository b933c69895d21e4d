import { StudyWords } from "@/app/_ui/study-language";
import type { RevisionTexts } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { PRIVACY_TEXTS } from "@/lib/questionnaire/privacy-texts";
import { DetailList } from "./detail-list";

const TEXTS = [
  "welcomeTitle",
  "welcomeText",
  "choiceQuestion",
  "bestLabel",
  "worstLabel",
  "thanksText",
  "screenedOutText",
  "overQuotaText",
  ...PRIVACY_TEXTS,
] as const;

/** The texts as respondents read them; one that was left empty says what they read instead. */
export function AskedTexts({ texts }: { texts: RevisionTexts }) {
  const t = translator("studio");
  return (
    <DetailList
      details={TEXTS.map((name) => [
        t(`text_${name}`),
        texts[name] ? (
          <StudyWords key={name}>{texts[name]}</StudyWords>
        ) : (
          <span key={name} className="text-ink-soft">
            {t(name === "overQuotaText" ? "textUsual" : "textNone")}
          </span>
        ),
      ])}
    />
  );
}
