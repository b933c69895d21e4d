import { eq } from "drizzle-orm";
import { type EndRunRequest, endRun } from "./end-run";

/**
 * Deletes a run with what came out of it; one that is under way is ended.
 *
 * @throws NotFound, Forbidden for actors who may not edit the study
 */
export async function deleteRun({ db, actor, input }: EndRunRequest): Promise<void> {
  await endRun({ db, actor, input }, "delete analysis", async ({ t, tx }, { run }) => {
    await tx.delete(t.analysisRun).where(eq(t.analysisRun.id, run.id));
  });
}
