"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { cancelRun } from "@/lib/analysis/runs/cancel-run";
import { nudgeJobs } from "@/lib/jobs/run-jobs";
import { requestCauses } from "@/lib/reports/report/causes/request-causes";
import { requestModel } from "@/lib/reports/report/model/request-model";

/** Has the causes of the gaps computed in the background. */
export async function computeCauses(
  studyId: string,
  exercise: string | undefined,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await requestCauses({ db, actor, input: { studyId, exercise } });
    nudgeJobs();
    revalidatePath(`/studies/${studyId}/report`);
    return undefined;
  });
}

/** Has hierarchical Bayes of everybody computed in the background. */
export async function computeModel(
  studyId: string,
  exercise: string | undefined,
): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await requestModel({ db, actor, input: { studyId, exercise } });
    nudgeJobs();
    revalidatePath(`/studies/${studyId}/report`);
    return undefined;
  });
}

/** Ends an analysis that waits or is under way. */
export async function cancelAnalysis(studyId: string, runId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await cancelRun({ db, actor, input: { studyId, runId } });
    nudgeJobs();
    revalidatePath(`/studies/${studyId}/report`);
    return undefined;
  });
}
