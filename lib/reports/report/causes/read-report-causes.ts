import { and, eq, isNull } from "drizzle-orm";
import type { RevisionContent } from "@/db/queries/revision-content";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { SuspectPair } from "@/db/schema/study-content";
import type { Causes } from "@/lib/analysis/methods/causes";
import { causesMethod } from "@/lib/analysis/methods/causes";
import { RUN_ENGINE } from "@/lib/analysis/runs/run-key";
import { type RunState, runRows, summaryOf } from "@/lib/analysis/runs/run-state";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import { canonicalJson } from "@/lib/files/canonical-json";
import { CAUSES_SEED, causesOptions, plannedPairs } from "./causes-question";

/** The run that tells the causes of a report's gaps, as far as it is. */
export interface ReportCauses {
  /** Of the newest run that asks what the report asks; "none" before anybody asked. */
  readonly state: RunState | "none";
  readonly runId: string | null;
  /** 0 … 1. */
  readonly fraction: number;
  /** Why it failed, in words. */
  readonly failure: string | null;
  /** Pairs decided about before anybody answered whose answers count. */
  readonly pairs: readonly SuspectPair[];
  /** The newest that is done, perhaps of earlier answers; null before there is one. */
  readonly done: {
    readonly result: Causes;
    readonly finishedAt: number;
    /** Whether answers were added, changed or left out since. */
    readonly isStale: boolean;
  } | null;
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
  const { analysisRun } = rows.t;
  const pairs = plannedPairs(comparable, exercise);
  const options = canonicalJson(causesOptions(pairs));
  const areWanted = and(
    eq(analysisRun.method, causesMethod.name),
    eq(analysisRun.engine, RUN_ENGINE),
    eq(analysisRun.seed, CAUSES_SEED),
    exercise.mark ? eq(analysisRun.exercise, exercise.key) : isNull(analysisRun.exercise),
  );
  const found = areWanted ? await runRows(rows, areWanted) : [];
  const runs = found
    .map((row) => summaryOf(row, dataState))
    .filter((run) => canonicalJson(run.options) === options)
    .sort((one, other) => other.requestedAt - one.requestedAt || (one.id < other.id ? 1 : -1));
  const newest = runs[0];
  const done =
    runs.find(({ state, stale }) => state === "done" && !stale) ??
    runs.find(({ state }) => state === "done");
  // Asked again, the same answers give back a run that is older than others.
  const told = done && !done.stale ? done : newest;
  return {
    state: told?.state ?? "none",
    runId: told?.id ?? null,
    fraction: told?.progress?.fraction ?? 0,
    failure: told?.failure ?? null,
    pairs,
    done: done
      ? {
          result: await resultOf(rows, done.id),
          finishedAt: done.finishedAt ?? done.requestedAt,
          isStale: done.stale,
        }
      : null,
  };
}

async function resultOf({ t, queries }: StudyRows, runId: string): Promise<Causes> {
  const [{ result }] = await queries
    .select({ result: t.analysisRun.result })
    .from(t.analysisRun)
    .where(eq(t.analysisRun.id, runId));
  // Runs of this method and engine hold what it gives and nothing else.
  return result as Causes;
}
