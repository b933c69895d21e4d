import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { readDataState } from "../study-data/read-study";
import { type RunSummary, requireRun, summaryOf } from "./run-state";
import { runInput } from "./schema";

/**
 * A run with its result: what the method of that name gives, null until it is done.
 *
 * @throws NotFound, Forbidden for actors who may not read reports of the study
 */
export async function readRun({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: z.input<typeof runInput>;
}): Promise<RunSummary & { readonly result: unknown }> {
  const { studyId, runId } = parse(runInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "read reports");
    const row = await requireRun({ t, queries, studyId }, runId);
    const [{ result }] = await queries
      .select({ result: t.analysisRun.result })
      .from(t.analysisRun)
      .where(eq(t.analysisRun.id, runId));
    const state = await readDataState({ t, queries, studyId });
    return { ...summaryOf(row, state), result };
  });
}
