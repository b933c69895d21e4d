import { asc, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { readStoredStudy } from "@/lib/analysis/study-data/read-study";
import { chooseBest } from "./choose-best";
import { findPlace } from "./find-place";
import { showScreen } from "./show-screen";
import { type FieldedStudy, fieldStudy, interviewAtTasks, post, respondentOf } from "./testing";

const HOLDOUTS = [
  [1, 2, 3, 4],
  [5, 7, 9, 13],
];
const MAIN = { repeats: 2, holdouts: HOLDOUTS, asking: "two-step" as const };

/** The place, the number of places and the items of a task as its screen says them. */
async function choiceOf(db: Database, token: string, screen: string) {
  const shown = await showScreen({ db, token, input: { screen } });
  if (shown.kind !== "screen" || shown.view.kind !== "choice")
    throw new Error(`${screen}: no task`);
  const { taskNumber, taskCount, items, filled, progress } = shown.view;
  return { taskNumber, taskCount, items: items.map(({ number }) => number), filled, progress };
}

/** Answers all tasks, the lowest number best and the highest worst; gives what each screen showed. */
async function answerAll(db: Database, token: string) {
  const seen: ({ name: string } & Awaited<ReturnType<typeof choiceOf>>)[] = [];
  let screen = await findPlace({ db, token });
  while (screen.includes("-")) {
    const choice = await choiceOf(db, token, screen);
    seen.push({ name: screen, ...choice });
    const [best, worst] = [Math.min(...choice.items), Math.max(...choice.items)];
    screen = await post(db, token, screen, {
      best: `${best}`,
      worst: `${worst}`,
      asked: "two-step",
    });
  }
  return seen;
}

async function checksOf(db: Database, token: string) {
  const { checkAnswer } = db.t;
  return db.read
    .select()
    .from(checkAnswer)
    .where(eq(checkAnswer.respondentId, (await respondentOf(db, token)).id))
    .orderBy(asc(checkAnswer.kind), asc(checkAnswer.number));
}

async function answered(db: Database, study: FieldedStudy) {
  const token = await interviewAtTasks(db, study);
  return { token, seen: await answerAll(db, token) };
}

const ascending = (items: readonly number[]) => items.toSorted((one, other) => one - other);

describeOnBothDatabases("repeated and holdout tasks", (db) => {
  it("come among the others, counted in the way and told by nothing else", async () => {
    const study = await fieldStudy(db(), { main: MAIN });
    const { token, seen } = await answered(db(), study);
    expect(seen.map(({ taskNumber }) => taskNumber)).toEqual(seen.map((_, index) => index + 1));
    expect(new Set(seen.map(({ taskCount }) => taskCount))).toEqual(new Set([17]));
    expect(seen.map(({ name }) => name).filter((name) => !name.startsWith("task-"))).toEqual([
      "holdout-1",
      "repeat-1",
      "holdout-2",
      "repeat-2",
    ]);
    const progress = seen.map((screen) => screen.progress);
    expect(progress.map(({ at }) => at)).toEqual(progress.map((_, index) => index + 3));
    expect(await findPlace({ db: db(), token })).toBe("resources");
  });

  it("are own tasks three or more later with no item in its place, or everybody's sets", async () => {
    const study = await fieldStudy(db(), { main: MAIN });
    const repeated = new Set<number>();
    for (let person = 0; person < 6; person++) {
      const { token, seen } = await answered(db(), study);
      const checks = await checksOf(db(), token);
      const { t, read } = db();
      const { id, versions } = await respondentOf(db(), token);
      const own = await read.select().from(t.answer).where(eq(t.answer.respondentId, id));
      expect(own).toHaveLength(13);
      const [firstHoldout, secondHoldout, ...repeats] = checks;
      for (const [index, row] of [firstHoldout, secondHoldout].entries()) {
        expect(row).toMatchObject({ kind: "holdout", number: index + 1, taskNumber: null });
        expect(ascending(row.shown)).toEqual(HOLDOUTS[index]);
      }
      expect(repeats).toHaveLength(2);
      for (const row of repeats) {
        repeated.add(Number(row.taskNumber));
        const first = own.find(({ taskNumber }) => taskNumber === row.taskNumber);
        expect(ascending(row.shown)).toEqual(ascending(first?.shown ?? []));
        expect(row.shown.some((item, place) => item === first?.shown[place])).toBe(false);
        expect(row).toMatchObject({ best: first?.best, worst: first?.worst, locale: "en" });
        expect(row.versionNumber).toBe(versions.importance);
        const at = (name: string) => seen.findIndex((screen) => screen.name === name);
        const between = at(`repeat-${row.number}`) - at(`task-${row.taskNumber}`);
        expect(between).toBeGreaterThan(3);
      }
    }
    // Drawn for each: six people with two of up to ten tasks do not all get the same.
    expect(repeated.size).toBeGreaterThan(2);
  });

  it("are shown again as they were, filled with what was stored, and edited like any task", async () => {
    const study = await fieldStudy(db(), { main: MAIN });
    const { token, seen } = await answered(db(), study);
    for (const name of ["repeat-2", "holdout-1"]) {
      const before = seen.find((screen) => screen.name === name)?.items ?? [];
      const again = await choiceOf(db(), token, name);
      expect(again.items).toEqual(before);
      const [best, worst] = [Math.min(...before), Math.max(...before)];
      expect(again.filled).toEqual({ best: [`${best}`], worst: [`${worst}`] });
      await post(db(), token, name, { best: `${worst}`, worst: `${best}`, asked: "two-step" });
      expect((await choiceOf(db(), token, name)).filled.best).toEqual([`${worst}`]);
    }
    const rows = await checksOf(db(), token);
    expect(rows).toHaveLength(4);
    const edited = rows.map(({ best, worst }) => best > worst);
    expect(edited).toEqual([true, false, false, true]);
  });

  it("are read beside the answers, each repetition with its own first time, and into no answer", async () => {
    const study = await fieldStudy(db(), { main: MAIN });
    for (let person = 0; person < 2; person++) {
      const { token } = await answered(db(), study);
      expect(await post(db(), token, "resources", { "amount-1": "100" })).toBe("done");
    }
    const rows = { t: db().t, queries: db().read, studyId: study.studyId };
    const stored = await readStoredStudy(rows, undefined);
    const { data, checks } = stored?.study ?? {};
    expect(data?.best).toHaveLength(26);
    expect(checks?.repeats.map(({ respondent }) => respondent)).toEqual([0, 0, 1, 1]);
    expect(checks?.holdouts.map(({ number }) => number)).toEqual([1, 2, 1, 2]);
    for (const { respondent, task, best, worst } of checks?.repeats ?? []) {
      expect(Math.floor(task / 13)).toBe(respondent);
      expect([best, worst]).toEqual([data?.best[task], data?.worst[task]]);
    }
    expect(checks?.holdouts[0].shown.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });

  it("take an answer in two steps without script, and none that they do not show", async () => {
    const study = await fieldStudy(db(), { main: MAIN });
    const token = await interviewAtTasks(db(), study);
    let screen = await findPlace({ db: db(), token });
    while (screen !== "holdout-1") {
      const { items } = await choiceOf(db(), token, screen);
      const fields = { best: `${items[0]}`, worst: `${items[1]}`, asked: "two-step" };
      screen = await post(db(), token, screen, fields);
    }
    const form = { attempt: "00000000-0000-4000-8000-000000000000", shown_at: "1700000000000" };
    const half = { ...form, best: "2", asked: "two-step", half: "1" };
    await chooseBest({ db: db(), token, input: { screen, form: half } });
    const foreign = { screen, form: { ...half, best: "9" } };
    await expect(chooseBest({ db: db(), token, input: foreign })).rejects.toThrow();
    await expect(post(db(), token, screen, { best: "9", worst: "1" })).rejects.toThrow();
    expect(await checksOf(db(), token)).toEqual([]);
  });
});
