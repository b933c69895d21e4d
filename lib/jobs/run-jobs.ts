import { and, asc, eq, isNull, lt, notInArray, or } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import type { Tables } from "@/db/schema/tables";
import { RUN_JOB } from "@/lib/analysis/runs/request-run";
import { WORKER_COUNT } from "@/lib/compute/in-worker";
import { errorText } from "@/lib/i18n/translator";
import { logError } from "@/lib/log";
import { failureWords } from "./failure-words";
import { generateDesignJob } from "./generate-design";
import type { JobKind } from "./job-kind";
import { runAnalysisJob } from "./run-analysis";

type JobRow = Tables["job"]["$inferSelect"];
type Kinds = Readonly<Record<string, JobKind>>;

const KINDS: Kinds = {
  "generate-design": generateDesignJob,
  [RUN_JOB]: runAnalysisJob,
};

const LOOK_EVERY_MS = 2_000;
const BEAT_EVERY_MS = 2_000;
/** Ten missed beats: whoever ran it has ended, or can no longer reach the database. */
const STALE_AFTER_MS = 20_000;
/** A job that was under way at this many ends of a process is likely their cause. */
const MAX_ATTEMPTS = 3;

/** Takes jobs from the table for as long as the process lives. */
interface JobRunner {
  /** Looks at once for new jobs and for cancelled ones. */
  nudge(): void;
  /** Puts what is running back into the queue and stops looking. */
  stop(): Promise<void>;
}

interface Running {
  readonly job: JobRow;
  readonly controller: AbortController;
  progress: number;
  detail: unknown;
  /** Settles once the job's last word is written. */
  ended: Promise<void>;
}

// One process, one runner: bundlers give routes and the start-up hook copies of this module.
const shared = globalThis as typeof globalThis & { tradeoffJobs?: JobRunner };

/** Starts a new job at once instead of at the next look; the verb that made the row does not wait. */
export function nudgeJobs(): void {
  shared.tradeoffJobs?.nudge();
}

/**
 * Starts working through the job table, once in the life of a process. Several processes may do so
 * on one database: `attempts` counts who has taken a job, and only its latest taker writes to it.
 */
export function startJobs(db: Database, kinds: Kinds = KINDS): JobRunner {
  const running = new Map<string, Running>();
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let beating = Promise.resolve();
  let stopped = false;

  const takeAll = async (): Promise<void> => {
    try {
      while (lookAgain) {
        lookAgain = false;
        while (!stopped && running.size < WORKER_COUNT) {
          const job = await takeJob(db, [...running.keys()]);
          if (!job) break;
          start(job);
        }
      }
    } catch (error) {
      logError("looking for jobs", error);
    } finally {
      looking = null;
    }
  };
  const look = (): void => {
    lookAgain = true;
    looking ??= takeAll();
  };

  const start = (job: JobRow): void => {
    const controller = new AbortController();
    const entry: Running = {
      job,
      controller,
      progress: 0,
      detail: null,
      ended: Promise.resolve(),
    };
    running.set(job.id, entry);
    entry.ended = runJob(db, kinds, entry).finally(() => {
      running.delete(job.id);
      look();
    });
  };

  const beatAll = (): void => {
    beating = beating.then(async () => {
      for (const entry of running.values()) {
        await beat(db, entry).catch((error: unknown) => logError("beat of a job", error));
      }
    });
  };

  const lookTimer = setInterval(look, LOOK_EVERY_MS).unref();
  const beatTimer = setInterval(beatAll, BEAT_EVERY_MS).unref();

  const runner: JobRunner = {
    nudge() {
      look();
      beatAll();
    },
    async stop() {
      stopped = true;
      clearInterval(lookTimer);
      clearInterval(beatTimer);
      if (shared.tradeoffJobs === runner) shared.tradeoffJobs = undefined;
      // What is under way may be taking a job just now: only then is it known what is left.
      await looking;
      await beating;
      const left = [...running.values()];
      for (const { job, controller } of left) {
        controller.abort(new Error("The server is stopping."));
        await writeIfOurs(db, job, { state: "queued", attempts: job.attempts - 1 });
      }
      await Promise.all(left.map((entry) => entry.ended));
    },
  };
  shared.tradeoffJobs = runner;
  look();
  return runner;
}

/** The oldest job that waits or was left behind, marked as taken; null when there is none. */
async function takeJob(db: Database, except: readonly string[]): Promise<JobRow | null> {
  const { job } = db.t;
  const oldest = (queries: Queries) => {
    const isStale = or(isNull(job.beatAt), lt(job.beatAt, Date.now() - STALE_AFTER_MS));
    return queries
      .select()
      .from(job)
      .where(
        and(
          or(eq(job.state, "queued"), and(eq(job.state, "running"), isStale)),
          notInArray(job.id, [...except]),
        ),
      )
      .orderBy(asc(job.createdAt), asc(job.id))
      .limit(1);
  };
  // Looking is free; only a job that is there costs a transaction.
  if ((await oldest(db.read)).length === 0) return null;
  return db.write(async (tx) => {
    const [found] = await oldest(tx);
    if (!found) return null;
    const now = Date.now();
    const [taken] = await tx
      .update(job)
      .set({
        state: "running",
        attempts: found.attempts + 1,
        startedAt: found.startedAt ?? now,
        beatAt: now,
      })
      .where(eq(job.id, found.id))
      .returning();
    return taken;
  });
}

async function runJob(db: Database, kinds: Kinds, entry: Running): Promise<void> {
  const { job, controller } = entry;
  const { signal } = controller;
  try {
    if (job.attempts > MAX_ATTEMPTS) {
      const failure = errorText("jobInterrupted", { times: MAX_ATTEMPTS });
      await writeIfOurs(db, job, { state: "failed", failure, finishedAt: Date.now() });
      return;
    }
    const kind = kinds[job.kind];
    if (!kind) throw new Error(`No job of the kind ${job.kind} is known.`);
    const onProgress = (fraction: number, detail: unknown = null): void => {
      entry.progress = fraction;
      entry.detail = detail;
    };
    const save = await kind({ db, job, signal, onProgress });
    await db.write(async (tx) => {
      const done = { state: "done", progress: 1, failure: null, finishedAt: Date.now() } as const;
      if (await updateIfOurs({ t: db.t, tx }, job, done)) await save(tx);
    });
  } catch (error) {
    // Cancelled, taken over or put back: the row says so already.
    if (signal.aborted) return;
    if (error instanceof DatabaseUnavailable) {
      // Its heartbeat expires; the first process that reaches the database runs it again.
      logError("saving a job", error);
      return;
    }
    const failure = failureWords(error);
    await writeIfOurs(db, job, { state: "failed", failure, finishedAt: Date.now() }).catch(
      (unsaved: unknown) => logError("marking a job failed", unsaved),
    );
  }
}

/** Tells that the job is alive and how far it is, and ends it when it is no longer ours. */
async function beat(db: Database, entry: Running): Promise<void> {
  const { job, controller, progress, detail: progressDetail } = entry;
  if (controller.signal.aborted) return;
  const isOurs = await writeIfOurs(db, job, { beatAt: Date.now(), progress, progressDetail });
  if (!isOurs) controller.abort(new Error("The job was cancelled or taken over."));
}

function writeIfOurs(db: Database, ours: JobRow, change: Partial<JobRow>): Promise<boolean> {
  return db.write((tx) => updateIfOurs({ t: db.t, tx }, ours, change));
}

/** Changes the row unless it was cancelled or taken by somebody else; says whether it did. */
async function updateIfOurs(
  { t, tx }: { t: Tables; tx: Queries },
  ours: JobRow,
  change: Partial<JobRow>,
): Promise<boolean> {
  const { job } = t;
  const changed = await tx
    .update(job)
    .set(change)
    .where(and(eq(job.id, ours.id), eq(job.state, "running"), eq(job.attempts, ours.attempts)))
    .returning({ id: job.id });
  return changed.length > 0;
}
