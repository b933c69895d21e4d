import type { RevisionContent } from "@/db/queries/revision-content";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { SuspectPair } from "@/db/schema/study-content";
import { type Causes, causesMethod } from "@/lib/analysis/methods/causes";
import { type AskedRun, readAskedRun } from "@/lib/analysis/runs/asked-run";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import { CAUSES_SEED, causesOptions, plannedPairs } from "./causes-question";

/** The run that tells the causes of a report's gaps, as far as it is. */
export interface ReportCauses extends AskedRun<Causes> {
  /** Pairs decided about before anybody answered whose answers count. */
  readonly pairs: readonly SuspectPair[];
}

/**
 * Finds the run of the causes among the stored ones: no answers are read for it.
 *
 * @param comparable the revisions that are counted together
 * @param dataState of the study now
 */
export async function readReportCauses(
  rows: StudyRows,
  {
    comparable,
    exercise,
    dataState,
  }: {
    comparable: readonly RevisionContent[];
    exercise: RevisionExercise;
    dataState: string;
  },
): Promise<ReportCauses> {
  const pairs = plannedPairs(comparable, exercise);
  const run = await readAskedRun<Causes>(rows, {
    method: causesMethod.name,
    options: causesOptions(pairs),
    seed: CAUSES_SEED,
    exercise: exercise.mark ? exercise.key : null,
    dataState,
  });
  return { ...run, pairs };
}
