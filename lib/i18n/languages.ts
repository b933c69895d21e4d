/** The languages that interviews are held in, with the name their speakers give them. */
export const LANGUAGES = {
  en: { name: "English", direction: "ltr" },
  es: { name: "Español", direction: "ltr" },
  fr: { name: "Français", direction: "ltr" },
  de: { name: "Deutsch", direction: "ltr" },
  pt: { name: "Português", direction: "ltr" },
  it: { name: "Italiano", direction: "ltr" },
  zh: { name: "简体中文", direction: "ltr" },
  ja: { name: "日本語", direction: "ltr" },
  ar: { name: "العربية", direction: "rtl" },
  hi: { name: "हिन्दी", direction: "ltr" },
} as const satisfies Record<string, { name: string; direction: "ltr" | "rtl" }>;

export type Language = keyof typeof LANGUAGES;

/** The language of a locale such as "pt-BR"; English where it is none of ours. */
export function languageOf(locale: string): Language {
  const language = locale.split("-")[0].toLowerCase();
  return isLanguage(language) ? language : "en";
}

/** The English name of a locale's language, for signed-in pages: "Arabic". */
export function languageName(locale: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(locale) ?? locale;
}

export function isLanguage(locale: string): locale is Language {
  return Object.hasOwn(LANGUAGES, locale);
}
