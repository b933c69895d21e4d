import { isQuestion } from "@/db/schema/screen-settings";
import type { QuestionSettings, ShowCondition, ShowWhen } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";

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
  if (question.type === "number") return numberExists(conditions, question);
  if (!("options" in question)) return false;
  // Whoever is led out of the study sees no further screen.
  const possible = question.options
    .filter(({ outcome }) => outcome?.kind !== "screened-out")
    .map(({ id }) => id);
  const chosenBy = (is: "one-of" | "none-of") =>
    conditions.flatMap((one) => (one.kind === "answer" && one.is === is ? [one.options] : []));
  const excluded = chosenBy("none-of").flat();
  const left = possible.filter((id) => !excluded.includes(id));
  const wanted = chosenBy("one-of");
  if (question.type === "single") {
    return left.some((id) => wanted.every((ids) => ids.includes(id)));
  }
  return left.length > 0 && wanted.every((ids) => ids.some((id) => left.includes(id)));
}

function numberExists(
  conditions: readonly ShowCondition[],
  { minimum, maximum }: Extract<QuestionSettings, { type: "number" }>,
): boolean {
  let [least, most] = [minimum ?? Number.NEGATIVE_INFINITY, maximum ?? Number.POSITIVE_INFINITY];
  for (const condition of conditions) {
    if (condition.kind !== "number") return false;
    if (condition.is === "at-least") least = Math.max(least, condition.value);
    else most = Math.min(most, condition.value);
  }
  return least <= most;
}
