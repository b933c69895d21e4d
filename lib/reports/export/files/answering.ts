import type { RevisionExercise } from "@/db/queries/revision-exercises";
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
  readonly cohortId: string | null;
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
  const pages = respondentPages(rows, ["externalId", "revisionId", "state", "cohortId"]);
  for await (const page of pages) {
    const wanted = page.filter(({ state, revisionId }) => {
      const isWanted = state === "complete" || (includeUnfinished && state === "active");
      return isWanted && revisionIds.has(revisionId);
    });
    for (const some of interviewsOf(rows, wanted)) {
      const versionOf = await some.versions(exercise.key);
      const given = some.map(({ id, externalId, revisionId, cohortId }) => {
        const versionNumber = versionOf(id);
        if (versionNumber === null) return null;
        return { id, externalId, revisionId, cohortId, versionNumber };
      });
      if (!asked.looksBack) {
        yield given;
        continue;
      }
      const answersOf = await given.questions(["screenKey", "value", "otherText"]);
      yield given.only(({ id, cohortId }) =>
        asked.of({ cohortId, answers: answersOf(id) })(exercise.key),
      );
    }
  }
}
