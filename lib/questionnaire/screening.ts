import { type FilterScreen, isFilter, isQuestion } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";

/**
 * The questions that a quota can ask about: those answered by choosing that come before anything but
 * questions, so that a place is taken, or refused, before the work begins.
 *
 * @param screens the questionnaire in order
 */
export function screeningQuestions(
  screens: readonly Tables["screen"]["$inferSelect"][],
): FilterScreen[] {
  const end = screens.findIndex((screen) => !isQuestion(screen));
  return screens.slice(0, end < 0 ? screens.length : end).filter(isFilter);
}
