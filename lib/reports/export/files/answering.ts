import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { Tables } from "@/db/schema/tables";
import { askedOf } from "@/lib/analysis/study-data/asked-screens";
import {
  type Interviews,
  interviewsOf,
  respondentPages,
} from "@/lib/analysis/study-data/study-rows";
import type { ExportedStudy } from "./study-file";

/** Somebody who was given a version of an exercise. */
export interface Answering {
  readonly id: string;
  readonly externalId: string;
  readonly revisionId: string;
  readonly versionNumber: number;
}

/**
 * Those whose answers to an exercise are exported, some at a time: who was given a version of it and
 * was asked it, and finished unless all are wanted.
 */
export async function* answering(
  study: ExportedStudy,
  exercise: RevisionExercise,
): AsyncGenerator<Interviews<Answering>> {
  const { rows, content, comparable, includeUnfinished } = study;
  const revisionIds = new Set(comparable.map(({ revision }) => revision.id));
  const asked = askedOf(content.screens);
  const pages = respondentPages(rows, [
    "externalId",
    "revisionId",
    "state",
    "cohortId",
    "versionNumber",
    "furtherVersions",
  ]);
  for await (const page of pages) {
    const given = page.flatMap((respondent) => {
      const { id, externalId, revisionId, state, cohortId } = respondent;
      const versionNumber = versionOf(respondent, exercise);
      const isWanted = state === "complete" || (includeUnfinished && state === "active");
      if (versionNumber === null || !revisionIds.has(revisionId) || !isWanted) return [];
      return [{ id, externalId, revisionId, cohortId, versionNumber }];
    });
    for (const some of interviewsOf(rows, given)) {
      if (!asked.looksBack) {
        yield some;
        continue;
      }
      const answersOf = await some.questions(["screenKey", "value", "otherText"]);
      yield some.only(({ id, cohortId }) =>
        asked.of({ cohortId, answers: answersOf(id) })(exercise.key),
      );
    }
  }
}

function versionOf(
  respondent: Pick<Tables["respondent"]["$inferSelect"], "versionNumber" | "furtherVersions">,
  { key, isMain }: RevisionExercise,
): number | null {
  return isMain ? respondent.versionNumber : (respondent.furtherVersions?.[key] ?? null);
}
