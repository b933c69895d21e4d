import type {
  AllocationSettings,
  AnchorSettings,
  ExerciseSettings,
  OptionsQuestion,
  QuestionOption,
  QuestionSettings,
  SingleQuestion,
} from "./study-content";
import type { Tables } from "./tables";

type Screen = Tables["screen"]["$inferSelect"];

/** A screen whose settings are those of its kind. */
interface Settled<Kind extends Screen["kind"], Settings> extends Omit<Screen, "kind" | "settings"> {
  kind: Kind;
  settings: Settings;
}
export type QuestionScreen = Settled<"question", QuestionSettings>;
export type CohortScreen = Settled<"question", SingleQuestion & { namesCohort: true }>;
/** A question that is answered by its own options. */
export type OptionsScreen = Settled<"question", OptionsQuestion>;
export type ExerciseScreen = Settled<"exercise", ExerciseSettings>;
export type AllocationScreen = Settled<"allocation", AllocationSettings>;
export type AnchorScreen = Settled<"anchor", AnchorSettings>;

export function isQuestion(screen: Screen): screen is QuestionScreen {
  return screen.kind === "question";
}

export function isExercise(screen: Screen): screen is ExerciseScreen {
  return screen.kind === "exercise";
}

export function isAllocation(screen: Screen): screen is AllocationScreen {
  return screen.kind === "allocation";
}

export function isAnchor(screen: Screen): screen is AnchorScreen {
  return screen.kind === "anchor";
}

/** True for the one question whose answers put a respondent into a cohort. */
export function namesCohort(screen: Screen): screen is CohortScreen {
  return isQuestion(screen) && screen.settings.type === "single" && screen.settings.namesCohort;
}

/** True for a question that is answered by its own options. */
export function hasOptions(question: QuestionSettings): question is OptionsQuestion {
  return "options" in question;
}

/** The question's own options; none where a number or a text is asked for. */
export function optionsOf(question: QuestionSettings): readonly QuestionOption[] {
  return hasOptions(question) ? question.options : [];
}
