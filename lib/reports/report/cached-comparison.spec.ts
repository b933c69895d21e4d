import { eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "@/db/errors";
import { describeOnBothDatabases } from "@/db/testing";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import { type ReportStudy, writeReportStudy } from "../testing";
import { computeComparison, fingerprintOf, keptComparison } from "./cached-comparison";

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
  const asked = (fingerprint: string) => ({
    studyId: study.studyId,
    fingerprint,
    settings: { filters: {} },
  });

  it("is computed once, however many ask at once, and found again by its fingerprint alone", async () => {
    const compute = vi.fn(async () => comparison);
    const runs = await Promise.all(
      [1, 2, 3].map(() => computeComparison(db(), asked("once"), compute)),
    );
    expect(compute).toHaveBeenCalledTimes(1);
    expect(runs.map(({ kept }) => kept)).toEqual([false, false, false]);
    const kept = await keptComparison(rowsOf(study.studyId), "once");
    expect(kept).toEqual({ ...runs[0], kept: true });
    expect(await keptComparison(rowsOf(study.studyId), "other")).toBeNull();
    expect(await keptComparison(rowsOf("another study"), "once")).toBeNull();
  });

  it("is asked for anew after it failed", async () => {
    const failing = () => Promise.reject(new Error("no memory"));
    await expect(computeComparison(db(), asked("failed"), failing)).rejects.toThrow("no memory");
    const run = await computeComparison(db(), asked("failed"), async () => comparison);
    expect(run.comparison).toBe(comparison);
  });

  it("is given even where it cannot be kept, and any other failure to write is told", async () => {
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const full = { ...db(), write: () => Promise.reject(new DatabaseUnavailable("full")) };
    const run = await computeComparison(full, asked("full"), async () => comparison);
    expect(run.comparison).toBe(comparison);
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
    const broken = { ...db(), write: () => Promise.reject(new Error("broken")) };
    await expect(
      computeComparison(broken, asked("broken"), async () => comparison),
    ).rejects.toThrow("broken");
  });

  it("makes room: only the newest sixty of a study stay", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    for (let run = 0; run < 65; run++) {
      vi.setSystemTime(2_000_000_000_000 + run);
      await computeComparison(db(), asked(`run ${run}`), async () => comparison);
    }
    vi.useRealTimers();
    const { t, read } = db();
    const rows = await read
      .select({ fingerprint: t.reportRun.fingerprint })
      .from(t.reportRun)
      .where(eq(t.reportRun.studyId, study.studyId));
    expect(rows).toHaveLength(60);
    expect(rows.map(({ fingerprint }) => fingerprint)).toContain("run 64");
    expect(rows.map(({ fingerprint }) => fingerprint)).not.toContain("run 4");
  });

  it("has another fingerprint for any other settings or data", () => {
    const base = fingerprintOf({ filters: { region: ["europe"] } }, "state");
    expect(fingerprintOf({ filters: { region: ["europe"] } }, "state")).toBe(base);
    expect(fingerprintOf({ filters: { region: ["americas"] } }, "state")).not.toBe(base);
    expect(fingerprintOf({ filters: { region: ["europe"] } }, "state 2")).not.toBe(base);
  });
});
