import { hasOptions, isQuestion } from "@/db/schema/screen-settings";
import type { QuestionSettings, ShowCondition, ShowWhen } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { chosenOptions, type StoredAnswer, type StoredAnswers } from "./stored-answer";

type ScreenRow = Tables["screen"]["$inferSelect"];

/** What is known of a respondent when it is decided what they are asked. */
export interface Known {
  readonly answers: StoredAnswers;
  /** Null until the question that names the cohort has been answered. */
  readonly cohortId: string | null;
}

/** What conditions are about: the options chosen (or the number given) by key, and the cohort. */
interface Said {
  readonly byKey: ReadonlyMap<string, readonly string[]>;
  readonly cohortId: string | null;
}

/**
 * The screens that somebody with these answers is asked, in order. An answer counts only while its
 * own question is asked: one that an earlier edit has skipped leads nowhere any more.
 *
 * @param screens the questionnaire in order
 */
export function askedScreens<Screen extends ScreenRow>(
  screens: readonly Screen[],
  known: Known,
): Screen[] {
  return saidSoFar(screens, known).asked;
}

/** The screens that somebody is asked, and what they said there, by key. */
export function saidSoFar<Screen extends ScreenRow>(
  screens: readonly Screen[],
  { answers, cohortId }: Known,
): { asked: Screen[]; byKey: ReadonlyMap<string, readonly string[]> } {
  const byKey = new Map<string, readonly string[]>();
  const asked = screens.filter((screen) => {
    if (screen.showWhen && !holds(screen.showWhen, { byKey, cohortId })) return false;
    const answer = answers.get(screen.key);
    if (answer && isQuestion(screen)) byKey.set(screen.key, saidIn(screen.settings, answer));
    return true;
  });
  return { asked, byKey };
}

/** What an answer says: the ids of the options chosen, in order, or the one value given. */
export function saidIn(question: QuestionSettings, { value }: StoredAnswer): readonly string[] {
  return hasOptions(question) ? chosenOptions(question, value) : [value];
}

/** Whether a condition holds. What was not asked or not answered holds nothing, "none of" neither. */
export function holds({ match, conditions }: ShowWhen, said: Said): boolean {
  return match === "all"
    ? conditions.every((condition) => holdsOne(condition, said))
    : conditions.some((condition) => holdsOne(condition, said));
}

function holdsOne(condition: ShowCondition, { byKey, cohortId }: Said): boolean {
  if (condition.kind === "cohort") {
    if (cohortId === null) return false;
    return condition.cohortIds.includes(cohortId) === (condition.is === "one-of");
  }
  const said = byKey.get(condition.screenKey);
  if (!said) return false;
  if (condition.kind === "number") {
    const number = Number(said[0]);
    return condition.is === "at-least" ? number >= condition.value : number <= condition.value;
  }
  return said.some((id) => condition.options.includes(id)) === (condition.is === "one-of");
}
