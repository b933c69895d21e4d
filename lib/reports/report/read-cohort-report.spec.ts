import { and, eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { Forbidden, InvalidInput, NotFound } from "@/lib/errors";
import type { ReportQuestion } from "../schema";
import { addRespondent, LAUNCHED_AT, type ReportStudy, writeReportStudy } from "../testing";
import { readCohortReport } from "./read-cohort-report";
import { reportCsv } from "./report-csv";
import { findingsOf, problemsOf } from "./report-words";

describeOnBothDatabases("the cohort report", (db) => {
  let study: ReportStudy;
  beforeAll(async () => {
    study = await writeReportStudy(db(), {
      sizes: [40, 30],
      origin: "fielded",
      allocations: [
        { format: "constant-sum", tense: "now" },
        { format: "percentage", tense: "should" },
        { format: "top-n", tense: "should" },
      ],
    });
  });
  const ask = (input: Omit<ReportQuestion, "studyId"> = {}, of: ReportStudy = study) =>
    readCohortReport({
      db: db(),
      actor: systemActor(of.organisationId),
      input: { studyId: of.studyId, ...input },
    });

  it("counts what was answered: times shown, best and worst per cohort and item", async () => {
    const report = await ask({ sort: "list" });
    const { t, read } = db();
    const rows = await read
      .select()
      .from(t.answer)
      .innerJoin(t.respondent, eq(t.respondent.id, t.answer.respondentId))
      .where(eq(t.respondent.studyId, study.studyId));
    const [importance] = report.tables;
    expect(importance.rows.map((row) => row.number)).toEqual(
      [...Array(13).keys()].map((i) => i + 1),
    );
    for (const row of importance.rows) {
      const counted = study.cohortIds.map((cohortId) => {
        const own = rows.filter(({ respondent }) => respondent.cohortId === cohortId);
        return {
          shown: own.filter(({ answer }) => answer.shown.includes(row.number)).length,
          best: own.filter(({ answer }) => answer.best === row.number).length,
          worst: own.filter(({ answer }) => answer.worst === row.number).length,
        };
      });
      expect(row.counts).toEqual(counted);
      counted.forEach(({ shown, best, worst }, cohort) => {
        expect(row.figures[cohort]?.value).toBeCloseTo((100 * (best - worst)) / shown, 4);
      });
    }
    expect(report.counted).toBe(70);
    expect(report.response.map((line) => line.complete)).toEqual([40, 30]);
    expect(report.response[0].medianMinutes).toBe(9.5);
    expect(report.dataUpTo).toBe(LAUNCHED_AT + (69 + 6 + (69 % 9)) * 60_000);
  });

  it("averages each allocation on its own scale", async () => {
    const report = await ask({ sort: "list" });
    const { t, read } = db();
    const tables = report.tables.slice(1);
    expect(tables.map(({ key, scale, average }) => ({ key, scale, average }))).toEqual([
      { key: "allocation-now_1", scale: "constant-sum", average: 7.6923 },
      { key: "allocation-should_2", scale: "percentage", average: null },
      { key: "allocation-should_3", scale: "top-n", average: null },
    ]);
    for (const [index, unit] of [1, 1, 100].entries()) {
      const key = tables[index].key.replace("allocation-", "");
      const rows = await read
        .select()
        .from(t.allocation)
        .innerJoin(t.respondent, eq(t.respondent.id, t.allocation.respondentId))
        .where(and(eq(t.allocation.screenKey, key), eq(t.respondent.cohortId, study.cohortIds[1])));
      for (const row of tables[index].rows) {
        const sum = rows.reduce(
          (total, { allocation }) =>
            total + allocation.amounts[allocation.shown.indexOf(row.number)],
          0,
        );
        expect(row.figures[1]?.value).toBeCloseTo((unit * sum) / 30, 4);
        expect(row.figures[1]?.n).toBe(30);
      }
    }
  });

  it("answers the same question about the same data once, and shows it in any order and scale", async () => {
    const first = await ask({ filters: { region: ["europe"] } });
    const again = await ask({ filters: { region: ["europe"] }, scale: "share", sort: "list" });
    expect(first.run?.kept).toBe(false);
    expect(again.run?.kept).toBe(true);
    expect(again.run?.fingerprint).toBe(first.run?.fingerprint);
    const shares = again.tables[0].rows.map((row) => row.figures[0]?.value ?? 0);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 2);
  });

  it("filters by any screener answer: one of several in a question, all of several questions", async () => {
    const counted = async (filters: Record<string, string[]>) => (await ask({ filters })).counted;
    // Regions go round europe, americas, elsewhere in the order of numbers; 40 are of the first role.
    expect(await counted({ region: ["europe"] })).toBe(24);
    expect(await counted({ region: ["americas", "elsewhere"] })).toBe(46);
    expect(await counted({ region: ["europe"], role: ["role-1"] })).toBe(14);
    const one = await ask({ filters: { role: ["role-1"] } });
    expect(one.tables[0].cohorts.map(({ respondents }) => respondents)).toEqual([40, 0]);
    expect(one.tables[0].cohorts[1].problem?.kind).toBe("no respondents");
    expect(one.tables[0].rows.every((row) => row.gap === null && row.figures[0])).toBe(true);
  });

  it("shows no figures of a cohort that a filter leaves fewer than five people of, and says why", async () => {
    const small = await writeReportStudy(db(), { sizes: [12, 9] });
    const actor = systemActor(small.organisationId);
    const { studyId } = small;
    const filtered = (region: string[]) =>
      readCohortReport({ db: db(), actor, input: { studyId, filters: { region } } });
    const few = await filtered(["europe"]);
    expect(few.withheld.map(({ respondents }) => respondents)).toEqual([4, 3]);
    expect(few.tables).toEqual([]);
    const [header, row, ...more] = reportCsv(few).trim().split(/\r?\n/);
    expect(header.split(",").length).toBeGreaterThan(10);
    expect(row).toMatch(/fewer than 5 people under this filter: no figures are shown/);
    expect(more).toEqual([]);
    const enough = await filtered(["europe", "americas"]);
    expect([enough.withheld, enough.tables.length > 0]).toEqual([[], true]);
    const tiny = await writeReportStudy(db(), { sizes: [3, 3] });
    const all = await readCohortReport({
      db: db(),
      actor: systemActor(tiny.organisationId),
      input: { studyId: tiny.studyId },
    });
    expect([all.withheld, all.tables.length > 0]).toEqual([[], true]);
  });

  it("says which filter, value or cohort the study does not have", async () => {
    const issues = async (input: Omit<ReportQuestion, "studyId">) => {
      const error = await ask(input).catch((caught: unknown) => caught);
      if (!(error instanceof InvalidInput)) throw error;
      return error.issues.map(({ path, key }) => `${path} ${key}`);
    };
    expect(await issues({ filters: { size: ["large"], region: ["europe", "mars"] } })).toEqual([
      "filters.region unknownFilterValue",
      "filters.size unknownFilter",
    ]);
    expect(await issues({ from: 9 })).toEqual(["from unknownCohort"]);
    expect(await issues({ from: 2, to: 2 })).toEqual(["to sameCohort"]);
  });

  it("turns the gap round with the pair", async () => {
    const [forth] = (await ask({ sort: "list" })).tables;
    const [back] = (await ask({ sort: "list", from: 2, to: 1 })).tables;
    expect(back.cohorts.map(({ number }) => number)).toEqual([2, 1]);
    for (const [index, row] of forth.rows.entries()) {
      expect(back.rows[index].gap?.gap).toBeCloseTo(-(row.gap?.gap ?? Number.NaN), 4);
      expect(back.rows[index].gap?.low).toBeCloseTo(-(row.gap?.high ?? Number.NaN), 4);
      expect(back.rows[index].gap?.verdict).toBe(row.gap?.verdict);
    }
  });

  it("sorts by the size of the gap, by importance, or as the list is", async () => {
    const gaps = (await ask({ sort: "gap" })).tables[0].rows.map((row) => row.gap?.gap ?? 0);
    expect(gaps.map(Math.abs)).toEqual(gaps.map(Math.abs).toSorted((a, b) => b - a));
    const byImportance = (await ask({ sort: "importance" })).tables;
    const means = byImportance[0].rows.map(
      ({ figures }) => (figures[0]?.value ?? 0) + (figures[1]?.value ?? 0),
    );
    expect(means).toEqual(means.toSorted((a, b) => b - a));
    // Every chart keeps the order of importance, so that they can be read across.
    for (const table of byImportance) {
      expect(table.rows.map((row) => row.number)).toEqual(
        byImportance[0].rows.map((row) => row.number),
      );
    }
  });

  it("gives nothing to another organisation, nor to a viewer before the report was opened to them", async () => {
    const other = await writeReportStudy(db(), { sizes: [2, 2] });
    const input = { studyId: study.studyId };
    const viewer: Actor = {
      userId: "viewer",
      organisationId: study.organisationId,
      role: "viewer",
    };
    const { t, write } = db();
    await write((tx) =>
      tx.insert(t.user).values({ id: "viewer", email: "v@example.org", name: "V", createdAt: 1 }),
    );
    for (const stranger of [
      systemActor(other.organisationId),
      { ...viewer, organisationId: other.organisationId },
      viewer,
    ]) {
      const error = await readCohortReport({ db: db(), actor: stranger, input }).catch(
        (caught: unknown) => caught,
      );
      expect(error instanceof NotFound || error instanceof Forbidden).toBe(true);
    }
    await write((tx) =>
      tx.insert(t.studyViewer).values({ studyId: study.studyId, userId: "viewer", createdAt: 1 }),
    );
    const report = await readCohortReport({ db: db(), actor: viewer, input });
    expect(report.counted).toBe(70);
  });

  it("counts neither unfinished nor turned-away nor test respondents, but tells of the first two", async () => {
    const before = await ask();
    const { t, write } = db();
    const [senior] = study.cohortIds;
    await write(async (tx) => {
      await tx.insert(t.source).values({
        id: `test-${study.studyId}`,
        studyId: study.studyId,
        kind: "test",
        name: "Test",
        settings: {},
        createdAt: 1,
      });
      await addRespondent(tx, db(), study, { number: 901, state: "active", cohortId: senior });
      await addRespondent(tx, db(), study, { number: 902, state: "screening", cohortId: null });
      await addRespondent(tx, db(), study, { number: 903, state: "screened-out", cohortId: null });
      await addRespondent(tx, db(), study, { number: 905, state: "over-quota", cohortId: senior });
      await addRespondent(tx, db(), study, {
        number: 904,
        state: "complete",
        cohortId: senior,
        sourceId: `test-${study.studyId}`,
      });
    });
    const after = await ask();
    expect(after.run?.fingerprint).toBe(before.run?.fingerprint);
    expect(after.run?.kept).toBe(true);
    expect(after.tables).toEqual(before.tables);
    const figures = after.response.map((line) => [
      line.started,
      line.unfinished,
      line.screenedOut,
      line.overQuota,
      line.complete,
    ]);
    expect(figures).toEqual([
      [42, 1, 0, 1, 40],
      [30, 0, 0, 0, 30],
      [2, 1, 1, 0, 0],
    ]);
  });

  it("computes anew when a counted answer is changed, added or erased", async () => {
    const own = await writeReportStudy(db(), { sizes: [6, 6] });
    const fingerprints = new Set<string | undefined>();
    const { t, write } = db();
    const [changed, erased] = own.respondentIds;
    const look = async () => {
      const report = await ask({}, own);
      expect(report.run?.kept).toBe(false);
      fingerprints.add(report.run?.fingerprint);
      return report;
    };
    const before = await look();
    await write(async (tx) => {
      const [answer] = await tx
        .select()
        .from(t.answer)
        .where(and(eq(t.answer.respondentId, changed), eq(t.answer.taskNumber, 1)));
      await tx
        .update(t.answer)
        .set({ best: answer.worst, worst: answer.best })
        .where(and(eq(t.answer.respondentId, changed), eq(t.answer.taskNumber, 1)));
      await tx
        .update(t.respondent)
        .set({ lastSavedAt: LAUNCHED_AT + 1 })
        .where(eq(t.respondent.id, changed));
    });
    const after = await look();
    expect(after.tables).not.toEqual(before.tables);
    await write((tx) =>
      addRespondent(tx, db(), own, { number: 500, state: "complete", cohortId: own.cohortIds[0] }),
    );
    await look();
    await write(async (tx) => {
      await tx.delete(t.answer).where(eq(t.answer.respondentId, erased));
      await tx.delete(t.questionAnswer).where(eq(t.questionAnswer.respondentId, erased));
      await tx.delete(t.givenVersion).where(eq(t.givenVersion.respondentId, erased));
      await tx.delete(t.respondent).where(eq(t.respondent.id, erased));
    });
    const last = await look();
    expect(fingerprints.size).toBe(4);
    expect(last.counted).toBe(11);
  });

  it("says of one cohort what it finds important, without gaps", async () => {
    const own = await writeReportStudy(db(), { sizes: [25] });
    const report = await ask({}, own);
    expect(report.compared).toEqual([1]);
    const [table] = report.tables;
    expect(table.cohorts).toHaveLength(1);
    expect(table.margin).toBeNull();
    expect(table.rows.every((row) => row.gap === null && row.figures.length === 1)).toBe(true);
    expect(findingsOf(table)).toEqual([]);
    const values = table.rows.map((row) => row.figures[0]?.value ?? 0);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it("compares any two of several cohorts", async () => {
    const own = await writeReportStudy(db(), { sizes: [9, 12, 10] });
    const report = await ask({ from: 2, to: 3 }, own);
    expect(
      report.tables[0].cohorts.map(({ number, respondents }) => [number, respondents]),
    ).toEqual([
      [2, 12],
      [3, 10],
    ]);
    expect(report.tables[0].rows.every((row) => row.gap)).toBe(true);
    const first = await ask({}, own);
    expect(first.compared).toEqual([1, 2]);
  });

  it("says why a logit has no answer, and still counts", async () => {
    const own = await writeReportStudy(db(), { sizes: [1, 30], consistency: 500 });
    const shares = (await ask({ scale: "share" }, own)).tables[0];
    expect(shares.cohorts[0].problem?.kind).toBe("separated");
    expect(shares.rows.every((row) => row.figures[0] === null && row.gap === null)).toBe(true);
    expect(problemsOf(shares)[0]).toMatch(/^PMO leaders: .+ never lost to the other items/);
    const counts = (await ask({ scale: "net" }, own)).tables[0];
    expect(counts.rows.every((row) => row.figures[0])).toBe(true);
    // One respondent: figures, but nobody can tell how sure they are.
    expect(counts.rows.every((row) => row.figures[0]?.low === null)).toBe(true);
    expect(counts.rows.every((row) => row.gap?.verdict === "cannot tell")).toBe(true);
  });

  it("is empty, not wrong, before the first complete respondent and before the launch", async () => {
    const own = await writeReportStudy(db(), { sizes: [0, 0] });
    const nobody = await ask({}, own);
    expect(nobody).toMatchObject({
      complete: 0,
      counted: 0,
      tables: [],
      run: null,
      dataUpTo: null,
    });
    expect(nobody.response.map(({ started }) => started)).toEqual([0, 0]);
    const { t, write } = db();
    await write((tx) =>
      tx.update(t.revision).set({ frozenAt: null }).where(eq(t.revision.id, own.revisionId)),
    );
    expect(await ask({}, own)).toMatchObject({ revisionNumber: null, tables: [], cohorts: [] });
  });
});
