import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { type Cell, csvChunks } from "@/lib/files/csv";
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
      for await (const page of rows(study, exercise)) yield* csvChunks(page);
    },
  } satisfies StudyFileKind;
}
