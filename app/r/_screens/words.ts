import { createTranslator } from "use-intl/core";
import type { ErrorKey, ErrorValues } from "@/lib/errors";
import { LANGUAGES, type Language, languageOf } from "@/lib/i18n/languages";
import { inAllLanguages } from "@/lib/i18n/messages/in-all-languages";
import { english } from "@/lib/i18n/messages/respondent-messages";
import { errorText } from "@/lib/i18n/translator";

type Room = keyof typeof english;

const SENTENCES_KEPT = 4_000;

function sentences<In extends Room>(locale: Language, room: In) {
  // Every language has the keys of English, and a spec holds it to the same values in each message.
  const messages = inAllLanguages[locale] as typeof english;
  const translate = createTranslator({ locale, messages, namespace: room });
  const format = translate as unknown as (key: string, values?: ErrorValues) => string;
  // Most sentences stand on many screens with the same few values: formatted once, they are kept.
  const kept = new Map<string, string>();
  const say = (key: string, values?: ErrorValues) => {
    const said = values ? `${key} ${JSON.stringify(values)}` : key;
    const before = kept.get(said);
    if (before !== undefined) return before;
    if (kept.size >= SENTENCES_KEPT) kept.clear();
    const sentence = format(key, values);
    kept.set(said, sentence);
    return sentence;
  };
  return Object.assign(say, translate) as unknown as typeof translate;
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
