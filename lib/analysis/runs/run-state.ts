import { and, eq, type SQL } from "drizzle-orm";
import type { Tables } from "@/db/schema/tables";
import { NotFound } from "@/lib/errors";
import type { MethodProgress } from "../methods/method";
import type { StudyRows } from "../study-data/study-rows";

export type RunState = "waiting" | "running" | "done" | "failed" | "cancelled";

/** A run as lists and pages show it, without what came out of it. */
export interface RunSummary {
  readonly id: string;
  readonly method: string;
  readonly options: unknown;
  readonly seed: number;
  /** The exercise's key; null for the main one. */
  readonly exercise: string | null;
  readonly engine: string;
  readonly dataHash: string;
  readonly state: RunState;
  /** What was told last; null before anything was, and once it is over. */
  readonly progress: MethodProgress | null;
  /** Why it failed, in words for the person who asked. */
  readonly failure: string | null;
  /** Null for the system. */
  readonly requestedByUserId: string | null;
  /** Moments in milliseconds since 1970. */
  readonly requestedAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Whether answers were added, changed or left out since: the result stands for what there was then. */
  readonly stale: boolean;
}

/** The columns that a summary is made of: never those of the result, which can be large. */
function summaryColumns({ analysisRun, job }: Tables) {
  const { id, method, options, seed, exercise, engine, dataHash, dataState } = analysisRun;
  const { jobId, requestedByUserId, requestedAt, finishedAt } = analysisRun;
  return {
    run: {
      id,
      method,
      options,
      seed,
      exercise,
      engine,
      dataHash,
      dataState,
      jobId,
      requestedByUserId,
      requestedAt,
      finishedAt,
    },
    job: {
      state: job.state,
      progressDetail: job.progressDetail,
      failure: job.failure,
      startedAt: job.startedAt,
      finishedAt: job.finishedAt,
    },
  };
}

/** Those runs of a study that are wanted, with the state of their jobs. */
export async function runRows({ t, queries, studyId }: StudyRows, areWanted: SQL) {
  return queries
    .select(summaryColumns(t))
    .from(t.analysisRun)
    .leftJoin(t.job, eq(t.job.id, t.analysisRun.jobId))
    .where(and(eq(t.analysisRun.studyId, studyId), areWanted));
}

export type RunRow = Awaited<ReturnType<typeof runRows>>[number];

/** @throws NotFound when the study has no such run */
export async function requireRun(rows: StudyRows, runId: string): Promise<RunRow> {
  const [found] = await runRows(rows, eq(rows.t.analysisRun.id, runId));
  if (!found) throw new NotFound("run");
  return found;
}

/** A finished run is done whatever its job's row says: both are written in one transaction. */
export function stateOf({ run, job }: RunRow): RunState {
  if (run.finishedAt !== null) return "done";
  switch (job?.state) {
    case "queued":
      return "waiting";
    case "running":
      return "running";
    case "cancelled":
      return "cancelled";
    default:
      return "failed";
  }
}

/** @param dataState of the study now */
export function summaryOf(row: RunRow, dataState: string | null): RunSummary {
  const { dataState: ofRun, jobId: _, ...run } = row.run;
  const state = stateOf(row);
  const isOver = state !== "waiting" && state !== "running";
  return {
    ...run,
    state,
    // Written by the job's own hook and nowhere else.
    progress: isOver ? null : ((row.job?.progressDetail ?? null) as MethodProgress | null),
    failure: state === "failed" ? (row.job?.failure ?? null) : null,
    startedAt: row.job ? row.job.startedAt : run.requestedAt,
    finishedAt: run.finishedAt ?? row.job?.finishedAt ?? null,
    stale: ofRun !== dataState,
  };
}
