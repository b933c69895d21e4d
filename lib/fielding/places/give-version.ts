import { asc, eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { Tables } from "@/db/schema/tables";
import type { FrozenContent } from "../interview/frozen-content";
import { heldVersion, requireExercise } from "../interview/interview";
import type { Step } from "../interview/sequence";
import { assignVersion, type GivenVersion } from "./assign-version";

type Respondent = Pick<
  Tables["respondent"]["$inferSelect"],
  "cohortId" | "number" | "isTest" | "versionNumber" | "furtherVersions"
>;

/**
 * Gives a respondent who comes to a task the version of its exercise, if they hold none yet, inside
 * the caller's transaction.
 *
 * @returns what that changes of the respondent; nothing on other screens and on later tasks
 */
export async function giveVersion(
  db: Pick<Database, "t">,
  tx: Queries,
  content: FrozenContent,
  step: Step | undefined,
  respondent: Respondent & Pick<Tables["respondent"]["$inferSelect"], "studyId">,
): Promise<Partial<Pick<Respondent, "versionNumber" | "furtherVersions">>> {
  if (step?.kind !== "task") return {};
  const exercise = requireExercise(content, step.exercise);
  if (!exercise.design || heldVersion(respondent, exercise) !== null) return {};
  const given =
    (await mirroredVersion(db, tx, content, exercise, respondent)) ??
    (await assignVersion(db, tx, exercise.design, respondent));
  if (exercise.isMain) return { versionNumber: given };
  return { furtherVersions: { ...respondent.furtherVersions, [exercise.key]: given } };
}

/**
 * The versions that count as taken for a respondent: those they hold by being the least filled. A
 * mirror's is turned from another and counts nowhere; tests and people without a cohort count nowhere.
 */
export function countedVersions(
  { exercises }: Pick<FrozenContent, "exercises">,
  respondent: Omit<Respondent, "number">,
): GivenVersion[] {
  const { cohortId, isTest } = respondent;
  if (cohortId === null || isTest) return [];
  return exercises.flatMap((exercise, index) => {
    const versionNumber = heldVersion(respondent, exercise);
    if (versionNumber === null || !exercise.design) return [];
    const { mirror } = exercise.settings;
    const isTurned = exercises
      .slice(0, index)
      .some(
        ({ key, isMain }) =>
          key === mirror?.of && heldVersion(respondent, { key, isMain }) !== null,
      );
    return isTurned ? [] : [{ designId: exercise.design.id, cohortId, versionNumber }];
  });
}

/**
 * A mirror shows the tasks of another version than the exercise it mirrors, so that none comes again
 * literally: the one so many places further on. Each version has its own counterpart, so mirrors are
 * as balanced as the exercise itself. Null where there is nothing to turn from.
 */
async function mirroredVersion(
  { t }: Pick<Database, "t">,
  tx: Queries,
  { exercises }: FrozenContent,
  { key, settings: { mirror }, design }: RevisionExercise,
  respondent: Respondent,
): Promise<number | null> {
  if (!mirror || !design) return null;
  const mirrored = exercises.find((exercise) => exercise.key === mirror.of);
  const own = mirrored ? heldVersion(respondent, mirrored) : null;
  if (own === null) return null;
  const versions = await tx
    .select({ number: t.designVersion.number })
    .from(t.designVersion)
    .where(eq(t.designVersion.designId, design.id))
    .orderBy(asc(t.designVersion.number));
  const numbers = versions.map(({ number }) => number);
  const mirrors = exercises.filter(({ settings }) => settings.mirror?.of === mirror.of);
  const place = mirrors.findIndex((exercise) => exercise.key === key) + 1;
  const step = Math.floor((numbers.length * place) / (mirrors.length + 1));
  return numbers[(numbers.indexOf(own) + step) % numbers.length];
}
