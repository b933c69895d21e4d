import type { AllocationSettings, QuestionSettings } from "./study-content";
import type { Tables } from "./tables";

type Screen = Tables["screen"]["$inferSelect"];

/** A screen whose settings are those of its kind. */
export type QuestionScreen = Screen & { kind: "question"; settings: QuestionSettings };
export type AllocationScreen = Screen & { kind: "allocation"; settings: AllocationSettings };

export function isQuestion(screen: Screen): screen is QuestionScreen {
  return screen.kind === "question";
}

export function isAllocation(screen: Screen): screen is AllocationScreen {
  return screen.kind === "allocation";
}
