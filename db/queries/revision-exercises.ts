import type { TaskCheck } from "@/db/schema/fielding";
import {
  type AllocationScreen,
  type ExerciseScreen,
  isAllocation,
  isExercise,
} from "@/db/schema/screen-settings";
import type {
  DesignSettings,
  ExerciseSettings,
  ExerciseTexts,
  MirrorSettings,
} from "@/db/schema/study-content";
import type { RevisionContent, RevisionItem } from "./revision-content";

/** A best-worst exercise with all that it asks. */
export interface RevisionExercise {
  readonly key: string;
  readonly settings: ExerciseSettings;
  /**
   * What tells its tasks, files, columns and addresses from those of other exercises (`markOf`): its
   * key, or nothing for the one exercise whose names are plain.
   */
  readonly mark: string;
  /** In list order. */
  readonly items: readonly RevisionItem[];
  readonly texts: ExerciseTexts;
  readonly designSettings: DesignSettings;
  /** A mirror's is that of the exercise it mirrors. Null until one was generated or imported. */
  readonly design: RevisionContent["designs"][number] | null;
}

/** The exercises of a revision, in the order of its screens. */
export function exercisesOf(content: RevisionContent): RevisionExercise[] {
  const screens = content.screens.filter(isExercise);
  return screens.map((screen) => {
    const { mirror } = screen.settings;
    const mirrored = mirror && screens.find(({ key }) => key === mirror.of);
    return exerciseOf(content, screen, mirrored ?? screen);
  });
}

/** @param source the exercise whose items and design it uses: itself, or the one it mirrors */
function exerciseOf(
  content: RevisionContent,
  { key, settings }: ExerciseScreen,
  source: ExerciseScreen,
): RevisionExercise {
  const { revision, lists, designs } = content;
  const list = source.settings.list ?? null;
  return {
    key,
    settings,
    mark: markOf({ key, settings }),
    items: list === null ? content.items : (lists.find(({ name }) => name === list)?.items ?? []),
    texts: settings.texts ?? revision.texts,
    designSettings: source.settings.design ?? revision.designSettings,
    design: designs.find(({ exercise }) => exercise === source.key) ?? null,
  };
}

/**
 * The one place that decides which exercise has the plain names (task-1, items.csv, no parameter in
 * addresses): the main one, whose list, texts and design settings are the study's own. Names were given
 * out before a study could have several exercises, and stand in files, bookmarks and open tabs. Beyond
 * names nothing is particular to it.
 */
function markOf({ key, settings: { design, mirror } }: Pick<RevisionExercise, "key" | "settings">) {
  return design === undefined && mirror === undefined ? "" : key;
}

/**
 * What a task is called in addresses, posts and figures. Keys have no hyphens, so no task of any
 * exercise is named like another screen.
 *
 * @param task 1, 2, 3 … in the respondent's version
 */
export function taskName({ mark }: Pick<RevisionExercise, "mark">, task: number): string {
  return `${mark && `${mark}-`}task-${task}`;
}

/**
 * What a check is called in addresses, posts and figures.
 *
 * @param number 1, 2, 3 … among those of its kind
 */
export function checkName(
  { mark }: Pick<RevisionExercise, "mark">,
  check: TaskCheck,
  number: number,
): string {
  return `${mark && `${mark}-`}${check}-${number}`;
}

/** How many tasks of each kind are asked beside those of the design. */
export function checksOf({ repeats = 0, holdouts = [] }: ExerciseSettings) {
  return { repeats, holdouts: holdouts.length };
}

/** What a file's or a column's name ends in. Keys have no hyphens, so no two names are one. */
export function nameEnd({ mark }: Pick<RevisionExercise, "mark">): string {
  return mark && `_${mark}`;
}

/**
 * The cohort whose view a mirror asks somebody of a cohort for: the one that was chosen, else the
 * other of two. Null where there is none to ask for.
 */
export function mirroredCohort(
  cohorts: RevisionContent["cohorts"],
  { views }: MirrorSettings,
  cohortId: string | null,
): RevisionContent["cohorts"][number] | null {
  const chosen = views.find((view) => view.cohortId === cohortId)?.asCohortId;
  const others = cohorts.filter(({ id }) => id !== cohortId);
  if (chosen !== undefined) return others.find(({ id }) => id === chosen) ?? null;
  return cohorts.length === 2 && others.length === 1 ? others[0] : null;
}

/** An order for lists of exercises: the main one stands first, the others as the screens have them. */
export function mainFirst(one: RevisionExercise, other: RevisionExercise): number {
  return Number(one.mark !== "") - Number(other.mark !== "");
}

/** The exercise of that key that has a design of its own; without a key the main one. */
export function designedExercise(
  content: RevisionContent,
  key?: string,
): RevisionExercise | undefined {
  if (key === undefined) return mainExercise(content) ?? undefined;
  return exercisesOf(content).find((exercise) => exercise.key === key && !exercise.settings.mirror);
}

/** The exercise whose files, report and tasks need no further name; null in a study without any. */
export function mainExercise(content: RevisionContent): RevisionExercise | null {
  return exercisesOf(content).find(({ mark }) => mark === "") ?? null;
}

/** The allocations that are read beside an exercise: they divide points over the main one's list. */
export function allocationsBeside(
  { screens }: Pick<RevisionContent, "screens">,
  exercise: RevisionExercise | null,
): AllocationScreen[] {
  return exercise?.mark ? [] : screens.filter(isAllocation);
}
