import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import type { SuspectPair } from "@/db/schema/study-content";
import { describeOnBothDatabases } from "@/db/testing";
import type { Causes } from "@/lib/analysis/methods/causes";
import { cancelRun } from "@/lib/analysis/runs/cancel-run";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { type ReportStudy, writeReportStudy } from "../testing";
import { causesJson } from "./causes/causes-json";
import { plannedPairs } from "./causes/causes-question";
import { requestCauses } from "./causes/request-causes";
import { readCohortReport } from "./read-cohort-report";
import { reportCsv } from "./report-csv";

const PAIR: SuspectPair = { items: [6, 7], decision: "synonym", reason: "" };

describeOnBothDatabases("the causes of a report", (db) => {
  let study: ReportStudy;
  let actor: Actor;
  beforeEach(async () => {
    study = await writeReportStudy(db(), { sizes: [6, 6] });
    actor = systemActor(study.organisationId);
    await name([PAIR]);
  });
  const name = (suspectPairs: SuspectPair[]) =>
    db().write((tx) =>
      tx
        .update(db().t.revision)
        .set({ suspectPairs })
        .where(eq(db().t.revision.id, study.revisionId)),
    );
  const report = (more: { flagged?: "without"; filters?: Record<string, string[]> } = {}) =>
    readCohortReport({ db: db(), actor, input: { studyId: study.studyId, ...more } });
  const request = () => requestCauses({ db: db(), actor, input: { studyId: study.studyId } });
  const finish = (runId: string, told: Partial<Causes>) =>
    db().write((tx) =>
      tx
        .update(db().t.analysisRun)
        .set({ result: { cohorts: [], pairs: [], ...told }, finishedAt: Date.now() })
        .where(eq(db().t.analysisRun.id, runId)),
    );

  it("are none, then asked for once, then done, and stale once an answer is saved again", async () => {
    expect((await report()).causes).toMatchObject({ state: "none", done: null, pairs: [PAIR] });
    const runId = await request();
    expect(await request()).toBe(runId);
    expect((await report()).causes).toMatchObject({ state: "waiting", runId, fraction: 0 });
    await finish(runId, { causes: [], notAsked: ["anchors"], seed: 1 });
    const told = await report();
    expect(told.causes).toMatchObject({ state: "done", done: { isStale: false } });
    expect(JSON.parse(causesJson(told))).toMatchObject({ causes: [], notAsked: ["anchors"] });
    const [header] = reportCsv(told).split("\n");
    expect(header.endsWith(",verdict,cause,cause_with,cause_sure,cause_reasons")).toBe(true);
    const { t } = db();
    await db().write((tx) =>
      tx
        .update(t.respondent)
        .set({ lastSavedAt: Date.now() + 1 })
        .where(eq(t.respondent.id, study.respondentIds[0])),
    );
    expect((await report()).causes).toMatchObject({ done: { isStale: true } });
  });

  it("are of the pairs that are in the plan: another plan asks another question", async () => {
    await finish(await request(), { causes: [] });
    await name([{ ...PAIR, decision: "substitute" }]);
    expect((await report()).causes).toMatchObject({ state: "none", done: null });
  });

  it("say that they were cancelled, and can be asked for again", async () => {
    const runId = await request();
    await cancelRun({ db: db(), actor, input: { studyId: study.studyId, runId } });
    expect((await report()).causes).toMatchObject({ state: "cancelled", done: null });
    await request();
    expect((await report()).causes).toMatchObject({ state: "waiting" });
  });

  it("are withheld where a report is not of everybody who counts", async () => {
    const without = await report({ flagged: "without" });
    expect(without).toMatchObject({ causes: null, causesWithheld: "flagged" });
    expect(JSON.parse(causesJson(without))).toMatchObject({ causes: null });
  });
});

it("only pairs in every revision that is counted were named before its answers", () => {
  const revision = (...suspectPairs: SuspectPair[]) =>
    ({ revision: { suspectPairs } }) as Parameters<typeof plannedPairs>[0][number];
  const items = [1, 6, 7].map((number) => ({ number, position: 1, label: "", definition: "" }));
  const other: SuspectPair = { items: [1, 7], decision: "synonym", reason: "" };
  const elsewhere: SuspectPair = { items: [1, 20], decision: "synonym", reason: "" };
  expect(plannedPairs([revision(PAIR, other, elsewhere)], { items })).toEqual([PAIR, other]);
  expect(plannedPairs([revision(PAIR), revision(PAIR, other)], { items })).toEqual([PAIR]);
  expect(
    plannedPairs([revision(PAIR), revision({ ...PAIR, decision: "dismissed" })], { items }),
  ).toEqual([]);
});
