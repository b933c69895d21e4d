import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { IndividualUtilities } from "@/db/schema/work";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { requireRun } from "./run-state";
import { runInput } from "./schema";

/**
 * The utilities of every respondent that a run found; null where the method has none or is not done.
 *
 * @throws NotFound, Forbidden for actors who may not edit the study: these are single respondents
 */
export async function readIndividualUtilities({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: z.input<typeof runInput>;
}): Promise<IndividualUtilities | null> {
  const { studyId, runId } = parse(runInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "edit studies");
    await requireRun({ t, queries, studyId }, runId);
    const [{ individual }] = await queries
      .select({ individual: t.analysisRun.individual })
      .from(t.analysisRun)
      .where(eq(t.analysisRun.id, runId));
    return individual;
  });
}
