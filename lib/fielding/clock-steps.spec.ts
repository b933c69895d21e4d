import { eq } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { clockSteadyFor, watchClockFromNow } from "@/lib/steady-clock";
import { releaseExpired } from "./release-expired";
import { answerTasks, fieldStudy, interviewAtTasks, post } from "./testing";

const HOUR = 60 * 60_000;

afterEach(() => {
  vi.restoreAllMocks();
  // Other spec files follow in this process: to them the clock was never set.
  const { tradeoffClock } = globalThis as unknown as { tradeoffClock: object };
  const ahead = Date.now() - performance.now();
  const never = Number.NEGATIVE_INFINITY;
  Object.assign(tradeoffClock, { ahead, setAt: never, startedAt: never });
});

/** Sets the wall clock, and lets time pass on both. */
function clocks() {
  const [wall, monotonic] = [Date.now.bind(Date), performance.now.bind(performance)];
  let set = 0;
  let passed = 0;
  vi.spyOn(Date, "now").mockImplementation(() => wall() + set + passed);
  vi.spyOn(performance, "now").mockImplementation(() => monotonic() + passed);
  // Whatever other tests did to it lies further back than any study's expiry.
  passed += 100 * 24 * HOUR;
  clockSteadyFor();
  return {
    setBy: (ms: number) => {
      set += ms;
    },
    pass: (ms: number) => {
      passed += ms;
    },
  };
}

describeOnBothDatabases("a clock that is set", (db) => {
  const respondentsOf = (studyId: string) => {
    const { t, read } = db();
    return read.select().from(t.respondent).where(eq(t.respondent.studyId, studyId));
  };

  it("forwards releases nobody: releases wait as long as the study allows, then go by what time did", async () => {
    const clock = clocks();
    const study = await fieldStudy(db());
    await interviewAtTasks(db(), study);
    await releaseExpired({ db: db() });
    clock.setBy(48 * HOUR);
    expect(await releaseExpired({ db: db() })).toBe(0);
    clock.pass(23 * HOUR);
    expect(await releaseExpired({ db: db() })).toBe(0);
    clock.pass(2 * HOUR);
    expect(await releaseExpired({ db: db() })).toBe(1);
  });

  it("while the server is down releases nobody in the hour after its start", async () => {
    const clock = clocks();
    const study = await fieldStudy(db());
    await interviewAtTasks(db(), study);
    clock.setBy(48 * HOUR);
    watchClockFromNow();
    expect(await releaseExpired({ db: db() })).toBe(0);
    clock.pass(59 * 60_000);
    expect(await releaseExpired({ db: db() })).toBe(0);
    clock.pass(2 * 60_000);
    expect(await releaseExpired({ db: db() })).toBe(1);
  });

  it("backwards stores nothing as before what was stored before it", async () => {
    const clock = clocks();
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const [before] = await respondentsOf(study.studyId);
    clock.setBy(-48 * HOUR);
    await answerTasks(db(), token);
    await post(db(), token, "resources", {
      "amount-1": "100",
      shown_at: String(before.lastSavedAt + 10 * HOUR),
    });
    const [after] = await respondentsOf(study.studyId);
    expect(after.state).toBe("complete");
    expect(after.finishedAt ?? 0).toBeGreaterThan(before.lastSavedAt);
    const { t, read } = db();
    const own = eq(t.attempt.respondentId, after.id);
    const attempts = await read.select().from(t.attempt).where(own);
    const times = attempts.map(({ receivedAt }) => receivedAt);
    expect(new Set(times).size).toBe(times.length);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(after.startedAt);
    const [points] = await read
      .select()
      .from(t.allocation)
      .where(eq(t.allocation.respondentId, after.id));
    expect(points.shownAt ?? 0).toBeLessThanOrEqual(points.answeredAt ?? 0);
  });
});
