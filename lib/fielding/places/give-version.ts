import { asc, eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { Tables } from "@/db/schema/tables";
import type { FrozenContent } from "../interview/frozen-content";
import type { GivenVersions } from "../interview/given-versions";
import { requireExercise } from "../interview/interview";
import type { Step } from "../interview/sequence";
import { assignVersion } from "./assign-version";
import type { CountedVersion } from "./counted-versions";

type Respondent = Pick<
  Tables["respondent"]["$inferSelect"],
  "id" | "studyId" | "cohortId" | "number" | "isTest"
>;

/**
 * Gives a respondent who comes to a task the version of its exercise, if they hold none yet, inside
 * the caller's transaction.
 *
 * @param versions those they hold
 * @param counted the versions that count as taken for them already
 * @returns the versions they hold then: the same on other screens and on later tasks
 */
export async function giveVersion(
  db: Pick<Database, "t">,
  tx: Queries,
  content: FrozenContent,
  step: Step | undefined,
  respondent: Respondent,
  versions: GivenVersions,
  counted: readonly CountedVersion[] = [],
): Promise<GivenVersions> {
  if (step?.kind !== "task") return versions;
  const exercise = requireExercise(content, step.exercise);
  if (!exercise.design || versions.has(exercise.key)) return versions;
  const versionNumber =
    (await mirroredVersion(db, tx, content, exercise, versions)) ??
    (await assignVersion(db, tx, exercise.design, respondent, counted));
  const given = { respondentId: respondent.id, exercise: exercise.key, versionNumber };
  await tx.insert(db.t.givenVersion).values(given);
  return new Map(versions).set(exercise.key, versionNumber);
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
  versions: GivenVersions,
): Promise<number | null> {
  if (!mirror || !design) return null;
  const own = versions.get(mirror.of);
  if (own === undefined) return null;
  const rows = await tx
    .select({ number: t.designVersion.number })
    .from(t.designVersion)
    .where(eq(t.designVersion.designId, design.id))
    .orderBy(asc(t.designVersion.number));
  const numbers = rows.map(({ number }) => number);
  const mirrors = exercises.filter(({ settings }) => settings.mirror?.of === mirror.of);
  const place = mirrors.findIndex((exercise) => exercise.key === key) + 1;
  const step = Math.floor((numbers.length * place) / (mirrors.length + 1));
  return numbers[(numbers.indexOf(own) + step) % numbers.length];
}
