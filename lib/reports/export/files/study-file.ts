import type { RevisionContent } from "@/db/queries/revision-content";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { Cell } from "@/lib/files/csv";

/**
 * How texts stand in a file: "safe" with an apostrophe before one that a spreadsheet would run as a
 * formula; "plain" as they are, byte for byte, for programs that are no spreadsheet; "excel" safe, and
 * with the mark by which Excel reads the letters of a file as what they are.
 */
export const CELL_FORMS = ["safe", "plain", "excel"] as const;
export type CellForm = (typeof CELL_FORMS)[number];

/** A study at the moment of one snapshot, from which its files are read page by page. */
export interface ExportedStudy {
  readonly rows: StudyRows;
  /** The launched revision that was asked for, or the newest; the draft of a study that was never launched. */
  readonly content: RevisionContent;
  /** The revisions whose answers are exported together, that one among them. */
  readonly comparable: readonly RevisionContent[];
  /** The numbers of all launched revisions by id. */
  readonly revisionNumbers: ReadonlyMap<string, number>;
  /** Whether those of one revision, and of those counted with it, are wanted and nobody else. */
  readonly isOneGroup: boolean;
  readonly isLaunched: boolean;
  readonly exercises: readonly RevisionExercise[];
  readonly cells: CellForm;
  /** Whether answers of unfinished interviews are wanted too. */
  readonly includeUnfinished: boolean;
}

/** A file that every study has. A format of its own kind writes its own pieces. */
export interface StudyFileKind {
  /** Names the file, without its ending. */
  readonly name: string;
  readonly ending: string;
  /** The Content-Type it is handed out with. */
  readonly type: string;
  /** What stands in it, in the few words of the terminal's help; a line of its own where it is long. */
  readonly layout: string;
  /** Whether there is one for this exercise; the names of those after the main one end in its key. */
  isOf(exercise: RevisionExercise, content: RevisionContent): boolean;
  /** The file piece by piece: what is not yet asked for is not yet read. */
  pieces(study: ExportedStudy, exercise: RevisionExercise): AsyncIterable<string | Uint8Array>;
}

/**
 * The column that says which revision somebody was asked, for the end of a file; none where there is
 * only one.
 */
export function revisionColumn(
  { revisionNumbers }: ExportedStudy,
  name: string,
): { names: string[]; cells: (row: { readonly revisionId: string }) => Cell[] } {
  if (revisionNumbers.size < 2) return { names: [], cells: () => [] };
  return { names: [name], cells: ({ revisionId }) => [revisionNumbers.get(revisionId) ?? ""] };
}
