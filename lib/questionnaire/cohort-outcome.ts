import { type CohortScreen, namesCohort } from "@/db/schema/screen-settings";
import type { Outcome } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { holds, saidSoFar } from "./conditions";
import type { StoredAnswers } from "./types/stored-answer";

type ScreenRow = Tables["screen"]["$inferSelect"];

/** The question whose answers put a respondent into a cohort; a study of one cohort has none. */
export function cohortQuestion(screens: readonly ScreenRow[]): CohortScreen | undefined {
  return screens.find(namesCohort);
}

/**
 * Where somebody's answers lead once the question that names the cohort has been answered: to what
 * the first rule that holds says, else to what the chosen option says. An answer that leads nowhere
 * leads out: nobody is counted in a cohort without having said so.
 *
 * @param screens the questionnaire in order
 * @returns null while that question has no answer
 */
export function cohortOutcome(
  screens: readonly ScreenRow[],
  answers: StoredAnswers,
): Outcome | null {
  const question = cohortQuestion(screens);
  const answer = question && answers.get(question.key);
  if (!answer) return null;
  const { options, rules = [] } = question.settings;
  // Rules look back: what was asked after this question decides nothing.
  const before = screens.slice(0, screens.indexOf(question) + 1);
  const { byKey } = saidSoFar(before, { answers, cohortId: null });
  const rule = rules.find(({ when }) => holds(when, { byKey, cohortId: null }));
  const option = options.find(({ id }) => id === answer.value);
  return rule?.outcome ?? option?.outcome ?? { kind: "screened-out" };
}

/** The keys of the questions that decide the cohort. */
export function cohortDeciders(screens: readonly ScreenRow[]): ReadonlySet<string> {
  const question = cohortQuestion(screens);
  if (!question) return new Set();
  const conditions = (question.settings.rules ?? []).flatMap(({ when }) => when.conditions);
  const named = conditions.flatMap((one) => (one.kind === "cohort" ? [] : [one.screenKey]));
  return new Set([question.key, ...named]);
}
