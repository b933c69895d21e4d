import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import type { IndividualUtilities } from "@/db/schema/work";
import { describeOnBothDatabases } from "@/db/testing";
import type { Analysis } from "@/lib/analysis/methods/analysis";
import { cancelRun } from "@/lib/analysis/runs/cancel-run";
import { type Actor, systemActor } from "@/lib/auth/actor";
import type { ReportQuestion } from "../schema";
import { type ReportStudy, writeReportStudy } from "../testing";
import { requestModel } from "./model/request-model";
import { simulateOffer } from "./model/simulate-offer";
import { readCohortReport } from "./read-cohort-report";
import { reportCsv } from "./report-csv";
import { captionOf } from "./report-words";
import { method } from "./sections/method";

/** What a run of hierarchical Bayes keeps, with one gap that is told and one share a cohort that is not. */
const analysis = {
  method: "hb",
  likelihood: "sequential",
  seed: 1,
  engine: "",
  respondents: 12,
  logLikelihood: -1,
  cohorts: ["PMO leaders", "Senior leaders"].map((name, cohort) => ({
    name,
    respondents: 6,
    items: Array.from({ length: 13 }, (_, item) => ({
      ...{ number: item + 1, shown: 24, best: 1, worst: 1, net: 0 },
      ...{ utility: item === 2 && cohort === 1 ? 1.5 : 0, se: 0.1, low: -0.2, high: 0.2 },
      ...{ share: 100 / 13, score: cohort === 1 ? null : 100 / 13 },
    })),
  })),
  gaps: Array.from({ length: 13 }, (_, item) => ({
    ...{ number: item + 1, from: "PMO leaders", to: "Senior leaders" },
    ...{ gap: item === 2 ? 1.5 : 0, low: item === 2 ? 1.2 : -0.3, high: item === 2 ? 1.9 : 0.3 },
    ...{ pHolm: item === 2 ? 0.001 : 1, verdict: item === 2 ? "different" : "cannot tell" },
  })),
  diagnostics: {
    ...{ margin: 0.1, chains: 4, drawsPerChain: 1500, rhatMax: 1.0042, essBulkMin: 812.4 },
    ...{ essTailMin: 700.9, converged: true },
  },
} as const satisfies Analysis;

/** e^u of items 2 and 5 is 3 to 1, 1 to 3, and 3 to 1; all others are 0. */
const individual: IndividualUtilities = {
  itemNumbers: Array.from({ length: 13 }, (_, item) => item + 1),
  respondents: [
    { cohort: "PMO leaders", best: 2 },
    { cohort: "PMO leaders", best: 5 },
    { cohort: "Senior leaders", best: 2 },
  ].map(({ cohort, best }, place) => ({
    ...{ id: String(place), cohort, rlh: 0.5 },
    utilities: Array.from({ length: 13 }, (_, item) => (item + 1 === best ? Math.log(3) : 0)),
  })),
};

describeOnBothDatabases("hierarchical Bayes in a report", (db) => {
  let study: ReportStudy;
  let actor: Actor;
  beforeAll(async () => {
    study = await writeReportStudy(db(), { sizes: [6, 6] });
    actor = systemActor(study.organisationId);
  });
  const report = (more: Partial<ReportQuestion> = {}) =>
    readCohortReport({ db: db(), actor, input: { studyId: study.studyId, method: "hb", ...more } });
  const request = () => requestModel({ db: db(), actor, input: { studyId: study.studyId } });

  it("is asked for once by everybody, with counts in its place, cancelled, begun anew and shown", async () => {
    const before = await report();
    expect(before).toMatchObject({ method: "hb", scale: "utility", model: { state: "none" } });
    expect(before.tables[0]).toMatchObject({ method: "counts", scale: "net" });
    const runId = await request();
    expect(await request()).toBe(runId);
    expect((await report()).model).toMatchObject({ state: "waiting", runId, convergence: null });
    await cancelRun({ db: db(), actor, input: { studyId: study.studyId, runId } });
    expect((await report()).model).toMatchObject({ state: "cancelled", done: null });
    expect(await request()).toBe(runId);
    const { t } = db();
    await db().write((tx) =>
      tx
        .update(t.analysisRun)
        .set({ result: analysis, individual, finishedAt: Date.now() })
        .where(eq(t.analysisRun.id, runId)),
    );
    const done = await report();
    const [table] = done.tables;
    expect(table).toMatchObject({ method: "hb", scale: "utility", margin: 0.1 });
    expect(table.rows[0]).toMatchObject({
      number: 3,
      figures: [{ value: 0 }, { value: 1.5, low: -0.2, high: 0.2, n: 6 }],
      gap: { gap: 1.5, low: 1.2, high: 1.9, pHolm: 0.001, verdict: "different" },
    });
    expect(captionOf(done, table).join(" ")).toContain("Hierarchical Bayes");
    const [line] = reportCsv(done).split("\n").slice(1);
    expect(line).toContain("Hierarchical Bayes");
    expect(line).toContain(",sequential,");
    const told = JSON.stringify(method.read({ report: done, all: null, milliseconds: 1 }));
    expect(told).toContain(
      "seed 1; sequential (best first, then worst among the rest) likelihood; 4 chains of 1,500 kept draws; R-hat at most 1.004",
    );
    expect(told).toContain(done.model?.done?.dataHash);
  });

  it("lets a reader take items off the offer: e^u splits, or the best is taken, cohort by cohort", async () => {
    const simulate = async (offer: number[], rule?: "first-choice") => {
      const input = { studyId: study.studyId, offer, rule };
      const { shares } = await simulateOffer({ db: db(), actor, input });
      return shares?.map(({ name, respondents, items }) => [
        name,
        respondents,
        ...items.map(({ share }) => Math.round(1e6 * share) / 1e6),
      ]);
    };
    expect(await simulate([5, 2])).toEqual([
      ["PMO leaders", 2, 50, 50],
      ["Senior leaders", 1, 75, 25],
      [null, 3, 58.333333, 41.666667],
    ]);
    expect(await simulate([2, 5], "first-choice")).toEqual([
      ["PMO leaders", 2, 50, 50],
      ["Senior leaders", 1, 100, 0],
      [null, 3, 66.666667, 33.333333],
    ]);
    expect(await simulate([])).toBeUndefined();
    await expect(simulate([14])).rejects.toMatchObject({
      issues: [{ path: "offer", key: "unknownOffer", values: { number: 14 } }],
    });
  });

  it("turns its gaps where the cohorts are compared the other way round", async () => {
    const [{ rows }] = (await report({ from: 2, to: 1 })).tables;
    expect(rows[0]).toMatchObject({
      number: 3,
      figures: [{ value: 1.5 }, { value: 0 }],
      gap: { gap: -1.5, low: -1.9, high: -1.2, verdict: "different" },
    });
  });

  it("has shares without a verdict, and no figure where an item is not placed", async () => {
    const [shares] = (await report({ scale: "share" })).tables;
    expect(shares.rows[0]).toMatchObject({
      figures: [{ value: 7.6923, low: null }, { value: 7.6923 }],
      gap: { gap: 0, low: null, pHolm: null, verdict: "cannot tell" },
    });
    const [scores] = (await report({ scale: "score" })).tables;
    expect(scores.cohorts.map(({ problem }) => problem?.kind ?? null)).toEqual([
      null,
      "not placed",
    ]);
    expect(scores.rows.every(({ gap }) => gap === null)).toBe(true);
  });

  it("is withheld, and counts shown, where the report is not of everybody who counts", async () => {
    const filtered = await report({ filters: { region: ["europe", "americas", "elsewhere"] } });
    expect(filtered).toMatchObject({ model: null, modelWithheld: "filtered" });
    expect(filtered.tables[0]).toMatchObject({ method: "counts", scale: "net" });
    expect(await report({ flagged: "without" })).toMatchObject({ modelWithheld: "flagged" });
  });

  it("stands stale once an answer is saved again", async () => {
    const { t } = db();
    await db().write((tx) =>
      tx
        .update(t.respondent)
        .set({ lastSavedAt: Date.now() + 1 })
        .where(eq(t.respondent.id, study.respondentIds[0])),
    );
    expect(await report()).toMatchObject({
      model: { done: { isStale: true } },
      tables: [{ method: "hb" }],
    });
  });

  it("old addresses mean what they meant, and a scale that a method does not have is refused with its own", async () => {
    const asked = async (input: Partial<ReportQuestion>) => {
      const { method: by, scale } = await report({ method: undefined, ...input });
      return `${by} ${scale}`;
    };
    expect(await asked({})).toBe("counts net");
    expect(await asked({ scale: "share" })).toBe("logit share");
    expect(await asked({ method: "logit" })).toBe("logit utility");
    await expect(asked({ method: "counts", scale: "utility" })).rejects.toMatchObject({
      issues: [
        {
          path: "scale",
          key: "scaleOfMethod",
          values: { method: "Net counts", scale: "Utility", scales: "Net count" },
        },
      ],
    });
    await expect(asked({ method: "hb", scale: "net" })).rejects.toMatchObject({
      issues: [{ values: { scales: "Utility, Share of preference, and Rescaled score" } }],
    });
  });
});
