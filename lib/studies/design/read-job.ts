import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { JobState } from "@/db/schema/work";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";

/** How far a piece of long work has come. */
export interface JobStatus {
  readonly id: string;
  readonly state: JobState;
  /** 0 … 1. */
  readonly progress: number;
  readonly failure: string | null;
}

/** The newest job of a kind in a study, or null; for those who edit it. */
export async function readJob(request: {
  db: Database;
  actor: Actor;
  input: { studyId: string; kind: string };
}): Promise<JobStatus | null> {
  const { db, actor, input } = request;
  const { t, read } = db;
  await requireStudy({ t, queries: read }, actor, input.studyId, "edit studies");
  const [job] = await read
    .select({
      id: t.job.id,
      state: t.job.state,
      progress: t.job.progress,
      failure: t.job.failure,
    })
    .from(t.job)
    .where(and(eq(t.job.studyId, input.studyId), eq(t.job.kind, input.kind)))
    .orderBy(desc(t.job.createdAt), desc(t.job.id))
    .limit(1);
  return job ?? null;
}
