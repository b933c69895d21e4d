import type { RevisionContent } from "@/db/queries/revision-content";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { Cell } from "@/lib/files/csv";

/** A study at the moment of one snapshot, from which its files are read page by page. */
export interface ExportedStudy {
  readonly rows: StudyRows;
  /** The newest launched revision, or the draft of a study that was never launched. */
  readonly content: RevisionContent;
  /** The revisions whose answers are exported together, that one among them. */
  readonly comparable: readonly RevisionContent[];
  readonly isLaunched: boolean;
  readonly exercises: readonly RevisionExercise[];
  /** Whether answers of unfinished interviews are wanted too. */
  readonly includeUnfinished: boolean;
}

/** Rows of a file some at a time, in order: what is not yet asked for is not yet read. */
export type RowPages = AsyncIterable<Iterable<readonly Cell[]>>;

/** A file that every study has, in one of the field's layouts. */
export interface StudyFileKind {
  /** Names the file, without its ending. */
  readonly name: string;
  /** Its columns, as the terminal's help shows them. */
  readonly layout: string;
  /** Whether there is one for this exercise; those after the main one end in its key. */
  isOf(exercise: RevisionExercise): boolean;
  rows(study: ExportedStudy, exercise: RevisionExercise): RowPages;
}
