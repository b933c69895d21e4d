import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { Analysis } from "@/lib/analysis/methods/analysis";
import { hbMethod } from "@/lib/analysis/methods/hb";
import { type AskedRun, readAskedRun } from "@/lib/analysis/runs/asked-run";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import { MODEL_SEED, modelOptions } from "./model-question";

/** The run of hierarchical Bayes behind a report, as far as it is. */
export type ReportModel = AskedRun<Analysis>;

/**
 * Finds the run of hierarchical Bayes among the stored ones: no answers are read for it.
 *
 * @param dataState of the study now
 */
export function readReportModel(
  rows: StudyRows,
  exercise: RevisionExercise,
  dataState: string | null,
): Promise<ReportModel> {
  return readAskedRun<Analysis>(rows, {
    method: hbMethod.name,
    options: modelOptions,
    seed: MODEL_SEED,
    exercise: exercise.mark ? exercise.key : null,
    dataState,
  });
}
