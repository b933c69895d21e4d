import { and, eq, inArray } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import { designedExercise } from "@/db/queries/revision-exercises";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, NotFound, parse } from "@/lib/errors";
import { requireDraft } from "../draft/require-draft";
import { requestDesignInput } from "./schema";

/** Fewer items make no design worth having. */
const MIN_ITEMS = 4;

/**
 * Asks for the design of a draft's exercise to be generated from its settings; a job does it.
 *
 * @returns the job's id
 * @throws NotFound for an exercise that is not there or mirrors another
 * @throws Conflict frozen; designUnderWay; fewItemsForDesign; moreThanItems; fewerThanItems
 */
export async function requestDesign(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof requestDesignInput>;
}): Promise<string> {
  const { db, actor } = request;
  const { studyId, exercise: key } = parse(requestDesignInput, request.input);
  const { t } = db;
  const jobId = uuid();
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const exercise = designedExercise(content, key);
    if (!exercise) throw new NotFound("exercise");
    const { items, designSettings } = exercise;
    if (items.length < MIN_ITEMS) {
      throw new Conflict("fewItemsForDesign", { minimum: MIN_ITEMS, count: items.length });
    }
    if (designSettings.itemsPerTask > items.length) {
      throw new Conflict("moreThanItems", { items: items.length });
    }
    const { itemsPerTask, taskCount } = designSettings;
    if (itemsPerTask * taskCount < items.length) {
      throw new Conflict("fewerThanItems", { least: Math.ceil(items.length / itemsPerTask) });
    }
    const underWay = await tx
      .select({ id: t.job.id })
      .from(t.job)
      .where(
        and(
          eq(t.job.studyId, studyId),
          eq(t.job.kind, "generate-design"),
          inArray(t.job.state, ["queued", "running"]),
        ),
      )
      .limit(1);
    if (underWay.length > 0) throw new Conflict("designUnderWay");
    await tx.insert(t.job).values({
      id: jobId,
      organisationId: actor.organisationId,
      studyId,
      kind: "generate-design",
      input: { revisionId: revision.id, exercise: exercise.key },
      state: "queued",
      createdByUserId: actor.userId,
      createdAt: Date.now(),
    });
    await recordAudit({ t, tx }, actor, {
      verb: "request design",
      subjectType: "study",
      subjectId: studyId,
      detail: { jobId, exercise: exercise.key, ...designSettings },
    });
  });
  return jobId;
}
