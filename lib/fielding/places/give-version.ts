import { asc, eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { Tables } from "@/db/schema/tables";
import type { FrozenContent } from "../interview/frozen-content";
import { heldVersion, requireExercise } from "../interview/interview";
import type { Step } from "../interview/sequence";
import { assignVersion } from "./assign-version";
import type { GivenVersion } from "./counted-versions";

type Respondent = Pick<
  Tables["respondent"]["$inferSelect"],
  "cohortId" | "number" | "isTest" | "versionNumber" | "furtherVersions"
>;

/**
 * Gives a respondent who comes to a task the version of its exercise, if they hold none yet, inside
 * the caller's transaction.
 *
 * @param counted the versions that count as taken for them already
 * @returns what that changes of the respondent; nothing on other screens and on later tasks
 */
export async function giveVersion(
  db: Pick<Database, "t">,
  tx: Queries,
  content: FrozenContent,
  step: Step | undefined,
  respondent: Respondent & Pick<Tables["respondent"]["$inferSelect"], "id" | "studyId">,
  counted: readonly GivenVersion[] = [],
): Promise<Partial<Pick<Respondent, "versionNumber" | "furtherVersions">>> {
  if (step?.kind !== "task") return {};
  const exercise = requireExercise(content, step.exercise);
  if (!exercise.design || heldVersion(respondent, exercise) !== null) return {};
  const given =
    (await mirroredVersion(db, tx, content, exercise, respondent)) ??
    (await assignVersion(db, tx, exercise.design, respondent, counted));
  if (exercise.isMain) return { versionNumber: given };
  return { furtherVersions: { ...respondent.furtherVersions, [exercise.key]: given } };
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
