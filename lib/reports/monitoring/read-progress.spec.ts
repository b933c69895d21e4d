import { and, eq, inArray } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { afterEach, expect, it, vi } from "vitest";
import type { Database, Queries } from "@/db/database";
import { fieldEnd } from "@/db/queries/field-end";
import { insertRows } from "@/db/queries/insert-rows";
import { USUAL_RULES } from "@/db/queries/monitoring-rules";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { readCohortReport } from "../report/read-cohort-report";
import { captionOf } from "../report/report-words";
import { addRespondent, exportedTexts, type ReportStudy, writeReportStudy } from "../testing";
import { finishOf, stretchesOf } from "./fieldwork-figures";
import { flagsCsv } from "./flags-csv";
import { type Progress, progressOf as progressFromRows, readProgress } from "./read-progress";
import { readProgressTag } from "./read-progress-tag";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const progressOf = (db: Database, study: ReportStudy) =>
  readProgress({
    db,
    actor: systemActor(study.organisationId),
    input: { studyId: study.studyId },
  });

/** Completes of two cohorts with posts, and somebody in each other state, some of them tests. */
async function fieldwork(db: Database): Promise<ReportStudy> {
  const study = await writeReportStudy(db, {
    sizes: [40, 25],
    origin: "fielded",
    sourceKind: "open",
  });
  const { t } = db;
  const now = Date.now();
  const rows = await db.read
    .select()
    .from(t.respondent)
    .where(eq(t.respondent.studyId, study.studyId));
  const attempts: (typeof t.attempt.$inferInsert)[] = [];
  const names = ["role", "region", ...Array.from({ length: 13 }, (_, task) => `task-${task + 1}`)];
  const post = (
    respondentId: string,
    start: number,
    count: number,
    seconds: (place: number) => number,
  ) => {
    let clock = start;
    for (const [place, screenKey] of names.slice(0, count).entries()) {
      const shownAt = clock + 200;
      clock = shownAt + 1_000 * seconds(place);
      const id = uuid();
      attempts.push({ respondentId, id, screenKey, posted: {}, shownAt, receivedAt: clock });
    }
  };
  rows.forEach((row, index) => {
    post(row.id, row.startedAt, names.length, (place) => 5 + ((index * 7 + place * 3) % 11));
  });
  const [first, second] = study.cohortIds;
  const testSource = uuid();
  const others = [
    { state: "active", cohortId: first, screens: 4, savedAgo: MINUTE },
    { state: "active", cohortId: first, screens: 9, savedAgo: 2 * HOUR },
    { state: "active", cohortId: second, screens: 2, savedAgo: 3 * HOUR, released: true },
    { state: "screening", cohortId: null, screens: 0, savedAgo: 2 * MINUTE },
    { state: "screened-out", cohortId: null, screens: 1, savedAgo: HOUR },
    { state: "over-quota", cohortId: second, screens: 1, savedAgo: HOUR },
    { state: "complete", cohortId: first, screens: 15, savedAgo: HOUR, isTest: true },
    { state: "complete", cohortId: first, screens: 15, savedAgo: HOUR, sourceId: testSource },
  ] as const;
  await db.write(async (tx) => {
    await tx.insert(t.source).values({
      id: testSource,
      studyId: study.studyId,
      kind: "test",
      name: "Test",
      settings: {},
      createdAt: 1,
    });
    for (const [index, other] of others.entries()) {
      const { state, cohortId } = other;
      const id = await addRespondent(tx, db, study, {
        number: 1_000 + index,
        state,
        cohortId,
        ...("sourceId" in other ? { sourceId: other.sourceId } : {}),
      });
      await tx
        .update(t.respondent)
        .set({
          startedAt: now - other.savedAgo - HOUR,
          lastSavedAt: now - other.savedAgo,
          isTest: "isTest" in other,
          releasedAt: "released" in other ? now - HOUR : null,
          exit:
            state === "screened-out" || state === "over-quota" || state === "complete"
              ? state
              : null,
        })
        .where(eq(t.respondent.id, id));
      post(id, now - other.savedAgo - HOUR, other.screens, () => 6);
    }
    const quotas = [
      {
        id: uuid(),
        position: 1,
        name: "Leaders",
        conditions: { cohortIds: [first], answers: [] },
        size: 60,
      },
      {
        id: uuid(),
        position: 2,
        name: "Everybody",
        conditions: { cohortIds: [], answers: [] },
        size: 65,
      },
    ];
    await tx
      .insert(t.quota)
      .values(quotas.map((quota) => ({ ...quota, studyId: study.studyId, createdAt: 1 })));
    const holding = await tx
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, study.studyId));
    const places = holding
      .filter(
        ({ state, isTest, sourceId, releasedAt }) =>
          (state === "complete" || state === "active") &&
          !isTest &&
          sourceId !== testSource &&
          !releasedAt,
      )
      .flatMap(({ id, cohortId }) => [
        ...(cohortId === first ? [{ quotaId: quotas[0].id, respondentId: id, heldAt: 1 }] : []),
        { quotaId: quotas[1].id, respondentId: id, heldAt: 1 },
      ]);
    await insertRows(tx, t.quotaPlace, places);
    await insertRows(tx, t.attempt, attempts);
  });
  return study;
}

describeOnBothDatabases("the progress of fieldwork", (db) => {
  it("equals a recount of the raw rows, tests left out, expired ones told", async () => {
    const study = await fieldwork(db());
    const progress = await progressOf(db(), study);
    const { t, read } = db();
    const sources = await read.select().from(t.source).where(eq(t.source.studyId, study.studyId));
    const tests = sources.filter(({ kind }) => kind === "test").map(({ id }) => id);
    const raw = (
      await read.select().from(t.respondent).where(eq(t.respondent.studyId, study.studyId))
    ).filter(({ isTest, sourceId }) => !isTest && !tests.includes(sourceId));
    const posts = await read.select().from(t.attempt);
    const silent = (row: (typeof raw)[number]) => progress.readAt - row.lastSavedAt > 30 * MINUTE;
    const open = raw.filter(({ state }) => state === "active" || state === "screening");
    const count = (state: string, rows = raw) => rows.filter((row) => row.state === state).length;

    expect(progress.standing).toEqual({
      started: raw.length,
      underWay: open.filter((row) => !silent(row) && row.releasedAt === null).length,
      left: open.filter((row) => silent(row) && row.releasedAt === null).length,
      expired: open.filter((row) => row.releasedAt !== null).length,
      screenedOut: count("screened-out"),
      overQuota: count("over-quota"),
      complete: count("complete"),
    });
    expect(progress.standing).toMatchObject({ complete: 65, expired: 1, underWay: 2, left: 1 });
    expect(progress.cohorts.map(({ standing }) => standing.complete)).toEqual(
      study.cohortIds.map((id) =>
        count(
          "complete",
          raw.filter((row) => row.cohortId === id),
        ),
      ),
    );
    expect(progress.quotas).toMatchObject([
      { name: "Leaders", size: 60, complete: 40, held: 2, byCohort: [40, 0] },
      {
        name: "Everybody",
        size: 65,
        complete: 65,
        held: 2,
        byCohort: [40, 25],
        finish: { kind: "reached" },
      },
    ]);
    expect(progress.cohorts.map(({ target }) => target)).toEqual([60, null]);

    // Screen by screen, from the posts alone.
    const going = raw.filter(({ state }) => state !== "screened-out" && state !== "over-quota");
    const passed = (id: string) =>
      new Set(
        posts.filter(({ respondentId }) => respondentId === id).map(({ screenKey }) => screenKey),
      );
    const order = progress.screens.map(({ name }) => name);
    expect(order).toEqual([
      "role",
      "region",
      ...Array.from({ length: 13 }, (_, task) => `task-${task + 1}`),
    ]);
    const far = going.map((row) => ({
      row,
      next: Math.max(0, ...[...passed(row.id)].map((name) => order.indexOf(name) + 1)),
    }));
    for (const [place, screen] of progress.screens.entries()) {
      const stopped = far.filter(({ row, next }) => row.state !== "complete" && next === place);
      const times = posts
        .filter(
          ({ screenKey, respondentId }) =>
            screenKey === screen.name &&
            raw.some(({ id, state }) => id === respondentId && state === "complete"),
        )
        .map(({ shownAt, receivedAt }) => (receivedAt - (shownAt ?? 0)) / 1_000)
        .sort((one, other) => one - other);
      expect(screen).toMatchObject({
        reached: far.filter(({ next }) => next >= place).length,
        answered: going.filter(({ id }) => passed(id).has(screen.name)).length,
        left: stopped.filter(({ row }) => silent(row) || row.releasedAt !== null).length,
        underWay: stopped.filter(({ row }) => !silent(row) && row.releasedAt === null).length,
        medianSeconds: times[32],
      });
    }

    // Hours (or days) hold everybody once.
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(progress.stretches.map(({ started }) => started))).toBe(raw.length);
    expect(sum(progress.stretches.map(({ complete }) => complete))).toBe(65);
    expect(progress.sources).toMatchObject([
      {
        kind: "open",
        standing: { started: raw.length, complete: 65 },
        exits: { "screened-out": 1, "over-quota": 1 },
      },
    ]);
    expect(progress.checked).toBe(65);
    expect(progress.withoutRlh).toBe(0);
    expect(progress.arePromised).toBe(false);
  });

  it("has a tag that stays while nothing happens and moves with every save, start and end", async () => {
    const study = await fieldwork(db());
    const { t } = db();
    const tag = () =>
      readProgressTag({
        db: db(),
        actor: systemActor(study.organisationId),
        input: { studyId: study.studyId },
      });
    const seen = [await tag()];
    expect(await tag()).toBe(seen[0]);
    const open = eq(t.respondent.number, 1_000);
    const now = Date.now() + 1_000;
    for (const change of [
      { lastSavedAt: now },
      { releasedAt: now },
      { state: "complete" as const, finishedAt: now },
    ]) {
      await db().write((tx) => tx.update(t.respondent).set(change).where(open));
      seen.push(await tag());
    }
    await db().write((tx) =>
      tx.update(t.study).set({ state: "paused" }).where(eq(t.study.id, study.studyId)),
    );
    seen.push(await tag());
    expect(new Set(seen).size).toBe(5);
    await db().write((tx) =>
      addRespondent(tx, db(), study, { number: 2_000, state: "active", cohortId: null }),
    );
    expect(seen).not.toContain(await tag());
  });

  it("is read anew after every save, without reading the others again", async () => {
    const study = await fieldwork(db());
    const before = await progressOf(db(), study);
    const { t } = db();
    const [open] = (
      await db().read.select().from(t.respondent).where(eq(t.respondent.studyId, study.studyId))
    ).filter(({ number }) => number === 1_000);
    const now = Date.now();
    await db().write(async (tx) => {
      await tx.insert(t.attempt).values({
        respondentId: open.id,
        id: "one more",
        screenKey: "task-3",
        posted: {},
        shownAt: now - 9_000,
        receivedAt: now,
      });
      await tx
        .update(t.respondent)
        .set({ lastSavedAt: now + 1 })
        .where(eq(t.respondent.id, open.id));
    });
    const after = await progressOf(db(), study);
    const at = (progress: typeof after) => progress.screens.find(({ name }) => name === "task-3");
    expect(at(after)?.answered).toBe((at(before)?.answered ?? 0) + 1);
    await db().write(async (tx) => {
      await tx.delete(t.quotaPlace).where(eq(t.quotaPlace.respondentId, open.id));
      await tx.delete(t.attempt).where(eq(t.attempt.respondentId, open.id));
      await tx.delete(t.givenVersion).where(eq(t.givenVersion.respondentId, open.id));
      await tx.delete(t.respondent).where(eq(t.respondent.id, open.id));
    });
    const erased = await progressOf(db(), study);
    expect(erased.standing.started).toBe(before.standing.started - 1);
    expect(at(erased)?.answered).toBe(at(before)?.answered ?? 0);
  });

  it("looks at precision at the promised sizes, in the order of completion, and expects the rest", async () => {
    const study = await fieldwork(db());
    const { t } = db();
    await db().write((tx) =>
      tx
        .update(t.revision)
        .set({ monitoring: { ...USUAL_RULES, looks: [20, 40, 100] } })
        .where(eq(t.revision.id, study.revisionId)),
    );
    const { cohorts } = await progressOf(db(), study);
    const [leaders, seniors] = cohorts.map(({ precision }) => precision.get("maxdiff"));
    expect(leaders?.now?.n).toBe(40);
    expect(leaders?.looks.map(({ n }) => n)).toEqual([20, 40]);
    expect(leaders?.looks[1]).toEqual(leaders?.now);
    expect(leaders?.expected.map(({ n }) => n)).toEqual([60, 100]);
    expect(leaders?.expected[1].mean).toBeCloseTo((leaders?.now?.mean ?? 0) * Math.sqrt(0.4), 9);
    expect(seniors?.looks.map(({ n }) => n)).toEqual([20]);
    expect(seniors?.expected.map(({ n }) => n)).toEqual([40, 100]);
  });
});

describeOnBothDatabases("figures without the flagged", (db) => {
  /** Every fifth complete respondent always took the first for best and the last for worst. */
  const withLiners = async () => {
    const study = await writeReportStudy(db(), { sizes: [60, 40], origin: "fielded" });
    const { t } = db();
    const lined = study.respondentIds.filter((_, index) => index % 5 === 0);
    await db().write(async (tx) => {
      for (const id of lined) {
        for (const { exercise, taskNumber, shown } of await tx
          .select()
          .from(t.answer)
          .where(eq(t.answer.respondentId, id))) {
          await tx
            .update(t.answer)
            .set({ best: shown[0], worst: shown[3] })
            .where(
              and(
                eq(t.answer.respondentId, id),
                eq(t.answer.exercise, exercise),
                eq(t.answer.taskNumber, taskNumber),
              ),
            );
        }
      }
      const monitoring = { ...USUAL_RULES, fit: null, speeding: null };
      await tx.update(t.revision).set({ monitoring }).where(eq(t.revision.id, study.revisionId));
    });
    return { study, lined };
  };

  it("are those of a study that never had them, and nobody is dropped unless it is asked for", async () => {
    const { study, lined } = await withLiners();
    const actor = systemActor(study.organisationId);
    const read = (flagged?: "with" | "without") =>
      readCohortReport({ db: db(), actor, input: { studyId: study.studyId, flagged } });
    const [all, without] = [await read(), await read("without")];
    expect(all).toMatchObject({ complete: 100, counted: 100, leftOut: null });
    expect(without.leftOut).toMatchObject({ count: 20, byReason: { "straight-lining": 20 } });
    expect(without).toMatchObject({ complete: 100, counted: 80 });
    expect(captionOf(without, without.tables[0]).join(" ")).toContain("Without 20 flagged");
    expect(captionOf(all, all.tables[0]).join(" ")).not.toContain("flagged");
    expect(await read("without")).toMatchObject({ run: { kept: true }, tables: without.tables });

    const { t } = db();
    await db().write(async (tx) => {
      for (const table of [t.answer, t.questionAnswer, t.givenVersion]) {
        await tx.delete(table).where(inArray(table.respondentId, lined));
      }
      await tx.delete(t.respondent).where(inArray(t.respondent.id, lined));
    });
    expect((await read()).tables).toEqual(without.tables);
  });

  it("are told in the export, which keeps every row and names every reason", async () => {
    const { study, lined } = await withLiners();
    const actor = systemActor(study.organisationId);
    const { "respondents.csv": text } = await exportedTexts({
      db: db(),
      actor,
      input: { studyId: study.studyId, files: ["respondents.csv"] },
    });
    const [header, ...rows] = text
      .trim()
      .split("\n")
      .map((line) => line.trim().split(","));
    const place = header.indexOf("flags");
    expect(rows).toHaveLength(100);
    expect(rows.filter((row) => row[place].startsWith("straight-lining"))).toHaveLength(
      lined.length,
    );
    const progress = await progressOf(db(), study);
    expect(progress.byReason).toMatchObject({ "straight-lining": lined.length });
    const flags = (await flagsCsv(progress)).trim().split("\n");
    expect(flags).toHaveLength(1 + progress.flagged.length);
    expect(flags[1]).toContain("straight-lining");
  });
});

it("a finish is forecast from whole days once there is one, and not told from too little", () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const hourly = (hours: number, each: number) =>
    Array.from({ length: hours * each }, (_, index) => now - (index + 0.5) * (HOUR / each));
  const base = { now, isInField: true, size: 300 };
  // 50 hours of 4 completes: the last two whole days count, 4 an hour, 100 missing: 25 hours.
  const two = finishOf({ ...base, completedAt: hourly(50, 4), since: now - 50 * HOUR });
  expect(two).toMatchObject({ kind: "expected", at: now + 25 * HOUR });
  expect(two.kind === "expected" && two.perHour).toBeCloseTo(4, 9);
  expect(two.kind === "expected" && two.earliest < two.at && two.at < two.latest).toBe(true);
  const few = { ...base, completedAt: hourly(3, 3), since: now - 3 * HOUR };
  expect(finishOf(few)).toEqual({ kind: "too few" });
  expect(finishOf({ ...few, isInField: false })).toEqual({ kind: "not in the field" });
  expect(finishOf({ ...few, size: 9 })).toEqual({ kind: "reached" });
});

describeOnBothDatabases("one reading for all who watch", (db) => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Read as if nobody had ever read it: what is kept hangs on the tables. */
  const fromNothing = (study: ReportStudy) =>
    db().snapshot((queries) =>
      progressFromRows({ t: { ...db().t }, queries, studyId: study.studyId }),
    );

  it("equals a reading from nothing after saves, erasures, tests, quotas, revisions and states", async () => {
    const study = await fieldwork(db());
    const { t } = db();
    const { respondent, quota, quotaPlace, revision } = t;
    const now = Date.now();
    // Forecasts move with the clock; both readings are of one moment.
    vi.useFakeTimers({ toFake: ["Date"], now });
    const all = await db()
      .read.select()
      .from(respondent)
      .where(eq(respondent.studyId, study.studyId));
    const byNumber = (number: number) => all.find((row) => row.number === number) ?? all[0];
    const [one, other, third] = [byNumber(1), byNumber(2), byNumber(3)];
    const saved = (row: typeof one, by: number) => (tx: Queries) =>
      tx
        .update(respondent)
        .set({ lastSavedAt: row.lastSavedAt + by })
        .where(eq(respondent.id, row.id));
    const answered = async (tx: Queries, row: typeof one) => {
      const task = and(eq(t.answer.respondentId, row.id), eq(t.answer.taskNumber, 1));
      const [{ best, worst }] = await tx.select().from(t.answer).where(task);
      await tx.update(t.answer).set({ best: worst, worst: best }).where(task);
    };
    const erase = async (tx: Queries, row: typeof one) => {
      await tx.delete(quotaPlace).where(eq(quotaPlace.respondentId, row.id));
      for (const table of [t.attempt, t.answer, t.questionAnswer, t.givenVersion]) {
        await tx.delete(table).where(eq(table.respondentId, row.id));
      }
      await tx.delete(respondent).where(eq(respondent.id, row.id));
    };
    const newer = uuid();
    const changes: Record<string, (tx: Queries) => Promise<unknown>> = {
      "an answer that was changed": async (tx) => {
        await answered(tx, one);
        await saved(one, 5)(tx);
      },
      "a save by a clock that was set back": async (tx) => {
        await answered(tx, other);
        await saved(other, -HOUR)(tx);
      },
      "two saves of which one takes back the other's moment": async (tx) => {
        await answered(tx, one);
        await answered(tx, third);
        await saved(one, 0)(tx);
        await saved(third, 5)(tx);
      },
      "an interview that begins": (tx) =>
        addRespondent(tx, db(), study, { number: 250, state: "screening", cohortId: null }),
      "a test that begins": async (tx) => {
        const number = 251;
        const id = await addRespondent(tx, db(), study, {
          number,
          state: "active",
          cohortId: null,
        });
        await tx.update(respondent).set({ isTest: true }).where(eq(respondent.id, id));
      },
      "tests that are cleared": async (tx) => {
        for (const row of await tx.select().from(respondent).where(eq(respondent.isTest, true))) {
          if (row.studyId === study.studyId) await erase(tx, row);
        }
      },
      "somebody who is erased": (tx) => erase(tx, byNumber(10)),
      "places that are given back": async (tx) => {
        const { id } = byNumber(1_000);
        await tx.delete(quotaPlace).where(eq(quotaPlace.respondentId, id));
        await tx.update(respondent).set({ releasedAt: now }).where(eq(respondent.id, id));
      },
      "a quota of another size": (tx) =>
        tx.update(quota).set({ size: 41 }).where(eq(quota.studyId, study.studyId)),
      "a quota more": async (tx) => {
        const id = uuid();
        const conditions = { cohortIds: [], answers: [] };
        const row = { id, position: 3, name: "More", conditions, size: 9, createdAt: 1 };
        await tx.insert(quota).values({ ...row, studyId: study.studyId });
        await tx.insert(quotaPlace).values({ quotaId: id, respondentId: one.id, heldAt: 1 });
      },
      "a revision that asks something else": async (tx) => {
        const [before] = await tx.select().from(revision).where(eq(revision.id, study.revisionId));
        await tx.insert(revision).values({ ...before, id: newer, number: 2, frozenAt: now });
        const known = { number: 260, state: "active", cohortId: null, revisionId: newer } as const;
        await addRespondent(tx, db(), study, known);
      },
      "that revision gone again": async (tx) => {
        await tx.delete(respondent).where(eq(respondent.revisionId, newer));
        await tx.delete(revision).where(eq(revision.id, newer));
      },
      "a pause": (tx) =>
        tx.update(t.study).set({ state: "paused" }).where(eq(t.study.id, study.studyId)),
      "the end": (tx) =>
        tx
          .update(t.study)
          .set({ state: "closed", closedAt: now })
          .where(eq(t.study.id, study.studyId)),
    };
    let before: Progress = await progressOf(db(), study);
    expect(before).toEqual(await fromNothing(study));
    for (const [what, change] of Object.entries(changes)) {
      await db().write(change);
      const after = await progressOf(db(), study);
      expect(after, what).toEqual(await fromNothing(study));
      // Tests alone are no news.
      if (!what.includes("test")) expect(after, what).not.toEqual(before);
      before = after;
    }
    // Whoever was under way is so no longer, on no part of the page.
    expect(before).toMatchObject({ isOver: true, standing: { underWay: 0 } });
    expect(before.screens.filter(({ underWay }) => underWay > 0)).toEqual([]);
  });

  it("is made once for those who ask at once, anew for who asks after a save, and for nobody else", async () => {
    const study = await fieldwork(db());
    // However slow the machine, what was read stays as young as it is.
    vi.useFakeTimers({ toFake: ["performance"] });
    const [first, ...others] = await Promise.all(
      Array.from({ length: 4 }, () => progressOf(db(), study)),
    );
    for (const other of others) expect(other).toBe(first);
    expect(await progressOf(db(), study)).toBe(first);

    const underWay = progressOf(db(), study);
    await db().write((tx) =>
      addRespondent(tx, db(), study, { number: 300, state: "active", cohortId: null }),
    );
    const after = await Promise.all([progressOf(db(), study), progressOf(db(), study)]);
    expect(after[0].standing.started).toBe(first.standing.started + 1);
    expect(after[1]).toBe(after[0]);
    await underWay;

    const stranger = systemActor(uuid());
    const viewer = {
      userId: "viewer",
      organisationId: study.organisationId,
      role: "viewer",
    } as const;
    for (const actor of [stranger, viewer]) {
      const refused = readProgress({ db: db(), actor, input: { studyId: study.studyId } });
      await expect(refused).rejects.toThrow();
    }
  });
});

it("an hour or a day that is under way, or that the field ended in, is not whole: it is no drop", () => {
  const noon = Date.UTC(2026, 10, 21, 12);
  const complete = (moment: number) =>
    ({ startedAt: moment, state: "complete", finishedAt: moment, lastSavedAt: moment }) as const;
  const traces = [complete(noon - 2 * HOUR), complete(noon - HOUR), complete(noon + MINUTE)];
  const whole = (ended: number | null, now: number) =>
    stretchesOf(traces, ended, now).stretches.map(({ isWhole }) => isWhole);
  const now = noon + 10 * MINUTE;
  expect(whole(null, now)).toEqual([true, true, false]);
  expect(whole(null, noon + HOUR)).toEqual([true, true, true, false]);
  expect(whole(now, now + 5 * HOUR)).toEqual([true, true, false]);
  const days = stretchesOf([complete(noon - 96 * HOUR), complete(noon)], null, now);
  expect(days.unit).toBe("day");
  expect(days.stretches.map(({ isWhole }) => isWhole)).toEqual([true, true, true, true, false]);

  const dates = {
    ...{ opensAt: null, timeZone: "UTC", softLaunchCompletes: null, expiryMinutes: 60 },
    ...{ closesAt: noon, graceMinutes: 30 },
  };
  expect(fieldEnd({ closedAt: null, fieldwork: dates }, now)).toBeNull();
  expect(fieldEnd({ closedAt: null, fieldwork: dates }, noon + HOUR)).toBe(noon + 30 * MINUTE);
  expect(fieldEnd({ closedAt: now, fieldwork: dates }, noon + HOUR)).toBe(now);
  expect(fieldEnd({ closedAt: null, fieldwork: null }, now)).toBeNull();
});
