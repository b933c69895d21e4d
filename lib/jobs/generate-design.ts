import { and, eq, inArray, max } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Queries } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { revisionContent } from "@/db/queries/revision-content";
import { designedExercise } from "@/db/queries/revision-exercises";
import type { Tables } from "@/db/schema/tables";
import { inWorker } from "@/lib/compute/in-worker";
import { Conflict, NotFound, parse } from "@/lib/errors";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { JobContext } from "./job-kind";

const designJobInput = z.strictObject({
  revisionId: z.string(),
  /** The key of the exercise; the study's main one where a job names none. */
  exercise: z.string().optional(),
});

/**
 * Makes the design of a draft revision's exercise from its items and settings, in place of the one
 * it has. Fails when the revision is frozen, or when items or settings changed while it was computed.
 */
export async function generateDesignJob({ db, job, signal, onProgress }: JobContext) {
  const { revisionId, exercise } = parse(designJobInput, job.input);
  const { t } = db;
  const order = await db.snapshot((queries) =>
    readOrder({ t, queries }, job.studyId, { revisionId, exercise }),
  );
  const { itemNumbers } = order;
  const { itemsPerTask, taskCount, versionCount, seed, prohibitedPairs } = order.settings;
  const { design, diagnostics } = await inWorker(
    "generate-design",
    {
      itemCount: itemNumbers.length,
      itemsPerTask,
      taskCount,
      versionCount,
      seed,
      prohibitedPairs: prohibitedPairs.map(([first, second]) => [
        itemNumbers.indexOf(first),
        itemNumbers.indexOf(second),
      ]),
    },
    { signal, onProgress },
  );

  return async (tx: Queries): Promise<void> => {
    const orderNow = await readOrder({ t, queries: tx }, job.studyId, { revisionId, exercise });
    if (JSON.stringify(orderNow) !== JSON.stringify(order)) throw new Conflict("designOutdated");
    const isReplaced = and(
      eq(t.design.revisionId, revisionId),
      eq(t.design.exercise, order.exercise),
    );
    const replaced = tx.select({ id: t.design.id }).from(t.design).where(isReplaced);
    await tx.delete(t.designVersion).where(inArray(t.designVersion.designId, replaced));
    await tx.delete(t.design).where(isReplaced);
    const first = await firstVersionNumber({ t, queries: tx }, job.studyId, order.exercise);
    const designId = uuid();
    await tx.insert(t.design).values({
      id: designId,
      revisionId,
      exercise: order.exercise,
      origin: "generated",
      seed,
      engine: ENGINE,
      itemsPerTask,
      taskCount,
      versionCount,
      itemNumbers,
      diagnostics,
      createdAt: Date.now(),
    });
    await insertRows(
      tx,
      t.designVersion,
      design.versions.map((tasks, version) => ({
        designId,
        number: first + version,
        tasks: tasks.map((task) => task.map((item) => itemNumbers[item])),
      })),
    );
  };
}

/**
 * One more than any version that the study's other designs of this exercise have: a version's number
 * means one thing in every export, whichever revision it was asked in.
 */
async function firstVersionNumber(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
  exercise: string,
): Promise<number> {
  const [row] = await queries
    .select({ highest: max(t.designVersion.number) })
    .from(t.designVersion)
    .innerJoin(t.design, eq(t.design.id, t.designVersion.designId))
    .innerJoin(t.revision, eq(t.revision.id, t.design.revisionId))
    .where(and(eq(t.revision.studyId, studyId), eq(t.design.exercise, exercise)));
  return (row?.highest ?? 0) + 1;
}

/** All that a design is made from. @throws Conflict frozen once the study was launched */
async function readOrder(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
  { revisionId, exercise: key }: z.output<typeof designJobInput>,
) {
  const [revision] = await queries
    .select()
    .from(t.revision)
    .where(and(eq(t.revision.id, revisionId), eq(t.revision.studyId, studyId)));
  if (!revision) throw new NotFound("revision");
  if (revision.frozenAt !== null) throw new Conflict("frozen");
  const content = await revisionContent({ t, queries }, revision);
  const exercise = designedExercise(content, key);
  if (!exercise) throw new NotFound("exercise");
  return {
    exercise: exercise.key,
    settings: exercise.designSettings,
    itemNumbers: exercise.items.map((item) => item.number),
  };
}
