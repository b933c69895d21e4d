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

interface Request {
  readonly db: Database;
  readonly actor: Actor;
  readonly input: z.input<typeof runInput>;
}

/**
 * Ends a run that waits or is under way, for everybody who asked for it; one that is over stays as it
 * is. `nudgeJobs` ends its threads sooner.
 *
 * @returns whether there was anything to end
 * @throws NotFound, Forbidden for actors who may not edit the study
 */
export function cancelRun(request: Request): Promise<boolean> {
  return endRun(request, "cancel analysis", async () => undefined);
}

/**
 * Deletes a run with what came out of it; one that is under way is ended.
 *
 * @throws NotFound, Forbidden for actors who may not edit the study
 */
export async function deleteRun(request: Request): Promise<void> {
  await endRun(request, "delete analysis", async ({ t, tx }, { run }) => {
    await tx.delete(t.analysisRun).where(eq(t.analysisRun.id, run.id));
  });
}

async function endRun(
  { db, actor, input }: Request,
  verb: string,
  also: (source: { t: Tables; tx: Queries }, row: RunRow) => Promise<void>,
): Promise<boolean> {
  const { studyId, runId } = parse(runInput, input);
  const { t } = db;
  return db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const row = await requireRun({ t, queries: tx }, studyId, runId);
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
