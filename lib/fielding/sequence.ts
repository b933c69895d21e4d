import {
  type AllocationScreen,
  isAllocation,
  isQuestion,
  type QuestionScreen,
} from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";

type ScreenRow = Tables["screen"]["$inferSelect"];

/** One screen of an interview, with its name in addresses. */
export type Step =
  | { readonly kind: "question"; readonly name: string; readonly screen: QuestionScreen }
  | {
      readonly kind: "task";
      readonly name: string;
      /** The exercise's own screen, and its key. */
      readonly screen: ScreenRow;
      readonly exercise: string;
      /** 1, 2, 3 … */
      readonly taskNumber: number;
      readonly taskCount: number;
    }
  | { readonly kind: "allocation"; readonly name: string; readonly screen: AllocationScreen };

/** The screens on which an interview stays once it has ended there. */
export const ENDINGS = ["done", "screened-out", "closed"] as const;
export type Ending = (typeof ENDINGS)[number];

/** The tasks of an exercise, as far as their number goes. */
export interface ExerciseTasks {
  readonly exercise: string;
  readonly taskCount: number;
}

/**
 * The screens of an interview, in order: a question or an allocation is one, the exercise is one
 * for each of its tasks.
 *
 * @param screens the questionnaire in order
 * @param design the design of the exercise; without one the exercise has no screens
 */
export function stepsOf(screens: readonly ScreenRow[], design: ExerciseTasks | null): Step[] {
  const steps: Step[] = [];
  for (const screen of screens) {
    if (isQuestion(screen)) {
      steps.push({ kind: "question", name: nameOf(screen.key), screen });
    } else if (isAllocation(screen)) {
      steps.push({ kind: "allocation", name: nameOf(screen.key), screen });
    } else if (design && design.exercise === screen.key) {
      for (let taskNumber = 1; taskNumber <= design.taskCount; taskNumber++) {
        steps.push({
          kind: "task",
          name: `task-${taskNumber}`,
          screen,
          exercise: screen.key,
          taskNumber,
          taskCount: design.taskCount,
        });
      }
    }
  }
  return steps;
}

/** Those steps whose screen is among the asked ones. */
export function stepsAsked(steps: readonly Step[], asked: readonly ScreenRow[]): readonly Step[] {
  const keys = new Set(asked.map((screen) => screen.key));
  return steps.filter((step) => keys.has(step.screen.key));
}

/** Keys have no hyphens, so a prefixed name meets no task and no other key. */
function nameOf(key: string): string {
  return isEnding(key) ? `screen-${key}` : key;
}

export function isEnding(name: string): name is Ending {
  return (ENDINGS as readonly string[]).includes(name);
}

/**
 * Where an interview stands: its first screen that has not been passed, or the ending it reached.
 *
 * @param passed the names of the screens whose post was acknowledged
 */
export function standing(
  steps: readonly Step[],
  state: Tables["respondent"]["$inferSelect"]["state"],
  passed: ReadonlySet<string>,
): string {
  if (state === "screened-out") return "screened-out";
  if (state === "complete") return "done";
  return steps.find((step) => !passed.has(step.name))?.name ?? "done";
}

/** The screen after the named one; "done" after the last. */
export function nextAfter(steps: readonly Step[], name: string): string {
  const at = steps.findIndex((step) => step.name === name);
  return steps[at + 1]?.name ?? "done";
}

/** True when the named screen can be seen: it has been passed, or is where the interview stands. */
export function isReached(
  steps: readonly Step[],
  passed: ReadonlySet<string>,
  name: string,
): boolean {
  for (const step of steps) {
    if (step.name === name) return true;
    if (!passed.has(step.name)) return false;
  }
  return false;
}

// Rough seconds a screen takes: choosing twice among four or five short texts; one radio list;
// dividing points over a whole list. They only make the sentence "about 4 minutes left".
const SECONDS = { question: 8, task: 16, allocation: 75 } as const;

/** About how many minutes are left from the named screen on; 0 for less than one. */
export function minutesLeft(steps: readonly Step[], name: string): number {
  const at = Math.max(
    0,
    steps.findIndex((step) => step.name === name),
  );
  let seconds = 0;
  for (const step of steps.slice(at)) seconds += SECONDS[step.kind];
  return seconds < 60 ? 0 : Math.round(seconds / 60);
}
