import { createTranslator } from "use-intl/core";
import type { ErrorKey, ErrorValues } from "@/lib/errors";
import { inAllLanguages } from "@/lib/i18n/in-all-languages";
import { keptSentences } from "@/lib/i18n/kept-sentences";
import { LANGUAGES, type Language, languageOf } from "@/lib/i18n/languages";
import { english } from "@/lib/i18n/messages/respondent-messages";
import { errorText } from "@/lib/i18n/translator";

type Room = keyof typeof english;

function sentences<In extends Room>(locale: Language, room: In) {
  // Every language has the keys of English, and a spec holds it to the same values in each message.
  const messages = inAllLanguages[locale] as typeof english;
  return keptSentences(createTranslator({ locale, messages, namespace: room }));
}

/** What a respondent reads around the study's own words, in one language. */
export interface Words {
  readonly language: Language;
  readonly direction: "ltr" | "rtl";
  /** The sentences of an interview. */
  readonly say: ReturnType<typeof sentences<"interview">>;
  /** Those that signed-in pages use too. */
  readonly sayCommon: ReturnType<typeof sentences<"everywhere">>;
  /** The sentence of what was wrong with an answer. */
  readonly sayError: (key: ErrorKey, values?: ErrorValues) => string;
}

/** Each compiles a sentence on its first use, so one serves all requests. */
const made = new Map<Language, Words>();

/** The words of the interview in the language of a screen: `wordsIn(view.locale).say("start")`. */
export function wordsIn(locale: string): Words {
  const language = languageOf(locale);
  let words = made.get(language);
  if (!words) {
    words = inLanguage(language);
    made.set(language, words);
  }
  return words;
}

function inLanguage(language: Language): Words {
  const sayAnswerError = sentences(language, "answerErrors") as (
    key: string,
    values?: ErrorValues,
  ) => string;
  return {
    language,
    direction: LANGUAGES[language].direction,
    say: sentences(language, "interview"),
    sayCommon: sentences(language, "everywhere"),
    // A spec holds lib/fielding to the errors that are said in every language.
    sayError: (key, values) =>
      Object.hasOwn(english.answerErrors, key)
        ? sayAnswerError(key, values)
        : errorText(key, values),
  };
}
