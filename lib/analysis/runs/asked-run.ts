import { and, eq, isNull } from "drizzle-orm";
import { canonicalJson } from "@/lib/files/canonical-json";
import type { StudyRows } from "../study-data/study-rows";
import { RUN_ENGINE } from "./run-key";
import { type RunState, runRows, summaryOf } from "./run-state";

/** The stored run that answers a question, as far as it is. */
export interface AskedRun<Result> {
  /** Of the newest run that asks this; "none" before anybody asked. */
  readonly state: RunState | "none";
  readonly runId: string | null;
  /** 0 … 1. */
  readonly fraction: number;
  /** What the last look at the chains found; null before the first, and for what has none. */
  readonly convergence: { readonly rHatMax: number; readonly essBulkMin: number } | null;
  /** Why it failed, in words. */
  readonly failure: string | null;
  /** The newest that is done, perhaps of earlier answers; null before there is one. */
  readonly done: {
    readonly runId: string;
    readonly result: Result;
    readonly seed: number;
    readonly engine: string;
    readonly dataHash: string;
    readonly finishedAt: number;
    /** Whether answers were added, changed or left out since. */
    readonly isStale: boolean;
  } | null;
}

/**
 * Finds a method's run by its question among the stored ones: no answers are read for it.
 *
 * @param asked options with every default put in; the exercise's key, null for the main one; the state
 *   of the data now, as of `readRespondents`
 */
export async function readAskedRun<Result>(
  rows: StudyRows,
  asked: {
    method: string;
    options: unknown;
    seed: number;
    exercise: string | null;
    dataState: string | null;
  },
): Promise<AskedRun<Result>> {
  const { analysisRun } = rows.t;
  const areWanted = and(
    eq(analysisRun.method, asked.method),
    eq(analysisRun.engine, RUN_ENGINE),
    eq(analysisRun.seed, asked.seed),
    asked.exercise === null
      ? isNull(analysisRun.exercise)
      : eq(analysisRun.exercise, asked.exercise),
  );
  const options = canonicalJson(asked.options);
  const found = areWanted ? await runRows(rows, areWanted) : [];
  const runs = found
    .map((row) => summaryOf(row, asked.dataState))
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
    convergence: told?.progress?.convergence ?? null,
    failure: told?.failure ?? null,
    done: done
      ? {
          runId: done.id,
          // Runs of one method and engine hold what it gives and nothing else.
          result: (await resultOf(rows, done.id)) as Result,
          seed: done.seed,
          engine: done.engine,
          dataHash: done.dataHash,
          finishedAt: done.finishedAt ?? done.requestedAt,
          isStale: done.stale,
        }
      : null,
  };
}

async function resultOf({ t, queries }: StudyRows, runId: string): Promise<unknown> {
  const [{ result }] = await queries
    .select({ result: t.analysisRun.result })
    .from(t.analysisRun)
    .where(eq(t.analysisRun.id, runId));
  return result;
}
