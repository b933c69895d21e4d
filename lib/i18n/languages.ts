interface LanguageTraits {
  /** What its speakers call it. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** How a page says it, where the bare language leaves the script or the country open. */
  readonly tag?: string;
}

/** The languages that interviews are held in. */
export const LANGUAGES = {
  en: { name: "English", direction: "ltr" },
  es: { name: "Español", direction: "ltr" },
  fr: { name: "Français", direction: "ltr" },
  de: { name: "Deutsch", direction: "ltr" },
  pt: { name: "Português", direction: "ltr", tag: "pt-BR" },
  it: { name: "Italiano", direction: "ltr" },
  zh: { name: "简体中文", direction: "ltr", tag: "zh-Hans" },
  ja: { name: "日本語", direction: "ltr" },
  ar: { name: "العربية", direction: "rtl" },
  hi: { name: "हिन्दी", direction: "ltr" },
} as const satisfies Record<string, LanguageTraits>;

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

/** What is known of a language; every one has the same traits. */
export function traitsOf(language: Language): LanguageTraits {
  return LANGUAGES[language];
}

/** How a page names a locale's language to browsers and screen readers. */
export function tagOf(locale: string): string {
  return isLanguage(locale) ? (traitsOf(locale).tag ?? locale) : locale;
}

export function isLanguage(locale: string): locale is Language {
  return Object.hasOwn(LANGUAGES, locale);
}
