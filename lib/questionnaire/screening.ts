import { hasOptions, isQuestion, type OptionsScreen } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import { typeOf } from "./types/list";

type ScreenRow = Tables["screen"]["$inferSelect"];

/** True for a question by whose answers a report can be filtered, and quotas told. */
export function isFilter(screen: ScreenRow): screen is OptionsScreen {
  return isQuestion(screen) && hasOptions(screen.settings) && typeOf(screen.settings).hasCells;
}

/**
 * The questions that a quota can ask about: those answered by choosing that come before anything but
 * questions, so that a place is taken, or refused, before the work begins.
 *
 * @param screens the questionnaire in order
 */
export function screeningQuestions(screens: readonly ScreenRow[]): OptionsScreen[] {
  const end = screens.findIndex((screen) => !isQuestion(screen));
  return screens.slice(0, end < 0 ? screens.length : end).filter(isFilter);
}
