import { and, eq, inArray } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, parse } from "@/lib/errors";
import { requireDraft } from "./require-draft";
import { studyInput } from "./schema";

/** Fewer items make no design worth having. */
const LEAST_ITEMS = 4;

/**
 * Asks for a draft's design to be generated from its settings; a job does it.
 *
 * @returns the job's id
 * @throws Conflict frozen; designUnderWay; fewItemsForDesign; moreThanItems; fewerThanItems
 */
export async function requestDesign(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<string> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  const jobId = uuid();
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    const { items } = await revisionContent({ t, queries: tx }, revision);
    if (items.length < LEAST_ITEMS) {
      throw new Conflict("fewItemsForDesign", { minimum: LEAST_ITEMS, count: items.length });
    }
    if (revision.designSettings.itemsPerTask > items.length) {
      throw new Conflict("moreThanItems", { items: items.length });
    }
    const { itemsPerTask, taskCount } = revision.designSettings;
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
      input: { revisionId: revision.id },
      state: "queued",
      createdByUserId: actor.userId,
      createdAt: Date.now(),
    });
    await recordAudit({ t, tx }, actor, {
      verb: "request design",
      subjectType: "study",
      subjectId: studyId,
      detail: { jobId, ...revision.designSettings },
    });
  });
  return jobId;
}
