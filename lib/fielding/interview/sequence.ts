import type { RevisionContent } from "@/db/queries/revision-content";
import {
  checkName,
  checksOf,
  exercisesOf,
  type RevisionExercise,
  taskName,
} from "@/db/queries/revision-exercises";
import type { TaskCheck } from "@/db/schema/fielding";
import {
  type AllocationScreen,
  type AnchorScreen,
  isAllocation,
  isAnchor,
  isQuestion,
  type QuestionScreen,
} from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import { tasksInOrder } from "@/lib/maxdiff/design/check-tasks";

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
      /** What it is asked beside the design for; null for a task of the design. */
      readonly check: TaskCheck | null;
      /** 1, 2, 3 … in the design, or among the checks of its kind. */
      readonly taskNumber: number;
      /** Its place among all tasks of the exercise, and how many they are. */
      readonly place: number;
      readonly taskCount: number;
    }
  | { readonly kind: "allocation"; readonly name: string; readonly screen: AllocationScreen }
  | { readonly kind: "anchor"; readonly name: string; readonly screen: AnchorScreen };

/** The screens on which an interview stays once it has ended there. */
export const ENDINGS = ["done", "screened-out", "over-quota", "closed"] as const;
export type Ending = (typeof ENDINGS)[number];

/** The tasks of an exercise, as far as their names and their number go. */
export interface ExerciseTasks extends Pick<RevisionExercise, "key" | "mark"> {
  /** Tasks of the design. */
  readonly taskCount: number;
  readonly checks?: { readonly repeats: number; readonly holdouts: number };
}

/**
 * The screens of an interview, in order: a question, an allocation or an anchor is one, an exercise
 * is one for each of its tasks.
 *
 * @param screens the questionnaire in order
 * @param exercises those that have tasks; another one has no screens, and its anchor none either
 */
export function stepsOf(
  screens: readonly ScreenRow[],
  exercises: readonly ExerciseTasks[],
): Step[] {
  const steps: Step[] = [];
  const tasksOf = (key: string) => exercises.find((exercise) => exercise.key === key);
  for (const screen of screens) {
    if (isQuestion(screen)) {
      steps.push({ kind: "question", name: nameOf(screen.key), screen });
    } else if (isAllocation(screen)) {
      steps.push({ kind: "allocation", name: nameOf(screen.key), screen });
    } else if (isAnchor(screen)) {
      if (tasksOf(screen.settings.exercise)) {
        steps.push({ kind: "anchor", name: nameOf(screen.key), screen });
      }
    } else {
      steps.push(...taskSteps(screen, tasksOf(screen.key)));
    }
  }
  return steps;
}

function taskSteps(screen: ScreenRow, tasks: ExerciseTasks | undefined): Step[] {
  if (!tasks) return [];
  const { key: exercise } = tasks;
  const order = tasksInOrder(tasks.taskCount, tasks.checks ?? {});
  return order.map(({ check, number }, index): Step => {
    const name = check ? checkName(tasks, check, number) : taskName(tasks, number);
    const place = { taskNumber: number, place: index + 1, taskCount: order.length };
    return { kind: "task", name, screen, exercise, check, ...place };
  });
}

/** The tasks that the designs of a revision hold. */
export function designedTasks(exercises: readonly RevisionExercise[]): ExerciseTasks[] {
  return exercises.flatMap(({ key, mark, design, settings }) =>
    design ? [{ key, mark, taskCount: design.taskCount, checks: checksOf(settings) }] : [],
  );
}

/**
 * The screens that a draft will have: an exercise that has items and no design yet has the number of
 * tasks that was asked for.
 */
export function plannedSteps(content: RevisionContent): Step[] {
  const exercises = exercisesOf(content).filter(({ items }) => items.length > 1);
  return stepsOf(
    content.screens,
    exercises.map(({ key, mark, design, designSettings, settings }) => ({
      key,
      mark,
      taskCount: (design ?? designSettings).taskCount,
      checks: checksOf(settings),
    })),
  );
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
 * Where an interview stands: its first screen that has not been passed, or the ending it reached. Where
 * an edit has hidden all that was left, it stands at its last screen, which is what hands it in.
 *
 * @param passed the names of the screens whose post was acknowledged
 */
export function standing(
  steps: readonly Step[],
  state: Tables["respondent"]["$inferSelect"]["state"],
  passed: ReadonlySet<string>,
): string {
  if (state === "screened-out" || state === "over-quota") return state;
  if (state === "complete") return "done";
  const open = steps.find((step) => !passed.has(step.name)) ?? steps.at(-1);
  return open?.name ?? "done";
}

/** True when nothing is left to be asked once the named screen is saved: it is the last, and all are passed. */
export function isHandedIn(
  steps: readonly Step[],
  passed: ReadonlySet<string>,
  name: string,
): boolean {
  return steps.at(-1)?.name === name && steps.every((step) => passed.has(step.name));
}

/** The keys of the questions that have not been passed yet. */
export function unaskedQuestions(steps: readonly Step[], passed: ReadonlySet<string>): Set<string> {
  return new Set(
    steps.flatMap((step) =>
      step.kind === "question" && !passed.has(step.name) ? [step.screen.key] : [],
    ),
  );
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
// dividing points over a whole list; a yes or no to each of a list. They only make the sentence
// "about 4 minutes left".
const SECONDS = { question: 8, task: 16, allocation: 75, anchor: 45 } as const;

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
