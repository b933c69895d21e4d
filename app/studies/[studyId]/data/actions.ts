"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { deleteRun } from "@/lib/analysis/runs/delete-run";
import { nudgeJobs } from "@/lib/jobs/run-jobs";

/** Deletes a stored analysis with what came out of it. */
export async function deleteAnalysis(studyId: string, runId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await deleteRun({ db, actor, input: { studyId, runId } });
    nudgeJobs();
    revalidatePath(`/studies/${studyId}/data`);
    return undefined;
  });
}
