import { isQuestion } from "@/db/schema/screen-settings";
import type { QuestionSettings, ShowCondition, ShowWhen } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { typeOf } from "./types/list";

type ScreenRow = Tables["screen"]["$inferSelect"];

/**
 * The keys of screens that nobody will ever see, whatever is answered: a condition asks for answers
 * that do not exist, end the interview, or exclude each other. Some contradictions over several
 * screens are not found; a screen that is named here is never seen.
 *
 * @param screens in order
 * @param cohortIds the cohorts somebody can get into
 */
export function unseenScreens(
  screens: readonly ScreenRow[],
  cohortIds: readonly string[],
): string[] {
  const seen = new Map<string, QuestionSettings | null>();
  return screens.flatMap((screen) => {
    if (screen.showWhen && !canHold(screen.showWhen, seen, cohortIds)) return [screen.key];
    seen.set(screen.key, isQuestion(screen) ? screen.settings : null);
    return [];
  });
}

/** What was asked so far, by key; null for what is no question. */
type Seen = ReadonlyMap<string, QuestionSettings | null>;

/** False for a condition that no answers to what was asked can meet. */
export function canHold({ match, conditions }: ShowWhen, seen: Seen, cohortIds: readonly string[]) {
  if (match === "any") return conditions.some((one) => canHoldTogether([one], seen, cohortIds));
  const about = (condition: ShowCondition) =>
    condition.kind === "cohort" ? "" : condition.screenKey;
  return [...new Set(conditions.map(about))].every((key) =>
    canHoldTogether(
      conditions.filter((condition) => about(condition) === key),
      seen,
      cohortIds,
    ),
  );
}

/** Whether one answer can meet all of these conditions, which are about the same thing. */
function canHoldTogether(
  conditions: readonly ShowCondition[],
  seen: Seen,
  cohortIds: readonly string[],
): boolean {
  const [first] = conditions;
  if (first.kind === "cohort") {
    return cohortIds.some((id) =>
      conditions.every(
        (one) => one.kind === "cohort" && one.cohortIds.includes(id) === (one.is === "one-of"),
      ),
    );
  }
  const question = seen.get(first.screenKey);
  if (!question) return false;
  const about = conditions.filter((one) => one.kind !== "cohort");
  return typeOf(question).conditions?.canMeet(question, about) ?? false;
}
