import { isQuestion, namesCohort } from "@/db/schema/screen-settings";
import type { QuestionSettings, QuotaConditions } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { cohortQuestion } from "./cohort-outcome";
import { screeningQuestions } from "./screening";
import { canHold } from "./unseen-screens";

type ScreenRow = Tables["screen"]["$inferSelect"];

/**
 * The places, from 0, of the rules that never decide: no answers meet them, or an earlier rule asks
 * for the same. Some contradictions are not found; a rule that is named here never decides.
 *
 * @param screens the questionnaire in order
 */
export function idleRules(screens: readonly ScreenRow[]): number[] {
  const question = cohortQuestion(screens);
  if (!question) return [];
  const { rules = [] } = question.settings;
  const seen = answerable(screens.slice(0, screens.indexOf(question) + 1));
  const told = rules.map(({ when }) => JSON.stringify(when));
  return rules.flatMap(({ when }, index) =>
    !canHold(when, seen, []) || told.indexOf(told[index]) < index ? [index] : [],
  );
}

/**
 * The cohorts somebody can get into: by an answer, by a rule, or by the way they come.
 *
 * @param presets the cohorts that sources and invitations name
 */
export function reachableCohorts(
  screens: readonly ScreenRow[],
  cohortIds: readonly string[],
  presets: readonly string[],
): string[] {
  const question = cohortQuestion(screens);
  // Without a question that sorts people, all others are in the first cohort.
  if (!question) return cohortIds.filter((id, index) => index === 0 || presets.includes(id));
  const idle = new Set(idleRules(screens));
  const rules = (question.settings.rules ?? []).filter((_, index) => !idle.has(index));
  const named = [...question.settings.options, ...rules].flatMap(({ outcome }) =>
    outcome?.kind === "cohort" ? [outcome.cohortId] : [],
  );
  return cohortIds.filter((id) => named.includes(id) || presets.includes(id));
}

/**
 * False for a quota that no interview can belong to.
 *
 * @param reachable the cohorts somebody can get into
 */
export function canMeetQuota(
  { cohortIds, answers }: QuotaConditions,
  screens: readonly ScreenRow[],
  reachable: readonly string[],
): boolean {
  if (cohortIds.length > 0 && !cohortIds.some((id) => reachable.includes(id))) return false;
  const conditions = answers.map((one) => ({ kind: "answer", is: "one-of", ...one }) as const);
  const seen = answerable(screeningQuestions(screens));
  if (!canHold({ match: "all", conditions }, seen, reachable)) return false;
  const question = cohortQuestion(screens);
  const said = answers.find(({ screenKey }) => screenKey === question?.key);
  if (!question || !said || question.settings.rules || cohortIds.length === 0) return true;
  return question.settings.options.some(
    ({ id, outcome }) =>
      said.options.includes(id) &&
      outcome?.kind === "cohort" &&
      cohortIds.includes(outcome.cohortId),
  );
}

/** The questions among these by key; what the answer that names the cohort leads to is left open. */
function answerable(screens: readonly ScreenRow[]): Map<string, QuestionSettings | null> {
  return new Map(
    screens.map((screen): [string, QuestionSettings | null] => {
      if (!isQuestion(screen)) return [screen.key, null];
      if (!namesCohort(screen)) return [screen.key, screen.settings];
      const options = screen.settings.options.map(({ outcome: _, ...option }) => option);
      return [screen.key, { ...screen.settings, options }];
    }),
  );
}
