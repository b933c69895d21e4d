import { isQuestion } from "@/db/schema/screen-settings";
import type {
  AnswerValue,
  QuestionSettings,
  ShowCondition,
  ShowWhen,
} from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { typeOf } from "./types/list";
import type { StoredAnswers } from "./types/stored-answer";

type ScreenRow = Tables["screen"]["$inferSelect"];

/** What is known of a respondent when it is decided what they are asked. */
export interface Known {
  readonly answers: StoredAnswers;
  /** Null until the question that names the cohort has been answered. */
  readonly cohortId: string | null;
}

/** What somebody answered to a question they are asked. */
interface SaidAnswer {
  readonly question: QuestionSettings;
  readonly value: AnswerValue;
}

/** What conditions are about: the answers by the key of their question, and the cohort. */
interface Said {
  readonly byKey: ReadonlyMap<string, SaidAnswer>;
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
): { asked: Screen[]; byKey: Said["byKey"] } {
  const byKey = new Map<string, SaidAnswer>();
  const asked = screens.filter((screen) => {
    if (screen.showWhen && !holds(screen.showWhen, { byKey, cohortId })) return false;
    const answer = answers.get(screen.key);
    if (answer && isQuestion(screen)) {
      byKey.set(screen.key, { question: screen.settings, value: answer.value });
    }
    return true;
  });
  return { asked, byKey };
}

/** The ids of the options that an answer chose; none where the question has no options. */
export function chosenIn({ question, value }: SaidAnswer): readonly string[] {
  return typeOf(question).chosen(question, value);
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
  const { question, value } = said;
  return typeOf(question).conditions?.meets(question, value, condition) ?? false;
}
