import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { BYTE_ORDER_MARK, type Cell, csvChunks, fromSafeCell } from "@/lib/files/csv";
import type { ExportedStudy, StudyFileKind } from "./study-file";

/** Rows some at a time, in order, the header first. */
export type RowPages = AsyncIterable<Iterable<readonly Cell[]>>;

/** A comma-separated file of the field's layouts. */
export function csvFile<const Name extends string>({
  rows,
  ...file
}: Pick<StudyFileKind, "layout" | "isOf"> & {
  readonly name: Name;
  rows(study: ExportedStudy, exercise: RevisionExercise): RowPages;
}) {
  return {
    ...file,
    ending: "csv",
    type: "text/csv; charset=utf-8",
    async *pieces(study, exercise) {
      const { cells } = study;
      if (cells === "excel") yield BYTE_ORDER_MARK;
      for await (const page of rows(study, exercise)) {
        yield* csvChunks(cells === "plain" ? withoutApostrophes(page) : page);
      }
    },
  } satisfies StudyFileKind;
}

/** Rows with their texts as they were before they were made safe. */
function* withoutApostrophes(page: Iterable<readonly Cell[]>): Generator<readonly Cell[]> {
  for (const row of page) {
    yield row.map((cell) => (typeof cell === "string" ? fromSafeCell(cell) : cell));
  }
}
