import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import type { Analysis } from "@/lib/analysis/methods/analysis";
import { computeRun } from "@/lib/analysis/runs/compute-run";
import { readIndividualUtilities } from "@/lib/analysis/runs/read-individual-utilities";
import { readRun } from "@/lib/analysis/runs/read-run";
import { requestRun } from "@/lib/analysis/runs/request-run";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { readIndividualFile } from "@/lib/reports/report/model/individual-files";
import { modelOptions } from "@/lib/reports/report/model/model-question";
import { readCohortReport } from "@/lib/reports/report/read-cohort-report";
import {
  addMirror,
  addRespondent,
  exportedTexts,
  type ReportStudy,
  writeReportStudy,
} from "@/lib/reports/testing";
import { runEngine, scratchFolder } from "../testing";
import { analyseCommand } from "./analyse";

/** Chains that stop after a few draws: equal figures need no settled ones. */
const SHORT = { timings: "no", chains: 2, maxDraws: 20 };
const SHORT_FLAGS = ["--timings", "no", "--chains", "2", "--max-draws", "20"];

const folder = scratchFolder();
afterAll(() => folder.remove());

/** A study that holds what makes an export more than answers: its cohorts stand in no order of the alphabet. */
let db: Database;
let study: ReportStudy;
let actor: Actor;
let names: string[];
beforeAll(async () => {
  db = await freshDatabase("sqlite");
  study = await writeReportStudy(db, {
    sizes: [14, 11],
    cohortNames: ["Senior leaders", "PMO leaders"],
  });
  actor = systemActor(study.organisationId);
  await addMirror(db, study);
  await db.write(async (tx) => {
    const [first] = study.cohortIds;
    await addRespondent(tx, db, study, { number: 900, state: "active", cohortId: first });
    await addRespondent(tx, db, study, { number: 901, state: "screened-out", cohortId: null });
    const { t } = db;
    // The mirror is asked in everybody's own version.
    const given = await tx
      .select()
      .from(t.givenVersion)
      .where(eq(t.givenVersion.exercise, "maxdiff"));
    for (const { respondentId, versionNumber } of given) {
      for (const table of [t.givenVersion, t.answer]) {
        const areTheirs = and(eq(table.respondentId, respondentId), eq(table.exercise, "mirror"));
        await tx.update(table).set({ versionNumber }).where(areTheirs);
      }
    }
    await tx.update(t.answer).set({ anchor: "some" }).where(eq(t.answer.exercise, "maxdiff"));
    const texts = { text: "?", hint: "", yesLabel: "", noLabel: "" };
    await tx.insert(t.screen).values({
      ...{ id: "direct", revisionId: study.revisionId, key: "needed", position: 30 },
      ...{ kind: "anchor", settings: { exercise: "maxdiff", ...texts } },
    });
    await tx.insert(t.allocation).values(
      study.respondentIds.map((respondentId, place) => ({
        ...{ respondentId, screenKey: "needed", locale: "en", attemptId: "simulated" },
        shown: Array.from({ length: 13 }, (_, item) => item + 1),
        amounts: Array.from({ length: 13 }, (_, item) => Number((item + place) % 3 > 0)),
      })),
    );
    const [exercise] = await tx.select().from(t.screen).where(eq(t.screen.key, "maxdiff"));
    await tx
      .update(t.screen)
      .set({
        settings: {
          ...Object(exercise.settings),
          anchor: { question: "?", all: "", some: "", none: "" },
        },
      })
      .where(eq(t.screen.id, exercise.id));
  });
  const texts = await exportedTexts({ db, actor, input: { studyId: study.studyId, files: "all" } });
  names = Object.keys(texts);
  for (const [name, text] of Object.entries(texts)) folder.write(name, text);
}, 60_000);
afterAll(() => db.close());

async function analysed(answers: string, ...options: string[]): Promise<Analysis> {
  const files = ["--design", folder.at("design.csv"), "--answers", folder.at(answers)];
  const people = ["--respondents", folder.at("respondents.csv"), "--cohort", "cohort"];
  const run = await runEngine(analyseCommand, [...files, ...people, ...options]);
  expect(run.stderr).toContain("2 people are left out");
  expect(run.status, run.stderr).toBe(0);
  return JSON.parse(run.stdout);
}

/** The stored run of a method, computed as the job does it. */
async function stored(
  method: "counts" | "logit" | "hb",
  options: Record<string, unknown>,
  exercise?: string,
) {
  const { studyId } = study;
  const runId = await requestRun({ db, actor, input: { studyId, method, options, exercise } });
  if ((await readRun({ db, actor, input: { studyId, runId } })).state !== "done") {
    const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
    const write = await computeRun(db, { studyId, runId }, hooks);
    await db.write(write);
  }
  if (method === "hb") {
    // The report asks with the usual options: it is given these chains for them.
    const { t } = db;
    const asked = { options: modelOptions };
    await db.write((tx) => tx.update(t.analysisRun).set(asked).where(eq(t.analysisRun.id, runId)));
  }
  const run = await readRun({ db, actor, input: { studyId, runId } });
  return { runId, result: run.result as Analysis };
}

/** Every figure by what it is of, whichever order cohorts stand in. */
function figuresOf({ cohorts, gaps }: Pick<Analysis, "cohorts" | "gaps">): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { name, items } of cohorts) {
    for (const { number, ...figures } of items) {
      for (const [key, value] of Object.entries(figures))
        found.set(`${name} ${number} ${key}`, value);
    }
  }
  for (const { from, to, number, gap, low, high, pHolm, verdict } of gaps) {
    const isTurned = from > to;
    const minus = (value: number | null) => (value === null ? null : -value);
    const ends = isTurned ? [minus(gap), minus(high), minus(low)] : [gap, low, high];
    const pair = [from, to].sort().join(" ");
    for (const [place, value] of [...ends, pHolm, verdict].entries()) {
      found.set(`${pair} ${number} ${place}`, value);
    }
  }
  return found;
}

function expectSame(one: Map<string, unknown>, other: Map<string, unknown>) {
  expect([...one.keys()].sort()).toEqual([...other.keys()].sort());
  for (const [key, value] of one) {
    const its = other.get(key);
    if (typeof value !== "number") expect(its, key).toBe(value);
    else
      expect(Math.abs(value - Number(its)), key).toBeLessThan(1e-8 * Math.max(1, Math.abs(value)));
  }
}

it.each([
  ["counts", {}, []],
  ["logit", {}, ["--anchor", "dual,direct", "--anchors", "anchors.csv"]],
  ["hb", SHORT, [...SHORT_FLAGS, "--individual", "u.csv"]],
] as const)(
  "%s is on the page, in the stored run and by analyse of the export the same",
  async (method, options, flags) => {
    const args = flags.map((flag) => (flag.endsWith(".csv") ? folder.at(flag) : flag));
    const told = await analysed(
      method === "logit" ? "answers-anchored.csv" : "answers.csv",
      ...["--method", method],
      ...args,
    );
    const { runId, result } = await stored(method, { ...options });
    expectSame(figuresOf(result), figuresOf(told));
    expect(result.anchored === undefined).toBe(method !== "logit");
    for (const anchored of result.anchored ?? []) {
      const its = told.anchored?.find(({ name }) => name === anchored.name);
      expect(its).toMatchObject({
        status: "ok",
        dualResponses: anchored.dualResponses,
        directResponses: anchored.directResponses,
      });
      anchored.items.forEach(({ utility }, item) => {
        expect(its?.items[item].utility).toBeCloseTo(Number(utility), 8);
      });
    }
    const { studyId } = study;
    const report = await readCohortReport({ db, actor, input: { studyId, method, sort: "list" } });
    const [table] = report.tables;
    expect(table.method).toBe(method);
    for (const row of table.rows) {
      for (const [place, { name }] of table.cohorts.entries()) {
        const own = result.cohorts.find((cohort) => cohort.name === name)?.items;
        const item = own?.find(({ number }) => number === row.number);
        const value = method === "counts" ? item?.net : item?.utility;
        expect(row.figures[place]?.value).toBeCloseTo(Number(value), 4);
      }
      const gap = result.gaps.find(({ number }) => number === row.number);
      // The gaps of counts are on the page in net, and in the run in utility.
      if (method !== "counts") {
        expect(row.gap).toMatchObject({ verdict: gap?.verdict });
        expect(row.gap?.low).toBeCloseTo(Number(gap?.low), 4);
      }
    }
    if (method !== "hb") return;
    const individual = await readIndividualUtilities({ db, actor, input: { studyId, runId } });
    const file = await readIndividualFile({ db, actor, input: { studyId, file: "utilities.csv" } });
    expect(file).toBe(folder.read("u.csv"));
    const scores = await readIndividualFile({ db, actor, input: { studyId, file: "scores.csv" } });
    const rows = (scores ?? "")
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split(","));
    expect(rows).toHaveLength(individual?.respondents.length ?? 0);
    // Averaged over a cohort they are the score that the run tells of it.
    for (const { name, items } of result.cohorts) {
      const own = rows.filter(([, cohort]) => cohort === name);
      items.forEach(({ score }, item) => {
        const mean = own.reduce((sum, row) => sum + Number(row[3 + item]), 0) / own.length;
        expect(mean).toBeCloseTo(Number(score), 6);
      });
    }
  },
  60_000,
);

it("a further exercise is analysed from its own answers and the same respondents", async () => {
  expect(names).toContain("answers_mirror.csv");
  const told = await analysed("answers_mirror.csv", "--method", "logit");
  const { result } = await stored("logit", {}, "mirror");
  expectSame(figuresOf(result), figuresOf(told));
});
