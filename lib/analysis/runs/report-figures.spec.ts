import { and, eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "@/db/errors";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import { type ReportStudy, writeReportStudy } from "@/lib/reports/testing";
import { listRuns } from "./list-runs";
import { readRun } from "./read-run";
import { COMPARISON, computeFigures, figuresKey, keptFigures } from "./report-figures";

const comparison: CohortComparison = {
  likelihood: "sequential",
  seed: 1,
  itemCount: 2,
  itemsPerTask: 2,
  cohorts: [],
  gaps: [],
};

describeOnBothDatabases("a kept comparison", (db) => {
  let study: ReportStudy;
  beforeAll(async () => {
    study = await writeReportStudy(db(), { sizes: [0] });
  });
  const rowsOf = (studyId: string) => ({ t: db().t, queries: db().read, studyId });
  const question = (dataState: string, settings: unknown = { filters: {} }) => ({
    settings,
    seed: 1,
    exercise: null,
    dataState,
  });
  const asked = (dataState: string) => ({ studyId: study.studyId, ...question(dataState) });

  it("is computed once, however many ask at once, and found again by its question alone", async () => {
    const compute = vi.fn(async () => comparison);
    const runs = await Promise.all(
      [1, 2, 3].map(() => computeFigures(db(), COMPARISON, asked("once"), "hash", compute)),
    );
    expect(compute).toHaveBeenCalledTimes(1);
    expect(runs.map(({ kept }) => kept)).toEqual([false, false, false]);
    const kept = await keptFigures(rowsOf(study.studyId), COMPARISON, question("once"));
    expect(kept).toEqual({ ...runs[0], kept: true });
    expect(await keptFigures(rowsOf(study.studyId), COMPARISON, question("other"))).toBeNull();
    expect(await keptFigures(rowsOf("another study"), COMPARISON, question("once"))).toBeNull();
  });

  it("is asked for anew after it failed", async () => {
    const failing = () => Promise.reject(new Error("no memory"));
    await expect(
      computeFigures(db(), COMPARISON, asked("failed"), "hash", failing),
    ).rejects.toThrow("no memory");
    const run = await computeFigures(
      db(),
      COMPARISON,
      asked("failed"),
      "hash",
      async () => comparison,
    );
    expect(run.result).toBe(comparison);
  });

  it("is given even where it cannot be kept, and any other failure to write is told", async () => {
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const full = { ...db(), write: () => Promise.reject(new DatabaseUnavailable("full")) };
    const run = await computeFigures(
      full,
      COMPARISON,
      asked("full"),
      "hash",
      async () => comparison,
    );
    expect(run.result).toBe(comparison);
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
    const broken = { ...db(), write: () => Promise.reject(new Error("broken")) };
    await expect(
      computeFigures(broken, COMPARISON, asked("broken"), "hash", async () => comparison),
    ).rejects.toThrow("broken");
  });

  it("is a stored run like others, and none that lists of what people asked for show", async () => {
    await computeFigures(db(), COMPARISON, asked("listed"), "hash", async () => comparison);
    const { t, read } = db();
    const { studyId } = study;
    const [{ id }] = await read
      .select({ id: t.analysisRun.id })
      .from(t.analysisRun)
      .where(and(eq(t.analysisRun.studyId, studyId), eq(t.analysisRun.dataState, "listed")));
    const actor = systemActor(study.organisationId);
    const run = await readRun({ db: db(), actor, input: { studyId, runId: id } });
    expect(run).toMatchObject({
      method: "cohort-comparison",
      options: { filters: {} },
      state: "done",
      dataHash: "hash",
      result: comparison,
    });
    expect(await listRuns({ db: db(), actor, input: { studyId } })).toEqual([]);
  });

  it("makes room: only the newest sixty of a study stay", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    for (let run = 0; run < 65; run++) {
      vi.setSystemTime(2_000_000_000_000 + run);
      await computeFigures(db(), COMPARISON, asked(`run ${run}`), "hash", async () => comparison);
    }
    vi.useRealTimers();
    const { t, read } = db();
    const rows = await read
      .select({ dataState: t.analysisRun.dataState })
      .from(t.analysisRun)
      .where(eq(t.analysisRun.studyId, study.studyId));
    expect(rows).toHaveLength(60);
    expect(rows.map(({ dataState }) => dataState)).toContain("run 64");
    expect(rows.map(({ dataState }) => dataState)).not.toContain("run 4");
  });

  it("has another key for any other settings or data", () => {
    const key = (region: string, dataState: string) =>
      figuresKey(COMPARISON, question(dataState, { filters: { region: [region] } }));
    expect(key("europe", "state")).toBe(key("europe", "state"));
    expect(key("americas", "state")).not.toBe(key("europe", "state"));
    expect(key("europe", "state 2")).not.toBe(key("europe", "state"));
  });
});
