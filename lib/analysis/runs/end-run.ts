import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { type RunRow, requireRun } from "./run-state";
import { runInput } from "./schema";

export interface EndRunRequest {
  readonly db: Database;
  readonly actor: Actor;
  readonly input: z.input<typeof runInput>;
}

/**
 * Ends the job of a run, where it has one that is not over.
 *
 * @param verb what the audit log calls it
 * @param also what else is done to the run, in the same write
 * @returns whether there was anything to end
 * @throws NotFound, Forbidden for actors who may not edit the study
 */
export async function endRun(
  { db, actor, input }: EndRunRequest,
  verb: string,
  also: (source: { t: Tables; tx: Queries }, row: RunRow) => Promise<void>,
): Promise<boolean> {
  const { studyId, runId } = parse(runInput, input);
  const { t } = db;
  return db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const row = await requireRun({ t, queries: tx, studyId }, runId);
    const ended =
      row.run.jobId === null
        ? []
        : await tx
            .update(t.job)
            .set({ state: "cancelled", finishedAt: Date.now() })
            .where(and(eq(t.job.id, row.run.jobId), inArray(t.job.state, ["queued", "running"])))
            .returning({ id: t.job.id });
    await also({ t, tx }, row);
    await recordAudit({ t, tx }, actor, {
      verb,
      subjectType: "study",
      subjectId: studyId,
      detail: { runId, method: row.run.method },
    });
    return ended.length > 0;
  });
}
