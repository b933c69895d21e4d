import { and, eq } from "drizzle-orm";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import type { Database } from "@/db/database";
import type { Role } from "@/db/schema/accounts";
import { describeOnBothDatabases } from "@/db/testing";
import type { Analysis } from "@/lib/analysis/methods/analysis";
import { countsMethod } from "@/lib/analysis/methods/counts";
import { cancelRun } from "@/lib/analysis/runs/cancel-run";
import { deleteRun } from "@/lib/analysis/runs/delete-run";
import { listRuns } from "@/lib/analysis/runs/list-runs";
import { readIndividualUtilities } from "@/lib/analysis/runs/read-individual-utilities";
import { readRun } from "@/lib/analysis/runs/read-run";
import { requestRun } from "@/lib/analysis/runs/request-run";
import type { RunState } from "@/lib/analysis/runs/run-state";
import { readStoredStudy } from "@/lib/analysis/study-data/read-study";
import type { Actor } from "@/lib/auth/actor";
import { computeHere } from "@/lib/compute/compute";
import { type ReportStudy, writeReportStudy } from "@/lib/reports/testing";
import { nudgeJobs, startJobs } from "./run-jobs";

/** Short, and in threads all the same. */
const CLASSES = { method: "latent-class", options: { classes: 1, starts: 1 } } as const;
/** Far longer than a test waits: it ends because it is ended. */
const ENDLESS = { method: "hb", options: { targetEss: 1_000_000, maxDraws: 100_000 } } as const;

describeOnBothDatabases("stored runs", (db) => {
  let study: ReportStudy;
  let ada: Actor;
  let ben: Actor;
  let guest: Actor;
  const runners: { stop(): Promise<void> }[] = [];
  const start = () => {
    const runner = startJobs(db());
    runners.push(runner);
    return runner;
  };
  const request = (
    actor: Actor,
    asked: Omit<Parameters<typeof requestRun>[0]["input"], "studyId">,
  ) => requestRun({ db: db(), actor, input: { studyId: study.studyId, ...asked } });
  const one = (actor: Actor, runId: string) => ({
    db: db(),
    actor,
    input: { studyId: study.studyId, runId },
  });
  const jobsOf = () =>
    db().read.select().from(db().t.job).where(eq(db().t.job.studyId, study.studyId));
  const reaches = (runId: string, state: RunState) =>
    vi.waitFor(
      async () => {
        const run = await readRun(one(ada, runId));
        expect(run.state).toBe(state);
        return run;
      },
      { timeout: 20_000, interval: 20 },
    );

  beforeAll(async () => {
    study = await writeReportStudy(db(), { sizes: [14, 18] });
    ada = await person(db(), study, "researcher");
    ben = await person(db(), study, "researcher");
    guest = await person(db(), study, "viewer");
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    await db().write(async (tx) => {
      await tx.delete(db().t.analysisRun);
      await tx.delete(db().t.job);
    });
  });

  it("does what is quick at once, the same as the method itself, and once for two who ask", async () => {
    const runId = await request(ada, { method: "counts" });
    expect(await request(ben, { method: "counts", options: { margin: 0.1 } })).toBe(runId);
    expect(await request(ben, { method: "counts", options: { margin: 0.2 } })).not.toBe(runId);
    const run = await readRun(one(ben, runId));
    expect(run).toMatchObject({
      state: "done",
      method: "counts",
      options: { likelihood: "sequential", margin: 0.1 },
      seed: 1,
      exercise: null,
      requestedByUserId: ada.userId,
      progress: null,
      stale: false,
    });
    const stored = await db().snapshot((queries) =>
      readStoredStudy({ t: db().t, queries, studyId: study.studyId }, undefined),
    );
    if (!stored) throw new Error("The study was launched.");
    const { result } = await countsMethod.run(stored.study, countsMethod.optionsSchema.parse({}), {
      seed: 1,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      compute: computeHere,
    });
    expect(run.result).toEqual(JSON.parse(JSON.stringify(result)));
    expect((run.result as Analysis).cohorts.map(({ respondents }) => respondents)).toEqual([
      14, 18,
    ]);
    expect(await jobsOf()).toEqual([]);
  });

  it("makes one job of what takes long, whoever asks while it waits or when it is done", async () => {
    const runId = await request(ada, CLASSES);
    expect(await request(ben, CLASSES)).toBe(runId);
    expect((await readRun(one(guest, runId))).state).toBe("waiting");
    start();
    const run = await reaches(runId, "done");
    expect((run.result as Analysis).respondents).toBe(32);
    expect(await request(ben, CLASSES)).toBe(runId);
    expect(await jobsOf()).toHaveLength(1);
    expect(
      (await listRuns({ db: db(), actor: guest, input: { studyId: study.studyId } }))[0],
    ).toEqual(expect.objectContaining({ id: runId, state: "done" }));
    const individual = await readIndividualUtilities(one(ben, runId));
    expect(individual?.respondents).toHaveLength(32);
    expect(individual?.respondents[0].utilities).toHaveLength(13);
  });

  it("takes a job up again that the end of a process left running, once", async () => {
    const runId = await request(ada, CLASSES);
    const [job] = await jobsOf();
    await db().write((tx) =>
      tx
        .update(db().t.job)
        .set({ state: "running", attempts: 1, beatAt: 1_000 })
        .where(eq(db().t.job.id, job.id)),
    );
    expect((await readRun(one(ada, runId))).state).toBe("running");
    start();
    const { result } = await reaches(runId, "done");
    expect(await jobsOf()).toEqual([expect.objectContaining({ state: "done", attempts: 2 })]);
    expect((result as Analysis).respondents).toBe(32);
  });

  it("tells how far it is and what it has found, ends at once when cancelled, and can be asked anew", async () => {
    const runId = await request(ada, ENDLESS);
    start();
    await vi.waitFor(
      async () => {
        nudgeJobs();
        const { progress } = await readRun(one(guest, runId));
        expect(progress?.convergence).toMatchObject({ rHatMax: expect.any(Number) });
        expect(progress?.fraction).toBeGreaterThan(0);
      },
      { timeout: 25_000, interval: 100 },
    );
    expect(await cancelRun(one(ben, runId))).toBe(true);
    nudgeJobs();
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    expect(await readRun(one(ada, runId))).toMatchObject({ state: "cancelled", result: null });
    expect(await cancelRun(one(ben, runId))).toBe(false);
    expect(await request(ben, ENDLESS)).toBe(runId);
    expect(await readRun(one(ada, runId))).toMatchObject({
      state: "waiting",
      requestedByUserId: ben.userId,
    });
    await deleteRun(one(ada, runId));
    await expect(readRun(one(ada, runId))).rejects.toThrow("No such run");
    expect((await jobsOf()).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  });

  it("is stale once an answer changes; then the same question is a new run", async () => {
    const before = await request(ada, { method: "counts" });
    const [respondentId] = study.respondentIds;
    const { t } = db();
    await db().write(async (tx) => {
      const own = eq(t.answer.respondentId, respondentId);
      const [answer] = await tx.select().from(t.answer).where(own).limit(1);
      const { best, worst } = answer;
      await tx
        .update(t.answer)
        .set({ best: worst, worst: best })
        .where(and(own, eq(t.answer.taskNumber, answer.taskNumber)));
      await tx
        .update(t.respondent)
        .set({ lastSavedAt: Date.now() })
        .where(eq(t.respondent.id, respondentId));
    });
    expect((await readRun(one(ada, before))).stale).toBe(true);
    const after = await request(ben, { method: "counts" });
    expect(after).not.toBe(before);
    const runs = await listRuns({ db: db(), actor: guest, input: { studyId: study.studyId } });
    expect(runs.map(({ id, stale }) => [id, stale])).toEqual([
      [after, false],
      [before, true],
    ]);
  });

  it("refuses options that the method has not, and answers that do not allow it, by name", async () => {
    await expect(request(ada, { method: "counts", options: { classes: 2 } })).rejects.toMatchObject(
      {
        issues: [{ path: "options.classes", key: "unknownField" }],
      },
    );
    await expect(request(ada, { method: "counts", options: { margin: 0 } })).rejects.toMatchObject({
      issues: [{ path: "options.margin", key: "tooLow" }],
    });
    await expect(request(ada, { method: "counts", exercise: "other" })).rejects.toThrow("exercise");
    expect(await listRuns({ db: db(), actor: ada, input: { studyId: study.studyId } })).toEqual([]);
  });

  it("lets viewers read and nothing else, and strangers not even know", async () => {
    const runId = await request(ada, { method: "counts" });
    const stranger: Actor = { ...ada, organisationId: "elsewhere" };
    await expect(request(guest, { method: "counts" })).rejects.toThrow("Not allowed");
    await expect(cancelRun(one(guest, runId))).rejects.toThrow("Not allowed");
    await expect(deleteRun(one(guest, runId))).rejects.toThrow("Not allowed");
    await expect(readIndividualUtilities(one(guest, runId))).rejects.toThrow("Not allowed");
    for (const verb of [readRun, cancelRun, deleteRun, readIndividualUtilities]) {
      await expect(verb(one(stranger, runId))).rejects.toThrow("No such study");
    }
    await expect(request(stranger, { method: "counts" })).rejects.toThrow("No such study");
    expect((await readRun(one(guest, runId))).state).toBe("done");
  });
});

async function person(db: Database, study: ReportStudy, role: Role): Promise<Actor> {
  const userId = crypto.randomUUID();
  const { t } = db;
  await db.write(async (tx) => {
    await tx
      .insert(t.user)
      .values({ id: userId, email: `${userId}@example.org`, name: role, createdAt: 1 });
    if (role === "viewer") {
      await tx.insert(t.studyViewer).values({ studyId: study.studyId, userId, createdAt: 1 });
    }
  });
  return { userId, organisationId: study.organisationId, role };
}
