import { and, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { USUAL_RULES } from "@/db/queries/monitoring-rules";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { anyBelow } from "@/lib/maxdiff/quality/rlh-cutoff";
import { readCohortReport } from "../report/read-cohort-report";
import { reportCsv } from "../report/report-csv";
import { addMirror, exportedTexts, type ReportStudy, writeReportStudy } from "../testing";
import { flagsCsv } from "./flags-csv";
import { readProgress } from "./read-progress";

/** Each of eight items with two others, twice around: 16 tasks of 3. */
const CIRCLE = Array.from({ length: 16 }, (_, task) =>
  [0, 1, 3].map((step) => 21 + ((task + step) % 8)),
);

type Choice = { best: number; worst: number };

/** A second list in an exercise of its own, which everybody answers: lower numbers matter more. */
async function addSecondList(db: Database, study: ReportStudy): Promise<void> {
  const { t } = db;
  const { studyId, revisionId } = study;
  const itemNumbers = Array.from({ length: 8 }, (_, index) => 21 + index);
  const designId = uuid();
  const size = { itemsPerTask: 3, taskCount: CIRCLE.length, versionCount: 1, seed: 1 };
  await db.write(async (tx) => {
    await tx
      .insert(t.item)
      .values(itemNumbers.map((number) => ({ studyId, number, createdAt: 1 })));
    await tx.insert(t.wording).values(
      itemNumbers.map((itemNumber, index) => ({
        ...{ id: uuid(), revisionId, studyId, itemNumber, code: "A", position: index + 1 },
        ...{ label: `Task ${itemNumber}`, definition: "", list: "genai" },
      })),
    );
    await tx.insert(t.screen).values({
      ...{ id: uuid(), revisionId, key: "genai", position: 10, kind: "exercise" },
      settings: {
        ...{ type: "maxdiff", title: "GenAI; tasks", list: "genai" },
        design: { ...size, prohibitedPairs: [] },
      },
    });
    await tx.insert(t.design).values({
      ...{ id: designId, revisionId, exercise: "genai", origin: "generated", engine: "test" },
      ...{ ...size, itemNumbers, diagnostics: {}, createdAt: 1 },
    });
    await tx.insert(t.designVersion).values({ designId, number: 1, tasks: CIRCLE });
    // Clear opinions, but that the number of each person stands in slips of the first six tasks:
    // nobody of this study is anybody's copy.
    const choose = (shown: number[], task: number, person: number): Choice => {
      const [low, middle, high] = shown.toSorted((one, other) => one - other);
      return { best: (person >> task) & 1 ? middle : low, worst: high };
    };
    await insertRows(
      tx,
      t.answer,
      study.respondentIds.flatMap((respondentId, person) =>
        CIRCLE.map((shown, task) => ({
          ...{ respondentId, exercise: "genai", taskNumber: task + 1, versionNumber: 1, shown },
          ...{ locale: "en", attemptId: "test", ...choose(shown, task, person) },
        })),
      ),
    );
  });
}

/** Has one respondent answer a whole exercise otherwise. */
async function answerAs(
  db: Database,
  respondentId: string,
  exercise: string,
  choose: (shown: number[], task: number) => Choice,
): Promise<void> {
  const { answer } = db.t;
  const isThis = and(eq(answer.respondentId, respondentId), eq(answer.exercise, exercise));
  await db.write(async (tx) => {
    for (const { shown, taskNumber } of await tx.select().from(answer).where(isThis)) {
      await tx
        .update(answer)
        .set(choose(shown, taskNumber))
        .where(and(isThis, eq(answer.taskNumber, taskNumber)));
    }
  });
}

const ends = (shown: number[]): Choice => ({ best: shown[0], worst: shown[shown.length - 1] });
/** One opinion the first time around, its opposite the second. */
const turning = (shown: number[], task: number): Choice => {
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  return task <= CIRCLE.length / 2 ? { best: low, worst: high } : { best: high, worst: low };
};

describeOnBothDatabases("flags of a study with several exercises", (db) => {
  const LINED = 2;
  const UNASKED = 3;
  const TURNING = 4;
  const COPIED = 8;
  const written = async () => {
    const study = await writeReportStudy(db(), {
      sizes: [30, 20],
      origin: "fielded",
      sourceKind: "open",
      consistency: 4,
    });
    await addMirror(db(), study, {
      match: "all",
      conditions: [{ kind: "answer", screenKey: "region", is: "none-of", options: ["elsewhere"] }],
    });
    await addSecondList(db(), study);
    const { t } = db();
    const monitoring = { ...USUAL_RULES, speeding: null, looks: [10] };
    await db().write((tx) =>
      tx.update(t.revision).set({ monitoring }).where(eq(t.revision.id, study.revisionId)),
    );
    const of = (number: number) => study.respondentIds[number - 1];
    // Both answered the mirror with their hand; the second was led elsewhere by a later edit.
    await answerAs(db(), of(LINED), "mirror", ends);
    await answerAs(db(), of(UNASKED), "mirror", ends);
    await answerAs(db(), of(TURNING), "genai", turning);
    const first = await db()
      .read.select()
      .from(t.answer)
      .where(and(eq(t.answer.respondentId, of(7)), eq(t.answer.exercise, "genai")));
    const byTask = new Map(
      first.map(({ taskNumber, best, worst }) => [taskNumber, { best, worst }]),
    );
    await answerAs(db(), of(COPIED), "genai", (shown, task) => byTask.get(task) ?? ends(shown));
    const actor = systemActor(study.organisationId);
    const progress = await readProgress({ db: db(), actor, input: { studyId: study.studyId } });
    return { study, actor, progress };
  };

  it("look at each exercise that was asked, each with its own design, and name it", async () => {
    const { progress } = await written();
    expect([...progress.cutoffs.keys()].sort()).toEqual(["genai", "maxdiff", "mirror"]);
    const { genai, maxdiff, mirror } = Object.fromEntries(progress.cutoffs);
    expect(mirror).toEqual(maxdiff);
    // The rule speaks of half of those who answer everything at random.
    expect(anyBelow([...progress.cutoffs.values()]).randomPassed).toBeCloseTo(50, 0);
    expect(genai.chance).toBeCloseTo(6 ** -0.5, 9);
    const flagsOf = (number: number) =>
      progress.flagged.find((flagged) => flagged.number === number)?.flags ?? [];
    expect(flagsOf(LINED)).toContainEqual({
      ...{ reason: "straight-lining", exercise: "mirror", role: "best", share: 1 },
    });
    expect(flagsOf(UNASKED)).toEqual([]);
    expect(flagsOf(TURNING)).toMatchObject([
      { reason: "fit", exercise: "genai", cutoff: genai.cutoff },
    ]);
    expect(flagsOf(COPIED)).toEqual([
      { reason: "duplicate", of: "answers", exercise: "genai", first: 7 },
    ]);
    expect(progress.withoutRlh).toBe(0);
  });

  it("are told in both files with the exercise in words and in columns", async () => {
    const { progress, actor, study } = await written();
    const rows = (await flagsCsv(progress))
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    expect(rows[0]).toEqual([
      ...["id", "number", "cohort", "finished_at", "flags", "flag_reasons"],
      ...["straight_lining", "straight_lining_genai", "straight_lining_mirror", "pace"],
      ...["fit", "fit_cutoff", "fit_genai", "fit_cutoff_genai", "fit_mirror", "fit_cutoff_mirror"],
      ...["gibberish", "duplicate_of"],
    ]);
    const cell = (number: number, name: string) =>
      rows.find((row) => row[1] === String(number))?.[rows[0].indexOf(name)];
    expect(cell(LINED, "flag_reasons")).toContain(
      "straight-lining in Mirror: best at one position in 100 % of the tasks",
    );
    expect([cell(LINED, "straight_lining"), cell(LINED, "straight_lining_mirror")]).toEqual([
      "",
      "1.0000",
    ]);
    expect(Number(cell(TURNING, "fit_genai"))).toBeLessThan(
      Number(cell(TURNING, "fit_cutoff_genai")),
    );
    expect(cell(TURNING, "fit")).toBe("");
    expect(cell(COPIED, "flag_reasons")).toBe(
      "duplicate: the same choices in every task of GenAI; tasks as respondent 7",
    );

    const input = { studyId: study.studyId, files: ["respondents.csv"] };
    const { "respondents.csv": text } = await exportedTexts({ db: db(), actor, input });
    const [header, ...lines] = text
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const [codes, reasons] = [header.indexOf("flags"), header.indexOf("flag_reasons")];
    for (const [number, row] of lines.entries()) {
      const flagged = progress.flagged.some((each) => each.number === number + 1);
      expect(row[codes] !== "").toBe(flagged);
      expect(row[reasons]).toBe(flagged ? cell(number + 1, "flag_reasons") : "");
    }
  });

  it("come with a precision of each exercise, over those who were asked it", async () => {
    const { progress } = await written();
    const [leaders] = progress.cohorts;
    const sizes = [...leaders.precision].map(([key, { now }]) => [key, now?.n]);
    // Every third was led past the mirror.
    expect(Object.fromEntries(sizes)).toEqual({ maxdiff: 30, genai: 30, mirror: 20 });
    const [main, other] = ["maxdiff", "genai"].map((key) => leaders.precision.get(key)?.looks[0]);
    expect([main?.n, other?.n]).toEqual([10, 10]);
    expect(main?.mean).not.toBe(other?.mean);
  });
});

describeOnBothDatabases("answers to several revisions", (db) => {
  it("counts an item as itself wherever a revision lists it, and tells every plan's hash", async () => {
    const study = await writeReportStudy(db(), { sizes: [12, 12], origin: "fielded" });
    const { t } = db();
    const actor = systemActor(study.organisationId);
    const read = async () => {
      const input = { studyId: study.studyId };
      const { cohorts, onOtherRevisions } = await readProgress({ db: db(), actor, input });
      expect(onOtherRevisions).toBe(0);
      return cohorts.map(({ precision }) => precision.get("maxdiff")?.now);
    };
    const before = await read();
    const later = uuid();
    await db().write(async (tx) => {
      const isFirst = eq(t.revision.id, study.revisionId);
      const [first] = await tx.select().from(t.revision).where(isFirst);
      await tx.insert(t.revision).values({ ...first, id: later, number: 2, planHash: "b2" });
      const wordings = await tx
        .select()
        .from(t.wording)
        .where(eq(t.wording.revisionId, study.revisionId));
      await tx.insert(t.wording).values(
        wordings.map((wording) => ({
          ...{ ...wording, id: uuid(), revisionId: later, position: 100 - wording.position },
        })),
      );
      const screens = await tx
        .select()
        .from(t.screen)
        .where(eq(t.screen.revisionId, study.revisionId));
      await tx
        .insert(t.screen)
        .values(screens.map((screen) => ({ ...screen, id: uuid(), revisionId: later })));
      for (const id of study.respondentIds.filter((_, index) => index % 2 === 0)) {
        const moved = { revisionId: later, lastSavedAt: Date.now() };
        await tx.update(t.respondent).set(moved).where(eq(t.respondent.id, id));
      }
    });
    expect(await read()).toEqual(before);
    const input = { studyId: study.studyId };
    const report = await readCohortReport({ db: db(), actor, input });
    expect(report.plans).toEqual([
      { revision: 1, hash: "0" },
      { revision: 2, hash: "b2" },
    ]);
    const [header, ...lines] = reportCsv(report)
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const plans = new Set(lines.map((line) => line[header.indexOf("plan_hash")]));
    expect([...plans]).toEqual(["1: 0; 2: b2"]);
  });
});
