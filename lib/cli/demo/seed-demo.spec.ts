import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import { signIn } from "@/lib/accounts/sessions/sign-in";
import { systemActor } from "@/lib/auth/actor";
import { type CohortReport, readCohortReport } from "@/lib/reports/report/read-cohort-report";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemo } from "./seed-demo";
import TOLD from "./told-causes.json" with { type: "json" };

describe("the demo", () => {
  let db: Database;
  let report: CohortReport;
  beforeAll(async () => {
    db = await freshDatabase("sqlite");
    const { reportStudyId } = await seedDemo(db);
    const [study] = await db.read.select().from(db.t.study).where(eq(db.t.study.id, reportStudyId));
    const actor = systemActor(study.organisationId);
    report = await readCohortReport({ db, actor, input: { studyId: reportStudyId } });
  });
  afterAll(() => db.close());

  const gap = (table: string, label: string) =>
    report.tables.find(({ key }) => key === table)?.rows.find((row) => row.label === label)?.gap;

  it("has 1,905 complete interviews in two cohorts, and others that were not finished", () => {
    expect(report.study).toMatchObject({ origin: "synthetic", state: "closed" });
    expect(report.complete).toBe(1_905);
    const figures = report.response.map(({ name, complete, unfinished, screenedOut }) => [
      ...[name, complete, unfinished, screenedOut],
    ]);
    expect(figures.slice(0, 2)).toEqual([
      ["PMO leaders", 1_010, 74, 0],
      ["Senior leaders", 895, 68, 0],
    ]);
    expect(figures.slice(2)).toEqual([[null, 0, 0, 213]]);
  });

  it("was launched, frozen and answered in this order, before it was closed", async () => {
    const { t, read } = db;
    const studyId = report.study.id;
    const [study] = await read.select().from(t.study).where(eq(t.study.id, studyId));
    const [revision] = await read.select().from(t.revision).where(eq(t.revision.studyId, studyId));
    const answered = await read
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, studyId));
    const first = Math.min(...answered.map(({ startedAt }) => startedAt));
    const last = Math.max(...answered.map(({ lastSavedAt }) => lastSavedAt));
    expect(revision.frozenAt).toBe(study.launchedAt);
    expect(first).toBeGreaterThanOrEqual(revision.frozenAt ?? Number.POSITIVE_INFINITY);
    expect(study.closedAt).toBeGreaterThanOrEqual(last);
  });

  it("lets the report find the planted truths", () => {
    expect(gap("capability", "Project management")).toMatchObject({ verdict: "different" });
    expect(gap("capability", "Project management")?.gap).toBeLessThan(-25);
    expect(gap("capability", "Program management")).toMatchObject({ verdict: "same" });
    const customers = gap("capability", "Customer relationship management");
    const stakeholders = gap("capability", "Stakeholder engagement");
    expect(customers).toMatchObject({ verdict: "different" });
    expect(stakeholders).toMatchObject({ verdict: "different" });
    expect(customers?.gap).toBeGreaterThan(20);
    expect(Math.abs((customers?.gap ?? 0) + (stakeholders?.gap ?? 0))).toBeLessThan(3);
    expect(gap("allocation-allocation_should", "Strategic alignment")).toMatchObject({
      verdict: "different",
    });
    const now = report.tables.find(({ key }) => key === "allocation-allocation_now");
    expect(now?.rows.filter((row) => row.gap?.verdict === "different")).toEqual([]);
  });

  it("tells the causes at once: exactly one exchange of words, and no other pair that looks like one", async () => {
    expect(report.causes).toMatchObject({ state: "done", done: { isStale: false } });
    const [run] = await db.read
      .select({ key: db.t.analysisRun.key, jobId: db.t.analysisRun.jobId })
      .from(db.t.analysisRun)
      .where(eq(db.t.analysisRun.method, "causes"));
    // Kept with the demo for the same question about the same answers, not computed by a job.
    expect(run).toEqual({ key: TOLD.key, jobId: null });
    const result = report.causes?.done?.result;
    const told = result?.causes.flatMap(({ number, cause, with: other }) =>
      cause === null ? [] : [[number, cause, other]],
    );
    expect(told).toEqual([
      [1, "priority", null],
      [2, "priority", null],
      [5, "priority", null],
      [6, "vocabulary", 7],
      [7, "vocabulary", 6],
      [8, "priority", null],
    ]);
    expect(result?.pairs.flatMap(({ exploratory }) => exploratory)).toEqual([]);
  });

  it("gives each version within a cohort equally often, as fieldwork does", async () => {
    const fills = await db.read.select().from(db.t.versionFill);
    for (const { id } of await db.read.select().from(db.t.cohort)) {
      const assigned = fills.filter((row) => row.cohortId === id).map((row) => row.assigned);
      if (assigned.length === 0) continue;
      expect(assigned).toHaveLength(300);
      expect(Math.max(...assigned) - Math.min(...assigned)).toBeLessThanOrEqual(1);
    }
    expect(fills).toHaveLength(600);
  });

  it("has a study open for answering, and an account of each role", async () => {
    const { study } = db.t;
    const [open] = await db.read.select().from(study).where(eq(study.slug, "pmo-capabilities"));
    expect(open).toMatchObject({ state: "live", origin: "fielded", nextRespondentNumber: 1 });
    for (const { email } of DEMO_ACCOUNTS) {
      const input = { email, password: DEMO_PASSWORD };
      const client = { address: null, proof: null };
      await expect(signIn({ db, input, client, device: null })).resolves.toBeDefined();
    }
  });

  it("leaves everything alone the second time", async () => {
    const { study, respondent, answer, auditEntry, user } = db.t;
    const state = async () =>
      JSON.stringify([
        await db.read.select().from(study),
        await db.read.select().from(user),
        await db.read.$count(respondent),
        await db.read.$count(answer),
        await db.read.$count(auditEntry),
      ]);
    await db.write((tx) =>
      tx.update(study).set({ state: "paused" }).where(eq(study.slug, "pmo-capabilities")),
    );
    const before = await state();
    await seedDemo(db);
    expect(await state()).toBe(before);
  });
});
