"use client";

import { createContext, type ReactNode, useContext } from "react";
import { tagOf } from "@/lib/i18n/languages";

/** What the pages around a study's words are written in. */
const PAGE_LANGUAGE = "en";

const StudyLanguage = createContext(PAGE_LANGUAGE);

/** The pages of a study that was written in a language. */
export function StudyLanguageIs({ locale, children }: { locale: string; children: ReactNode }) {
  return <StudyLanguage value={locale}>{children}</StudyLanguage>;
}

/**
 * The `lang` of an element that holds words of the study (WCAG 2.2, 3.1.2), so that they are read aloud
 * and spelt in their own language; undefined where that is the page's.
 */
export function useStudyLanguage(): string | undefined {
  const locale = useContext(StudyLanguage);
  return locale === PAGE_LANGUAGE ? undefined : tagOf(locale);
}

/** Words of the study, as its researcher wrote them. */
export function StudyWords({ children }: { children: ReactNode }) {
  const lang = useStudyLanguage();
  return lang ? <span lang={lang}>{children}</span> : children;
}
