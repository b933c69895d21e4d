import { z } from "zod";
import { computeRun } from "@/lib/analysis/runs/compute-run";
import { parse } from "@/lib/errors";
import type { JobContext } from "./job-kind";

const runJobInput = z.strictObject({ runId: z.string() });

/** Computes a run of a method of analysis that takes long. */
export function runAnalysisJob({ db, job, signal, onProgress }: JobContext) {
  const { runId } = parse(runJobInput, job.input);
  return computeRun(
    db,
    { studyId: job.studyId, runId },
    { signal, onProgress: (progress) => onProgress(progress.fraction, progress) },
  );
}
