import { setImmediate } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { Conflict } from "@/lib/errors";
import { errorText } from "@/lib/i18n/translator";
import type { JobKind } from "./job-kind";
import { nudgeJobs, startJobs } from "./run-jobs";

const LONG_AGO = 1_000;

describeOnBothDatabases("the job table", (db) => {
  const runners: { stop(): Promise<void> }[] = [];
  const start = (kinds: Record<string, JobKind>) => {
    const runner = startJobs(db(), kinds);
    runners.push(runner);
    return runner;
  };
  /** As start, but after its first look it neither looks nor tells of its jobs until it is nudged. */
  const startWithoutTimers = async (kinds: Record<string, JobKind>) => {
    const timers = vi
      .spyOn(globalThis, "setInterval")
      .mockImplementation(() => setTimeout(() => {}));
    const runner = start(kinds);
    timers.mockRestore();
    await oneMoreRead(db());
    return runner;
  };
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    await db().write((tx) => tx.delete(db().t.job));
  });

  it("does a job's writes together with marking it done", async () => {
    const id = await addJob(db());
    start({
      rename:
        async ({ job }) =>
        (tx) =>
          renameStudy(db(), tx, `renamed by ${job.id}`),
    });
    const job = await stateOf(db(), id, "done");
    expect(job).toMatchObject({ progress: 1, failure: null, attempts: 1 });
    expect(await studyName(db())).toBe(`renamed by ${id}`);
  });

  it("writes nothing of a job that fails, and tells the person why", async () => {
    await renameStudyNow(db(), "before");
    const save: JobKind = async () => async (tx) => {
      await renameStudy(db(), tx, "half a change");
      throw new Conflict("frozen");
    };
    const id = await addJob(db());
    start({ rename: save });
    const job = await stateOf(db(), id, "failed");
    expect(job.failure).toBe(errorText("frozen"));
    expect(await studyName(db())).toBe("before");
  });

  it("names the engine's own reason, and nothing of what nobody foresaw", async () => {
    const refused = await addJob(db(), { kind: "refuse" });
    const broken = await addJob(db(), { kind: "break" });
    const unknown = await addJob(db(), { kind: "unknown" });
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    start({
      refuse: async () => {
        throw new RangeError("A task cannot show 9 of 8 items.");
      },
      break: async () => {
        throw new Error("secret detail");
      },
    });
    expect((await stateOf(db(), refused, "failed")).failure).toContain("9 of 8 items");
    expect((await stateOf(db(), broken, "failed")).failure).toBe(errorText("unexpected"));
    expect((await stateOf(db(), unknown, "failed")).failure).toBe(errorText("unexpected"));
    expect(log.mock.calls.join()).toContain("secret detail");
    log.mockRestore();
  });

  it("takes up what a process that ended left running, and not what is alive", async () => {
    const left = await addJob(db(), { state: "running", beatAt: LONG_AGO, attempts: 1 });
    const alive = await addJob(db(), { state: "running", beatAt: Date.now(), attempts: 1 });
    start({ rename: async () => async () => undefined });
    expect((await stateOf(db(), left, "done")).attempts).toBe(2);
    expect(await jobRow(db(), alive)).toMatchObject({ state: "running", attempts: 1 });
  });

  it("gives up a job that was under way at the end of several processes", async () => {
    const id = await addJob(db(), { state: "running", beatAt: LONG_AGO, attempts: 3 });
    const run = vi.fn<JobKind>(async () => async () => undefined);
    start({ rename: run });
    const job = await stateOf(db(), id, "failed");
    expect(job.failure).toBe(errorText("jobInterrupted", { times: 3 }));
    expect(run).not.toHaveBeenCalled();
  });

  it("writes nothing once the job was taken over by another process", async () => {
    await renameStudyNow(db(), "before");
    const computed = latch();
    const takenOver = latch();
    const id = await addJob(db());
    start({
      rename: async () => {
        computed.open();
        await takenOver.opened;
        return (tx) => renameStudy(db(), tx, "written by the first");
      },
    });
    await computed.opened;
    await changeJob(db(), id, { attempts: 2 });
    takenOver.open();
    await runners.splice(0)[0].stop();
    expect(await jobRow(db(), id)).toMatchObject({ state: "running", attempts: 2 });
    expect(await studyName(db())).toBe("before");
  });

  it("ends a running job that is cancelled and leaves no trace of it", async () => {
    await renameStudyNow(db(), "before");
    const started = latch();
    const aborted = latch();
    const id = await addJob(db());
    await startWithoutTimers({
      rename: async ({ signal }) => {
        signal.addEventListener("abort", aborted.open);
        started.open();
        await aborted.opened;
        return (tx) => renameStudy(db(), tx, "written by a cancelled job");
      },
    });
    await started.opened;
    await changeJob(db(), id, { state: "cancelled" });
    nudgeJobs();
    await aborted.opened;
    await runners.splice(0)[0].stop();
    expect(await jobRow(db(), id)).toMatchObject({ state: "cancelled", failure: null });
    expect(await studyName(db())).toBe("before");
  });

  it("writes progress down while it works", async () => {
    const told = latch();
    const seen = latch();
    const id = await addJob(db());
    await startWithoutTimers({
      rename: async ({ onProgress }) => {
        onProgress(0.25);
        told.open();
        await seen.opened;
        return async () => undefined;
      },
    });
    await told.opened;
    nudgeJobs();
    await vi.waitFor(async () => expect((await jobRow(db(), id)).progress).toBe(0.25));
    seen.open();
    await stateOf(db(), id, "done");
  });

  it("puts back what it was doing when it is stopped in order, without counting an attempt", async () => {
    const started = latch();
    const aborted = latch();
    const id = await addJob(db());
    const runner = start({
      rename: async ({ signal }) => {
        signal.addEventListener("abort", aborted.open);
        started.open();
        await aborted.opened;
        throw signal.reason;
      },
    });
    await started.opened;
    await runner.stop();
    expect(await jobRow(db(), id)).toMatchObject({ state: "queued", attempts: 0 });
  });

  it("starts a job made after the start as soon as it is nudged, and not before", async () => {
    await startWithoutTimers({ rename: async () => async () => undefined });
    const id = await addJob(db());
    await oneMoreRead(db());
    expect((await jobRow(db(), id)).state).toBe("queued");
    nudgeJobs();
    await stateOf(db(), id, "done");
  });
});

/** Reads are answered in their order: whatever was asked before has been told when this returns. */
async function oneMoreRead(db: Database): Promise<void> {
  await jobRow(db, "none");
  await setImmediate();
}

function latch(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

type JobRow = Database["t"]["job"]["$inferSelect"];

async function addJob(db: Database, row: Partial<JobRow> = {}): Promise<string> {
  const { t } = db;
  const id = crypto.randomUUID();
  const organisation = { id: "o", name: "Organisation", createdAt: 1 };
  const study = {
    id: "s",
    organisationId: "o",
    name: "Study",
    slug: "s",
    state: "draft" as const,
    origin: "fielded" as const,
    defaultLocale: "en",
    createdAt: 1,
  };
  await db.write(async (tx) => {
    await tx.insert(t.organisation).values(organisation).onConflictDoNothing();
    await tx.insert(t.study).values(study).onConflictDoNothing();
    await tx.insert(t.job).values({
      id,
      organisationId: "o",
      studyId: "s",
      kind: "rename",
      input: {},
      state: "queued",
      createdAt: 1,
      ...row,
    });
  });
  return id;
}

async function jobRow(db: Database, id: string): Promise<JobRow> {
  const [row] = await db.read.select().from(db.t.job).where(eq(db.t.job.id, id));
  return row;
}

async function changeJob(db: Database, id: string, change: Partial<JobRow>): Promise<void> {
  await db.write((tx) => tx.update(db.t.job).set(change).where(eq(db.t.job.id, id)));
}

function stateOf(db: Database, id: string, state: JobRow["state"]): Promise<JobRow> {
  return vi.waitFor(
    async () => {
      const row = await jobRow(db, id);
      expect(row.state).toBe(state);
      return row;
    },
    { timeout: 10_000, interval: 10 },
  );
}

async function renameStudy(
  db: Database,
  tx: Parameters<Parameters<Database["write"]>[0]>[0],
  name: string,
): Promise<void> {
  await tx.update(db.t.study).set({ name }).where(eq(db.t.study.id, "s"));
}

async function renameStudyNow(db: Database, name: string): Promise<void> {
  await addJob(db, { state: "done" });
  await db.write((tx) => renameStudy(db, tx, name));
}

async function studyName(db: Database): Promise<string> {
  const [row] = await db.read.select().from(db.t.study).where(eq(db.t.study.id, "s"));
  return row.name;
}
