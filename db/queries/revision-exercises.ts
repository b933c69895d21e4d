import { type ExerciseScreen, isExercise } from "@/db/schema/screen-settings";
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
   * True for the one exercise that has the study's own list, texts and design settings: its tasks are
   * named task-1, task-2 …, its version is the respondent's, its files have the plain names.
   */
  readonly isMain: boolean;
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
    isMain: isMain(settings),
    items: list === null ? content.items : (lists.find(({ name }) => name === list)?.items ?? []),
    texts: settings.texts ?? revision.texts,
    designSettings: source.settings.design ?? revision.designSettings,
    design: designs.find(({ exercise }) => exercise === source.key) ?? null,
  };
}

function isMain({ design, mirror }: ExerciseSettings): boolean {
  return design === undefined && mirror === undefined;
}

/**
 * What a task is called in addresses, posts and figures. Keys have no hyphens, so no task of any
 * exercise is named like another screen.
 *
 * @param task 1, 2, 3 … in the respondent's version
 */
export function taskName({ key, isMain }: { key: string; isMain: boolean }, task: number): string {
  return `${isMain ? "" : `${key}-`}task-${task}`;
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
  return Number(other.isMain) - Number(one.isMain);
}

/** The exercise of that key that has a design of its own; without a key the main one. */
export function designedExercise(
  content: RevisionContent,
  key?: string,
): RevisionExercise | undefined {
  return exercisesOf(content).find((exercise) =>
    key === undefined ? exercise.isMain : exercise.key === key && !exercise.settings.mirror,
  );
}

/** The exercise whose files, report and tasks need no further name; null in a study without any. */
export function mainExercise(content: RevisionContent): RevisionExercise | null {
  return exercisesOf(content).find((exercise) => exercise.isMain) ?? null;
}
