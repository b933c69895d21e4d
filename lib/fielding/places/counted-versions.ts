import type { Tables } from "@/db/schema/tables";
import type { FrozenContent } from "../interview/frozen-content";
import type { GivenVersions } from "../interview/given-versions";
import type { Step } from "../interview/sequence";

/** A version that an interview of a cohort holds. */
export interface CountedVersion {
  readonly studyId: string;
  /** The exercise it was given for. */
  readonly key: string;
  /** The exercise whose design it is of: the same, or the one that is mirrored. */
  readonly exercise: string;
  readonly cohortId: string;
  readonly versionNumber: number;
}

/**
 * The versions that count as taken for a respondent: those they hold by being the least filled, of
 * exercises that they are asked. An exercise that an edit has hidden counts no longer, until another
 * one shows it again. A mirror's version is turned from another and counts nowhere; tests and people
 * without a cohort count nowhere.
 *
 * @param versions what they were given
 * @param steps the screens the respondent is asked
 */
export function countedVersions(
  { exercises }: Pick<FrozenContent, "exercises">,
  respondent: Pick<Tables["respondent"]["$inferSelect"], "studyId" | "cohortId" | "isTest">,
  versions: GivenVersions,
  steps: readonly Step[],
): CountedVersion[] {
  const { studyId, cohortId, isTest } = respondent;
  if (cohortId === null || isTest) return [];
  const asked = new Set(steps.flatMap((step) => (step.kind === "task" ? [step.exercise] : [])));
  return exercises.flatMap((exercise, index) => {
    const versionNumber = versions.get(exercise.key);
    if (versionNumber === undefined || !exercise.design || !asked.has(exercise.key)) return [];
    const { mirror } = exercise.settings;
    const isTurned = exercises
      .slice(0, index)
      .some(({ key }) => key === mirror?.of && versions.has(key));
    if (isTurned) return [];
    const { key, design } = exercise;
    return [{ studyId, key, exercise: design.exercise, cohortId, versionNumber }];
  });
}
