import type { RevisionContent } from "@/db/queries/revision-content";
import { mainFirst, nameEnd, type RevisionExercise } from "@/db/queries/revision-exercises";
import { anchors } from "./files/anchors";
import { answers } from "./files/answers";
import { answersAnchored } from "./files/answers-anchored";
import { answersLong } from "./files/answers-long";
import { checks } from "./files/checks";
import { design } from "./files/design";
import { items } from "./files/items";
import { pairs } from "./files/pairs";
import { respondents } from "./files/respondents";
import type { StudyFileKind } from "./files/study-file";

/** The files of a study, in the order in which they are told of. A further one is a line here. */
export const STUDY_FILES = [
  items,
  pairs,
  design,
  answers,
  answersAnchored,
  answersLong,
  anchors,
  checks,
  respondents,
] as const satisfies StudyFileKind[];

/** One file of a study: what it holds, and of which exercise. */
export interface StudyFile {
  /** With its ending. */
  readonly name: string;
  readonly kind: (typeof STUDY_FILES)[number];
  readonly exercise: RevisionExercise;
}

/**
 * The files of a study: the plain names are those of the main exercise, those of another end in its
 * key. A list or a design that is another exercise's is not written twice.
 */
export function studyFiles(
  exercises: readonly RevisionExercise[],
  content: RevisionContent,
): StudyFile[] {
  return exercises.toSorted(mainFirst).flatMap((exercise) =>
    STUDY_FILES.filter((kind) => kind.isOf(exercise, content)).map((kind) => ({
      name: `${kind.name}${nameEnd(exercise)}.${kind.ending}`,
      kind,
      exercise,
    })),
  );
}
