import type { RevisionContent, StudyTranslation } from "@/db/queries/revision-content";
import { addressText, type StudyText, studyTexts, withTexts } from "./study-texts";

/** The languages a revision is offered in, its own first. */
export function languagesOf(
  content: Pick<RevisionContent, "revision">,
  defaultLocale: string,
): readonly string[] {
  return content.revision.locales ?? [defaultLocale];
}

/**
 * A revision as its respondents of one language read it. A text that is not translated stays as it
 * was written; in the study's own language all do.
 */
export function inLanguage(content: RevisionContent, locale: string): RevisionContent {
  const translated = translationsInto(content, locale);
  if (translated.size === 0) return content;
  return withTexts(content, (address, text) => translated.get(addressText(address))?.text ?? text);
}

/** What is stored in a language, by address. */
export function translationsInto(
  { translations }: RevisionContent,
  locale: string,
): ReadonlyMap<string, StudyTranslation> {
  return new Map(
    translations
      .filter((translation) => translation.locale === locale)
      .map((translation) => [addressText(translation), translation]),
  );
}

/** A text as it stands in a language: nothing, or made from words that have changed since. */
export interface MissingText extends StudyText {
  readonly isOutdated: boolean;
}

/** The texts that still lack a translation into a language. */
export function missingTexts(content: RevisionContent, locale: string): MissingText[] {
  const translated = translationsInto(content, locale);
  return studyTexts(content).flatMap((text) => {
    const found = translated.get(addressText(text));
    if (found?.source === text.text) return [];
    return [{ ...text, isOutdated: found !== undefined }];
  });
}
