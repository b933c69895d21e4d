import { randomUUID } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import type { ExerciseSettings } from "@/db/schema/study-content";
import { describeOnBothDatabases } from "@/db/testing";
import { InvalidInput, NotFound } from "@/lib/errors";
import { chooseBest } from "./choose-best";
import { chooseResponseMode } from "./choose-response-mode";
import { findPlace } from "./find-place";
import { showScreen } from "./show-screen";
import {
  addExercises,
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  GENAI_TASKS,
  interviewAtTasks,
  post,
  respondentOf,
  sentForm,
  shownItems,
  startedInterview,
  versionsGiven,
} from "./testing";

async function anExercisesStudy(
  db: Database,
  main: Partial<ExerciseSettings> = {},
  versionCount = 5,
): Promise<FieldedStudy & { genaiDesignId: string }> {
  const study = await fieldStudy(db);
  return { ...study, ...(await addExercises(db, study, { main, versionCount })) };
}

async function answersOf(db: Database, token: string) {
  const { t, read } = db;
  const { id } = await respondentOf(db, token);
  const { exercise, taskNumber } = t.answer;
  return read
    .select()
    .from(t.answer)
    .where(eq(t.answer.respondentId, id))
    .orderBy(asc(exercise), asc(taskNumber));
}

/** The first shown item as best, the last as worst, with what else the screen asks. */
async function answerTask(
  db: Database,
  token: string,
  screen: string,
  more: Record<string, string> = {},
): Promise<string> {
  const items = await shownItems(db, token, screen);
  const worst = String(items[items.length - 1]);
  return post(db, token, screen, { best: String(items[0]), worst, ...more });
}

function judged(value: (item: number) => string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 13 }, (_, index) => [`judged-${index + 1}`, value(index + 1)]),
  );
}

/** Answers everything up to the first task of the second exercise. */
async function interviewAtGenai(db: Database, study: FieldedStudy): Promise<string> {
  const token = await interviewAtTasks(db, study);
  await answerTasks(db, token);
  await post(db, token, "resources", { "amount-1": "100" });
  await post(
    db,
    token,
    "judged",
    judged(() => "1"),
  );
  return token;
}

describeOnBothDatabases("an interview with several exercises", (db, tries) => {
  it("asks each exercise with its own items, words and version, and stores all under its key", async () => {
    const study = await anExercisesStudy(db());
    const token = await interviewAtTasks(db(), study);
    await answerTasks(db(), token);
    expect(await post(db(), token, "resources", { "amount-1": "100" })).toBe("judged");
    await post(
      db(),
      token,
      "judged",
      judged((item) => (item % 2 === 0 ? "1" : "0")),
    );
    const shown = await showScreen({ db: db(), token, input: { screen: "genai-task-1" } });
    if (shown.kind !== "screen" || shown.view.kind !== "choice") throw new Error("no task");
    expect(shown.view.sentence).toBe("Which should a machine do first, and which last?");
    expect(shown.view.items.every((item) => item.number > 20)).toBe(true);
    for (let task = 1; task <= GENAI_TASKS; task++) {
      await answerTask(db(), token, `genai-task-${task}`, { anchor: "some" });
    }
    for (let task = 1; task < 13; task++) await answerTask(db(), token, `mirrored-task-${task}`);
    expect(await answerTask(db(), token, "mirrored-task-13")).toBe("done");

    const answers = await answersOf(db(), token);
    const of = (key: string) => answers.filter(({ exercise }) => exercise === key);
    expect([of("genai").length, of("importance").length, of("mirrored").length]).toEqual([
      GENAI_TASKS,
      13,
      13,
    ]);
    expect(of("genai").every(({ anchor }) => anchor === "some")).toBe(true);
    expect(of("importance").every(({ anchor }) => anchor === null)).toBe(true);
    expect(answers.every(({ responseMode }) => responseMode === "together")).toBe(true);
    const { t, read } = db();
    const [anchor] = await read
      .select()
      .from(t.allocation)
      .where(eq(t.allocation.screenKey, "judged"));
    expect(anchor.amounts).toEqual(anchor.shown.map((item) => (item % 2 === 0 ? 1 : 0)));
  });

  it("shows a mirror as the other cohort's view, with no task of one's own version again", async () => {
    const study = await anExercisesStudy(db());
    const token = await interviewAtGenai(db(), study);
    for (let task = 1; task <= GENAI_TASKS; task++) {
      await answerTask(db(), token, `genai-task-${task}`, { anchor: "all" });
    }
    const shown = await showScreen({ db: db(), token, input: { screen: "mirrored-task-1" } });
    expect(shown).toMatchObject({ view: { answerAs: "Senior leaders" } });
    const own: string[] = [];
    const mirrored: string[] = [];
    for (let task = 1; task <= 13; task++) {
      own.push(String(await shownItems(db(), token, `task-${task}`)));
      if (task > 1) await answerTask(db(), token, `mirrored-task-${task - 1}`);
      mirrored.push(String(await shownItems(db(), token, `mirrored-task-${task}`)));
    }
    expect(mirrored.filter((task, index) => own[index] === task)).toEqual([]);
    const { versions } = await respondentOf(db(), token);
    // Half of the twelve versions further on: each version has its own counterpart.
    expect(versions.mirrored).toBe(((versions.importance + 5) % 12) + 1);
    expect(versions.genai).toBeGreaterThan(0);
  });

  const people = tries(200, 60);
  it(`fills the versions of a further exercise evenly in each cohort when ${people} come at once`, async () => {
    const study = await fieldStudy(db(), { asksRegion: false });
    await addExercises(db(), study, { versionCount: 7 });
    const { t, write } = db();
    // The further exercise first: it is reached by the screener alone.
    const order = ["role", "genai", "importance", "judged", "mirrored", "resources"];
    await write(async (tx) => {
      for (const [position, key] of order.entries()) {
        await tx.update(t.screen).set({ position }).where(eq(t.screen.key, key));
      }
    });
    await Promise.all(
      Array.from({ length: people }, async (_, index) => {
        const token = await startedInterview(db(), study);
        const next = await post(db(), token, "role", {
          answer: index % 3 === 0 ? "senior" : "pmo",
        });
        expect(next).toBe("genai-task-1");
      }),
    );
    const rows = await versionsGiven(db(), study, "genai");
    expect(rows).toHaveLength(people);
    for (const cohort of study.cohorts) {
      const given = rows.filter((row) => row.cohortId === cohort);
      const counts = Array.from(
        { length: 7 },
        (_, version) => given.filter((row) => row.versionNumber === version + 1).length,
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(given.length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(await versionsGiven(db(), study)).toEqual([]);
  });

  it("refuses every task that is impossible, in any way of asking, and stores none of it", async () => {
    const study = await anExercisesStudy(db());
    const token = await interviewAtGenai(db(), study);
    const shown = await shownItems(db(), token, "genai-task-1");
    const before = await answersOf(db(), token);
    const place = fc.nat({ max: shown.length - 1 });
    const whole = fc
      .tuple(place, place, fc.constantFrom("all", "some", "none"))
      .filter(([best, worst]) => best !== worst)
      .map(([best, worst, anchor]) => ({
        best: String(shown[best]),
        worst: String(shown[worst]),
        anchor,
      }));
    const without = (field: string) => (form: Record<string, string>) =>
      Object.fromEntries(Object.entries(form).filter(([name]) => name !== field));
    const having = (fields: Record<string, string>) => (form: Record<string, string>) => ({
      ...form,
      ...fields,
    });
    const faults = [
      ...["best", "worst", "anchor"].map(without),
      // An item of the other list, one of no list, no number.
      ...["1", "99", "x"].flatMap((item) => [having({ best: item }), having({ worst: item })]),
      (form: Record<string, string>) => ({ ...form, worst: form.best }),
      ...["many", ""].map((anchor) => having({ anchor })),
      ...["two-step", "aloud"].map((asked) => having({ asked })),
      ...[having({ half: "2" }), having({ opened: "x" })],
    ];
    await fc.assert(
      fc.asyncProperty(whole, fc.constantFrom(...faults), async (form, spoil) => {
        const sent = post(db(), token, "genai-task-1", spoil(form));
        await expect(sent).rejects.toBeInstanceOf(InvalidInput);
      }),
      { numRuns: 150 },
    );
    expect(await answersOf(db(), token)).toEqual(before);
    await answerTask(db(), token, "genai-task-1", { anchor: "all", opened: " 21" });
    expect(await answersOf(db(), token)).toHaveLength(before.length + 1);
  });

  it("refuses a direct anchor that leaves an item out, and leaves one aside that it does not ask about", async () => {
    const study = await anExercisesStudy(db());
    const token = await interviewAtTasks(db(), study);
    await answerTasks(db(), token);
    await post(db(), token, "resources", { "amount-1": "100" });
    const whole = judged(() => "0");
    const { "judged-7": _, ...partial } = whole;
    for (const fields of [partial, { ...whole, "judged-3": "2" }]) {
      await expect(post(db(), token, "judged", fields)).rejects.toBeInstanceOf(InvalidInput);
    }
    const { t, read } = db();
    const { id } = await respondentOf(db(), token);
    const rows = await read.select().from(t.allocation).where(eq(t.allocation.respondentId, id));
    expect(rows.map((row) => row.screenKey)).toEqual(["resources"]);
    const more = { ...whole, "judged-21": "1" };
    expect(await post(db(), token, "judged", more)).toBe("genai-task-1");
    const [anchor] = await read
      .select()
      .from(t.allocation)
      .where(and(eq(t.allocation.respondentId, id), eq(t.allocation.screenKey, "judged")));
    expect(anchor.shown).not.toContain(21);
    expect(anchor.shown).toHaveLength(13);
  });
});

describeOnBothDatabases("a task asked in two steps", (db) => {
  it("stores nothing before its second step, and the whole task with the way it was asked", async () => {
    const study = await anExercisesStudy(db(), { asking: "two-step" });
    const token = await interviewAtTasks(db(), study);
    const [best, worst] = await shownItems(db(), token, "task-1");
    const half = sentForm({ best: String(best), asked: "two-step", half: "1" });
    await chooseBest({ db: db(), token, input: { screen: "task-1", form: half } });
    expect(await answersOf(db(), token)).toEqual([]);
    expect(await findPlace({ db: db(), token })).toBe("task-1");
    const whole = { best: String(best), worst: String(worst), asked: "two-step" };
    await expect(
      post(db(), token, "task-1", { best: whole.best, worst: whole.worst }),
    ).rejects.toBeInstanceOf(InvalidInput);
    expect(await post(db(), token, "task-1", whole)).toBe("task-2");
    expect(await answersOf(db(), token)).toMatchObject([{ best, worst, responseMode: "two-step" }]);
  });

  it("refuses a first step without a shown item, and on a screen that is no task or not reached", async () => {
    const study = await anExercisesStudy(db(), { asking: "two-step" });
    const token = await interviewAtTasks(db(), study);
    const choose = (screen: string, fields: Record<string, string>) =>
      chooseBest({ db: db(), token, input: { screen, form: sentForm({ half: "1", ...fields }) } });
    const refused: Record<string, string>[] = [{}, { best: "99" }, { best: "x" }];
    for (const fields of refused) {
      await expect(choose("task-1", { asked: "two-step", ...fields })).rejects.toBeInstanceOf(
        InvalidInput,
      );
    }
    await expect(choose("role", { best: "1" })).rejects.toBeInstanceOf(NotFound);
    await expect(choose("task-9", { best: "1" })).rejects.toBeInstanceOf(NotFound);
  });

  it("is the respondent's choice where the exercise leaves it to them, remembered from then on", async () => {
    const study = await anExercisesStudy(db(), { asking: "respondent" });
    const token = await interviewAtTasks(db(), study);
    const asking = async (screen: string) => {
      const shown = await showScreen({ db: db(), token, input: { screen } });
      return shown.kind === "screen" && shown.view.kind === "choice"
        ? shown.view.responseMode
        : null;
    };
    expect(await asking("task-1")).toBe("together");
    await answerTask(db(), token, "task-1");
    const choose = (screen: string, wish: string) =>
      chooseResponseMode({ db: db(), token, input: { screen, responseMode: wish } });
    await choose("task-2", "two-step");
    await answerTask(db(), token, "task-2", { asked: "two-step" });
    expect(await asking("task-3")).toBe("two-step");
    await expect(choose("task-3", "aloud")).rejects.toBeInstanceOf(InvalidInput);
    await expect(choose("genai-task-1", "two-step")).rejects.toBeInstanceOf(InvalidInput);
    const answers = await answersOf(db(), token);
    expect(answers.map(({ responseMode }) => responseMode)).toEqual(["together", "two-step"]);
  });
});

describeOnBothDatabases("opened definitions", (db) => {
  it("are stored with the answer and kept through an edit; without script nothing is claimed", async () => {
    const study = await anExercisesStudy(db());
    const token = await interviewAtTasks(db(), study);
    const [one, other, third] = await shownItems(db(), token, "task-1");
    await answerTask(db(), token, "task-1", { opened: ` ${other} 99` });
    const opened = async () => (await answersOf(db(), token)).map((answer) => answer.opened);
    expect(await opened()).toEqual([[other]]);
    const edit = { best: String(third), worst: String(one), opened: ` ${one}` };
    await post(db(), token, "task-1", edit, randomUUID());
    expect(await opened()).toEqual([[one, other]]);
    await answerTask(db(), token, "task-2");
    await answerTask(db(), token, "task-3", { opened: "" });
    expect(await opened()).toEqual([[one, other], null, []]);
  });
});
