import { isQuestion, optionsOf } from "@/db/schema/screen-settings";
import type { QuestionSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { LANGUAGES, languageOf } from "@/lib/i18n/languages";
import { typeOf } from "./types/list";
import type { StoredAnswers } from "./types/stored-answer";

type ScreenRow = Tables["screen"]["$inferSelect"];

/** {{key}} in a text stands for the answer to the question of that key. */
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The keys that a text speaks of, in order, each as often as it does. */
export function keysInText(text: string): string[] {
  return Array.from(text.matchAll(PLACE), ([, key]) => key);
}

/** A text with each {{key}} replaced once: what is put in is text, whatever it looks like. */
export function fillIn(text: string, answerTo: (key: string) => string): string {
  return text.includes("{{") ? text.replace(PLACE, (_, key: string) => answerTo(key)) : text;
}

/** The kinds of question whose answer can be put into a sentence. */
export function canBePiped(question: QuestionSettings): boolean {
  return typeOf(question).piped !== null;
}

/**
 * What a respondent answered, as words for a later text: the option's label, the text that was typed
 * beside "other", the number or text. Nothing where nothing was answered.
 *
 * @param asked the screens this respondent is asked, in order; others say nothing
 */
export function answersAsText(
  asked: readonly ScreenRow[],
  answers: StoredAnswers,
  locale: string,
): (key: string) => string {
  const questions = asked.filter(isQuestion);
  const textOf = (key: string, before = questions.length): string => {
    const at = questions.findIndex((screen) => screen.key === key);
    const answer = answers.get(key);
    if (at < 0 || at >= before || !answer) return "";
    const question = questions[at].settings;
    const list = (ids: readonly string[]) => {
      const words = ids.flatMap((id) => {
        const option = optionsOf(question).find((candidate) => candidate.id === id);
        if (!option) return [];
        if (option.other && answer.otherText !== null) return [answer.otherText];
        // A label may itself speak of an earlier answer, never of its own or a later one.
        return [fillIn(option.label, (earlier) => isolated(textOf(earlier, at), locale))];
      });
      return new Intl.ListFormat(locale).format(words);
    };
    return typeOf(question).piped?.text(question, answer.value, { locale, list }) ?? "";
  };
  return (key) => isolated(textOf(key), locale);
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * An answer as it is put into a sentence: where either runs from right to left, marks around it keep
 * its own direction, and the punctuation beside it in its place.
 */
function isolated(answer: string, locale: string): string {
  const isPlain = LANGUAGES[languageOf(locale)].direction === "ltr" && !RIGHT_TO_LEFT.test(answer);
  return answer === "" || isPlain ? answer : `\u2068${answer}\u2069`;
}
