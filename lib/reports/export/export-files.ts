import { mainFirst, type RevisionExercise } from "@/db/queries/revision-exercises";

/**
 * - items: `number,label,definition`
 * - design: `Version,Set,Item1..Itemk`, item numbers as displayed
 * - answers: `id,Version,B1,W1,B2,W2,…`, item numbers, a missing answer empty
 * - answers-long: `id,version,task,position,item,choice,opened,anchor,asked,locale`, a row for each item
 *   shown in an answered task: choice 1 best, -1 worst, 0 neither; opened 1 when its definition was
 *   opened, 0 when not, empty where that could not be seen; anchor and asked as of the whole task
 * - respondents: `id,…`, everybody who started; the columns an imported file had, else what is
 *   known of the interview, its flags (`flags`: codes; `flag_reasons`: words, with the exercise where
 *   there are several), the parameters of its link, questions as question-columns.ts says,
 *   allocations and direct anchors by key and item number, all in questionnaire order; empty where
 *   nothing was answered, NA where a complete interview was not asked
 */
export const EXPORT_FILES = ["items", "design", "answers", "answers-long", "respondents"] as const;
export type ExportFile = (typeof EXPORT_FILES)[number];

/** One file of a study: what it holds, and of which exercise. */
export interface StudyFile {
  /** Without its ending. Keys have no hyphens, so no two files share a name. */
  readonly name: string;
  readonly file: ExportFile;
  readonly exercise: RevisionExercise;
}

/**
 * The files of a study: the plain names are those of the main exercise, those of another end in its
 * key. A list or a design that is another exercise's is not written twice.
 */
export function studyFiles(exercises: readonly RevisionExercise[]): StudyFile[] {
  return exercises.toSorted(mainFirst).flatMap((exercise) => {
    const { key, isMain, settings } = exercise;
    if (isMain) return EXPORT_FILES.map((file) => ({ name: file, file, exercise }));
    const files: ExportFile[] = ["answers", "answers-long"];
    if (!settings.mirror) files.unshift("design");
    if (!settings.mirror && settings.list) files.unshift("items");
    return files.map((file) => ({ name: `${file}_${key}`, file, exercise }));
  });
}
