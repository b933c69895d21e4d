import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { jobInput } from "./schema";

/** Stops a study's queued or running job; one that has ended stays as it ended. */
export async function cancelJob(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof jobInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, jobId } = parse(jobInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const [job] = await tx
      .select({ id: t.job.id, kind: t.job.kind })
      .from(t.job)
      .where(and(eq(t.job.id, jobId), eq(t.job.studyId, studyId)));
    if (!job) throw new NotFound("job");
    await tx
      .update(t.job)
      .set({ state: "cancelled", finishedAt: Date.now() })
      .where(and(eq(t.job.id, jobId), inArray(t.job.state, ["queued", "running"])));
    await recordAudit({ t, tx }, actor, {
      verb: "cancel job",
      subjectType: "study",
      subjectId: studyId,
      detail: { jobId, kind: job.kind },
    });
  });
}
