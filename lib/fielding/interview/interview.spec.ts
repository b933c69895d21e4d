import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { tablesFor } from "@/db/schema/tables";
import { describeOnBothDatabases } from "@/db/testing";
import { Conflict, InvalidInput, NotFound } from "@/lib/errors";
import { seededRandom } from "@/lib/stats/random";
import { findPlace } from "../find-place";
import { rescaleAllocation } from "../rescale-allocation";
import { saveScreen } from "../save-screen";
import { showScreen } from "../show-screen";
import { showStudy } from "../show-study";
import { startInterview } from "../start-interview";
import {
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  interviewAtTasks,
  post,
  respondentOf,
  sentForm,
  shownItems,
  startedInterview,
  versionsGiven,
} from "../testing";
import { newStart, tokenHash } from "./interview-link";
import type { SentForm } from "./schema";

async function answersOf(db: Database, token: string) {
  const { t, read } = db;
  const { id } = await respondentOf(db, token);
  return read
    .select()
    .from(t.answer)
    .where(eq(t.answer.respondentId, id))
    .orderBy(asc(t.answer.taskNumber));
}

/** Every row that an interview can write, to be compared before and after. */
async function everythingOf({ t, read }: Database) {
  return {
    studies: await read.select().from(t.study),
    respondents: await read.select().from(t.respondent),
    answers: await read.select().from(t.answer),
    questions: await read.select().from(t.questionAnswer),
    allocations: await read.select().from(t.allocation),
    attempts: await read.select().from(t.attempt),
    fill: await read.select().from(t.versionFill),
  };
}

function setState({ t, write }: Database, study: FieldedStudy, state: "paused" | "closed") {
  return write((tx) => tx.update(t.study).set({ state }).where(eq(t.study.id, study.studyId)));
}

/** Points for 13 items that add up to 100. */
const HUNDRED: SentForm = { "amount-1": "60", "amount-3": " 30 ", "amount-13": "10" };

describeOnBothDatabases("an interview", (db, tries) => {
  it("stores with each answer what was shown, when, in which version and language", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const items = await shownItems(db(), token, "task-1");
    const before = Date.now();
    const attempt = randomUUID();
    const fields = { best: String(items[2]), worst: String(items[0]) };
    expect(await post(db(), token, "task-1", fields, attempt)).toBe("task-2");

    const respondent = await respondentOf(db(), token);
    const [answer] = await answersOf(db(), token);
    expect(answer).toMatchObject({
      exercise: "importance",
      taskNumber: 1,
      versionNumber: respondent.versions.importance,
      shown: items,
      best: items[2],
      worst: items[0],
      locale: "en",
      shownAt: 1_700_000_000_000,
    });
    expect(answer.answeredAt).toBeGreaterThanOrEqual(before);
    expect(answer.attemptId.startsWith(attempt)).toBe(true);
    // What was not told is nothing in the database, not the word null.
    const { answer: t } = db().t;
    const untold = and(eq(t.attemptId, answer.attemptId), isNull(t.opened), isNull(t.anchor));
    expect(await db().read.select().from(t).where(untold)).toHaveLength(1);
  });

  it("goes from the welcome to the end, one screen after the other", async () => {
    const { t, read } = db();
    const study = await fieldStudy(db());
    const token = await startedInterview(db(), study);
    expect(await findPlace({ db: db(), token })).toBe("role");
    expect(await post(db(), token, "role", { answer: "senior" })).toBe("region");
    expect(await respondentOf(db(), token)).toMatchObject({
      number: 1,
      externalId: "1",
      state: "active",
      cohortId: study.cohorts[1],
      versions: {},
      revisionId: study.revisionId,
    });
    expect(await post(db(), token, "region", {})).toBe("task-1");
    expect((await respondentOf(db(), token)).versions).toEqual({ importance: 1 });
    await answerTasks(db(), token);
    expect(await findPlace({ db: db(), token })).toBe("resources");
    expect(await post(db(), token, "resources", HUNDRED)).toBe("done");

    const respondent = await respondentOf(db(), token);
    expect(respondent.state).toBe("complete");
    expect(respondent.finishedAt).toBe(respondent.lastSavedAt);
    const [allocation] = await read
      .select()
      .from(t.allocation)
      .where(eq(t.allocation.respondentId, respondent.id));
    expect(allocation.amounts).toEqual([60, 0, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10]);
    // The optional question was passed without an answer: missing stays missing.
    const questions = await read
      .select()
      .from(t.questionAnswer)
      .where(eq(t.questionAnswer.respondentId, respondent.id));
    expect(questions.map((row) => [row.screenKey, row.value])).toEqual([["role", "senior"]]);
  });

  it("changes nothing when pages are only looked at, however often", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const before = await everythingOf(db());
    await showStudy({ db: db(), input: { slug: study.slug } });
    await findPlace({ db: db(), token });
    for (const screen of ["role", "region", "task-1", "task-9", "resources", "done", "closed"]) {
      await showScreen({ db: db(), token, input: { screen } });
    }
    await rescaleAllocation({
      db: db(),
      token,
      input: { screen: "resources", form: sentForm({ ...HUNDRED, rescale: "1" }) },
    });
    expect(await everythingOf(db())).toEqual(before);
  });

  it("sends a look ahead back to where the interview stands, and fills an earlier screen", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    for (const screen of ["task-2", "resources", "done", "screened-out", "closed"]) {
      expect(await showScreen({ db: db(), token, input: { screen } })).toEqual({
        kind: "elsewhere",
        screen: "task-1",
      });
    }
    const back = await showScreen({ db: db(), token, input: { screen: "region" } });
    expect(back).toMatchObject({ kind: "screen", view: { filled: { answer: ["europe"] } } });
  });

  it("keeps one answer a screen when each write is sent one to four times in any order", async () => {
    const random = seededRandom(2);
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const clicked = new Map<string, { best: string; worst: string }>();
    const sent: { screen: string; fields: SentForm; attempt: string }[] = [];
    const send = async (write: (typeof sent)[number]) =>
      post(db(), token, write.screen, write.fields, write.attempt);
    for (let task = 1; task <= 13; task++) {
      // The screen itself, then an edit of any screen so far.
      for (const screen of [`task-${task}`, `task-${1 + random.below(task)}`]) {
        const [best, worst] = random.shuffle(await shownItems(db(), token, screen)).map(String);
        const write = { screen, fields: { best, worst }, attempt: randomUUID() };
        clicked.set(screen, write.fields);
        sent.push(write);
        await send(write);
        // Up to three retries of this or earlier writes arrive only now.
        for (let retry = random.below(4); retry > 0; retry--) {
          const late = sent[random.below(sent.length)];
          expect(await send(late)).toMatch(/^(task-\d+|resources)$/);
        }
      }
    }
    // And four at once, as from a client that gave up waiting.
    await Promise.all(sent.slice(-4).map(send));

    const answers = await answersOf(db(), token);
    expect(answers).toHaveLength(13);
    for (const answer of answers) {
      expect({ best: String(answer.best), worst: String(answer.worst) }).toEqual(
        clicked.get(`task-${answer.taskNumber}`),
      );
    }
    const { t, read } = db();
    const { id } = await respondentOf(db(), token);
    const attempts = await read.select().from(t.attempt).where(eq(t.attempt.respondentId, id));
    expect(attempts).toHaveLength(sent.length + 2);
  });

  it("gives a late retry of an old attempt the same answer and changes nothing", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const [a, b, c] = (await shownItems(db(), token, "task-1")).map(String);
    const old = randomUUID();
    await post(db(), token, "task-1", { best: a, worst: b }, old);
    await post(db(), token, "task-1", { best: c, worst: a });
    const before = await everythingOf(db());
    expect(await post(db(), token, "task-1", { best: a, worst: b }, old)).toBe("task-2");
    expect(await everythingOf(db())).toEqual(before);
  });

  it("takes another choice from a page that the browser brought back as an edit", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const [a, b, c] = (await shownItems(db(), token, "task-1")).map(String);
    const attempt = randomUUID();
    await post(db(), token, "task-1", { best: a, worst: b }, attempt);
    await post(db(), token, "task-1", { best: c, worst: b }, attempt);
    expect((await answersOf(db(), token)).map((row) => String(row.best))).toEqual([c]);
  });

  it("does not lose the screener's retry to a version that was given in between", async () => {
    const study = await fieldStudy(db());
    const token = await startedInterview(db(), study);
    const attempt = randomUUID();
    await post(db(), token, "role", { answer: "pmo" }, attempt);
    await post(db(), token, "role", { answer: "senior" });
    await post(db(), token, "region", {});
    expect(await post(db(), token, "role", { answer: "pmo" }, attempt)).toBe("region");
    expect((await respondentOf(db(), token)).cohortId).toBe(study.cohorts[1]);
  });

  it("makes one interview of one start, however often it is sent at once", async () => {
    const { t, read } = db();
    const study = await fieldStudy(db());
    const form = { start: newStart() };
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        startInterview({ db: db(), input: { slug: study.slug, form } }),
      ),
    );
    expect(new Set(results.map((result) => result.token)).size).toBe(1);
    const rows = await read
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, study.studyId));
    expect(rows.map((row) => row.number)).toEqual([1]);
    // Later, the same start goes on where the interview stands.
    await post(db(), results[0].token, "role", { answer: "pmo" });
    const again = await startInterview({ db: db(), input: { slug: study.slug, form } });
    expect(again).toEqual({ token: results[0].token, screen: "region" });
  });

  const people = tries(200, 60);
  it(`fills versions evenly within each cohort when ${people} start at once`, async () => {
    const { t, read } = db();
    const study = await fieldStudy(db(), { versionCount: 7, asksRegion: false });
    await Promise.all(
      Array.from({ length: people }, async (_, index) => {
        const token = await startedInterview(db(), study);
        // Unequal cohorts: one in three is a senior leader.
        await post(db(), token, "role", { answer: index % 3 === 0 ? "senior" : "pmo" });
      }),
    );
    const rows = await read
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, study.studyId));
    const seniors = Math.ceil(people / 3);
    const numbers = rows.map((row) => row.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: people }, (_, index) => index + 1));
    for (const cohortId of study.cohorts) {
      const counts = new Array<number>(7).fill(0);
      for (const row of await versionsGiven(db(), study)) {
        if (row.cohortId === cohortId) counts[row.versionNumber - 1] += 1;
      }
      expect(counts.reduce((a, b) => a + b, 0)).toBe(
        cohortId === study.cohorts[1] ? seniors : people - seniors,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      const fill = await read
        .select({ assigned: t.versionFill.assigned })
        .from(t.versionFill)
        .where(
          and(eq(t.versionFill.designId, study.designId), eq(t.versionFill.cohortId, cohortId)),
        )
        .orderBy(asc(t.versionFill.versionNumber));
      expect(fill.map((row) => row.assigned)).toEqual(counts);
    }
  });

  it("screens out for good, without a version, and shows nothing else afterwards", async () => {
    const study = await fieldStudy(db());
    const token = await startedInterview(db(), study);
    const attempt = randomUUID();
    expect(await post(db(), token, "role", { answer: "other" }, attempt)).toBe("screened-out");
    const respondent = await respondentOf(db(), token);
    expect(respondent).toMatchObject({
      state: "screened-out",
      cohortId: null,
      versions: {},
    });
    expect(respondent.finishedAt).not.toBeNull();
    expect(await post(db(), token, "role", { answer: "other" }, attempt)).toBe("screened-out");
    await expect(post(db(), token, "role", { answer: "pmo" })).rejects.toThrow("interviewOver");
    await expect(post(db(), token, "region", {})).rejects.toThrow(Conflict);
    expect(await showScreen({ db: db(), token, input: { screen: "role" } })).toEqual({
      kind: "elsewhere",
      screen: "screened-out",
    });
  });

  it("lets the screener be changed until a version is given; then the cohort stays", async () => {
    const study = await fieldStudy(db());
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    await post(db(), token, "role", { answer: "senior" });
    expect((await respondentOf(db(), token)).cohortId).toBe(study.cohorts[1]);
    await post(db(), token, "region", {});

    const refused = post(db(), token, "role", { answer: "pmo" });
    await expect(refused).rejects.toMatchObject({
      issues: [{ path: "answer", key: "cohortStays" }],
    });
    await expect(post(db(), token, "role", { answer: "other" })).rejects.toThrow(InvalidInput);
    expect(await post(db(), token, "role", { answer: "senior" })).toBe("region");
    expect(await respondentOf(db(), token)).toMatchObject({
      cohortId: study.cohorts[1],
      state: "active",
    });
    const shown = await showScreen({ db: db(), token, input: { screen: "role" } });
    expect(shown).toMatchObject({ view: { fixedTo: ["senior"] } });
  });

  it("takes nobody new while paused, and lets those inside finish", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const form = { start: newStart() };
    const inside = await startInterview({ db: db(), input: { slug: study.slug, form } });
    await setState(db(), study, "paused");
    await expect(startedInterview(db(), study)).rejects.toThrow("studyPaused");
    // A start whose reply was lost is not a new one.
    expect(await startInterview({ db: db(), input: { slug: study.slug, form } })).toEqual(inside);
    expect(await showStudy({ db: db(), input: { slug: study.slug } })).toMatchObject({
      kind: "closed",
      reason: "paused",
    });
    await answerTasks(db(), token);
    expect(await post(db(), token, "resources", HUNDRED)).toBe("done");
  });

  it("refuses everything once closed, storing nothing, and leaves finished interviews alone", async () => {
    const study = await fieldStudy(db());
    const finished = await interviewAtTasks(db(), study);
    await answerTasks(db(), finished);
    const last = randomUUID();
    await post(db(), finished, "resources", HUNDRED, last);
    const inside = await interviewAtTasks(db(), study);
    const [best, worst] = (await shownItems(db(), inside, "task-1")).map(String);
    await setState(db(), study, "closed");
    const before = await everythingOf(db());

    await expect(startedInterview(db(), study)).rejects.toThrow("studyClosed");
    await expect(post(db(), inside, "task-1", { best, worst })).rejects.toThrow("studyClosed");
    await expect(post(db(), inside, "region", {})).rejects.toThrow("studyClosed");
    expect(await findPlace({ db: db(), token: inside })).toBe("closed");
    expect(
      await showScreen({ db: db(), token: inside, input: { screen: "closed" } }),
    ).toMatchObject({ view: { kind: "closed", reason: "closed" } });
    expect(await post(db(), finished, "resources", HUNDRED, last)).toBe("done");
    expect(await findPlace({ db: db(), token: finished })).toBe("done");
    expect(await everythingOf(db())).toEqual(before);
  });

  it("does not exist while a study is a draft", async () => {
    const study = await fieldStudy(db(), { state: "draft", isDraft: true });
    await expect(showStudy({ db: db(), input: { slug: study.slug } })).rejects.toThrow(NotFound);
    await expect(startedInterview(db(), study)).rejects.toThrow(NotFound);
  });

  it("is closed to a token that was altered, and to a start from another study", async () => {
    const study = await fieldStudy(db());
    const other = await fieldStudy(db());
    const start = newStart();
    const token = await startedInterview(db(), study, start);
    const { id } = await respondentOf(db(), token);
    const altered = [
      `${token}A`,
      token.slice(1),
      token.toUpperCase(),
      `${token[0] === "A" ? "B" : "A"}${token.slice(1)}`,
      tokenHash(token),
      id,
      start,
      "",
      "%00",
    ];
    for (const guess of altered) {
      await expect(findPlace({ db: db(), token: guess })).rejects.toThrow(NotFound);
      await expect(
        showScreen({ db: db(), token: guess, input: { screen: "role" } }),
      ).rejects.toThrow(NotFound);
      await expect(post(db(), guess, "role", { answer: "pmo" })).rejects.toThrow(NotFound);
    }
    expect(await startedInterview(db(), other, start)).not.toBe(token);
    for (const weak of ["", "short", "x".repeat(21), "y".repeat(65), "spaces are not allowed!"]) {
      await expect(startedInterview(db(), study, weak)).rejects.toThrow(InvalidInput);
    }
  });

  it("asks the same after a restart, whatever happens to drafts of the study", async () => {
    const { t, write } = db();
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    const before = await showScreen({ db: db(), token, input: { screen: "task-1" } });
    await write((tx) =>
      tx.insert(t.revision).values({
        id: randomUUID(),
        studyId: study.studyId,
        number: 2,
        frozenAt: null,
        planHash: null,
        texts: {
          welcomeTitle: "Another",
          welcomeText: "",
          choiceQuestion: "Another?",
          bestLabel: "Best",
          worstLabel: "Worst",
          thanksText: "",
          screenedOutText: "",
        },
        designSettings: {
          itemsPerTask: 5,
          taskCount: 8,
          versionCount: 1,
          seed: 2,
          prohibitedPairs: [],
        },
        createdAt: 1,
      }),
    );
    // Another process has read nothing yet.
    const restarted = { ...db(), t: tablesFor(db().dialect) };
    expect(await showScreen({ db: restarted, token, input: { screen: "task-1" } })).toEqual(before);
    expect(await showStudy({ db: restarted, input: { slug: study.slug } })).toMatchObject({
      studyTitle: "What should a project office be good at?",
    });
  });

  it("says nothing is done before all of it is kept", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    await answerTasks(db(), token);
    const before = await everythingOf(db());
    const broken: Database = {
      ...db(),
      write: (work) =>
        db().write(async (tx) => {
          await work(tx);
          throw new Error("the power went");
        }),
    };
    await expect(post(broken, token, "resources", HUNDRED)).rejects.toThrow("the power went");
    expect(await everythingOf(db())).toEqual(before);
    expect(await findPlace({ db: db(), token })).toBe("resources");
  });

  it("refuses a screen that was not reached, is not in the questionnaire, or is over", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    await expect(post(db(), token, "task-2", { best: "1", worst: "2" })).rejects.toThrow(
      "notReached",
    );
    await expect(post(db(), token, "task-14", { best: "1", worst: "2" })).rejects.toThrow(NotFound);
    await expect(post(db(), token, "done", {})).rejects.toThrow(NotFound);
    await answerTasks(db(), token);
    await post(db(), token, "resources", HUNDRED);
    await expect(post(db(), token, "region", { answer: "europe" })).rejects.toThrow(
      "interviewOver",
    );
  });

  it("takes no form that was made for another screen, and none that does not know what was stored since", async () => {
    const study = await fieldStudy(db());
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo", screen: "role", known: "0" });
    await expect(post(db(), token, "region", { answer: "europe", screen: "role" })).rejects.toThrow(
      "otherScreen",
    );
    const one = randomUUID();
    const other = randomUUID();
    const region = (answer: string, attempt: string, known: string) =>
      post(db(), token, "region", { answer, known }, attempt);
    expect(await region("europe", one, "0")).toBe("task-1");
    await expect(region("americas", other, "0")).rejects.toThrow("answeredElsewhere");
    // The same choice, the form itself sent again, an edit in it, and a form that knows: all are taken.
    expect(await region("europe", randomUUID(), "0")).toBe("task-1");
    expect(await region("europe", one, "0")).toBe("task-1");
    expect(await region("americas", other, "2")).toBe("task-1");
    expect(await region("elsewhere", other, "2")).toBe("task-1");
    await expect(region("europe", randomUUID(), "3")).rejects.toThrow("answeredElsewhere");
  });

  describe("impossible answers", () => {
    const anything = fc.oneof(
      fc.constant(undefined),
      fc.string(),
      fc.integer({ min: -2, max: 15 }).map(String),
      fc.array(fc.integer({ min: 0, max: 14 }).map(String), { maxLength: 3 }),
      fc.constantFrom("", "0", "01", "1.0", "1e0", " 1", "１", "NaN", "999999999999", "\u0000"),
    );
    const extra = fc.dictionary(
      fc.constantFrom("__proto__", "state", "best2", "cohort"),
      fc.string(),
      {
        maxKeys: 1,
      },
    );
    const envelope = fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          { attempt: "no uuid" },
          { attempt: "" },
          { shown_at: "yesterday" },
          { shown_at: "-1" },
        ),
      },
    );

    /** Sends whatever it is; true when it was taken. Anything but a clean refusal fails the test. */
    async function taken(token: string, screen: string, fields: Record<string, unknown>) {
      const form = Object.fromEntries(
        Object.entries(sentForm({})).concat(
          Object.entries(fields).filter((entry): entry is [string, string | string[]] => {
            return entry[1] !== undefined;
          }),
        ),
      );
      try {
        await saveScreen({ db: db(), token, input: { screen, form } });
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInput);
        return false;
      }
    }

    it("are refused for a task: best and worst differ and both were in the respondent's own task", async () => {
      const study = await fieldStudy(db());
      const token = await interviewAtTasks(db(), study);
      const items = await shownItems(db(), token, "task-1");
      await fc.assert(
        fc.asyncProperty(anything, anything, extra, envelope, async (best, worst, more, rest) => {
          const before = await answersOf(db(), token);
          const isPossible =
            typeof best === "string" &&
            typeof worst === "string" &&
            best !== worst &&
            items.map(String).includes(best) &&
            items.map(String).includes(worst) &&
            // Fields of others come along and are left aside.
            Object.keys(rest).length === 0;
          expect(await taken(token, "task-1", { best, worst, ...more, ...rest })).toBe(isPossible);
          if (!isPossible) expect(await answersOf(db(), token)).toEqual(before);
        }),
        { numRuns: tries(100, 15), seed: 3 },
      );
      // Every pair of item numbers, shown or not: exactly the 4 × 3 possible ones are taken.
      let accepted = 0;
      const bests = tries(13, 3);
      for (let best = 1; best <= bests; best++) {
        for (let worst = 1; worst <= 13; worst++) {
          const fields = { best: String(best), worst: String(worst) };
          if (await taken(token, "task-1", fields)) accepted += 1;
        }
      }
      expect(accepted).toBe(3 * items.filter((item) => item <= bests).length);
    });

    it("are refused for a question: only what is offered", async () => {
      const study = await fieldStudy(db());
      const token = await startedInterview(db(), study);
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(anything, fc.constantFrom("pmo", "senior", "europe")),
          extra,
          async (answer, more) => {
            // Fields of others come along and are left aside.
            const isPossible = answer === "pmo" || answer === "senior";
            expect(await taken(token, "role", { answer, ...more })).toBe(isPossible);
          },
        ),
        { numRuns: tries(60, 10), seed: 4 },
      );
    });

    it("are refused for an allocation: whole points of shown items that add up", async () => {
      const study = await fieldStudy(db());
      const amount = fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom("0", "50", "50", "25", "100", "") },
        {
          weight: 1,
          arbitrary: fc.constantFrom("-50", "2.5", "1e2", "abc", "+5", "５０", "1000000000"),
        },
      );
      const token = await interviewAtTasks(db(), study);
      await answerTasks(db(), token);
      const forms = fc.sample(
        fc.record({
          fields: fc.dictionary(
            fc.integer({ min: 1, max: 14 }).map((item) => `amount-${item}`),
            amount,
            { maxKeys: 4 },
          ),
        }),
        { numRuns: tries(100, 15), seed: 5 },
      );
      for (const { fields } of forms) {
        const values = Object.values(fields);
        const isPossible =
          !("amount-14" in fields) &&
          values.every((value) => /^\d{0,9}$/.test(value)) &&
          values.reduce((sum, value) => sum + Number(value), 0) === 100;
        // A possible one would end the interview: it is tried last.
        if (!isPossible) expect(await taken(token, "resources", fields)).toBe(false);
      }
      expect(await taken(token, "resources", HUNDRED as Record<string, unknown>)).toBe(true);
    });
  });

  describe("the other allocation formats", () => {
    async function atAllocation(allocation: Parameters<typeof fieldStudy>[1]) {
      const study = await fieldStudy(db(), allocation);
      const token = await interviewAtTasks(db(), study);
      await answerTasks(db(), token);
      return token;
    }
    const amountsOf = async (token: string) => {
      const { t, read } = db();
      const { id } = await respondentOf(db(), token);
      const [row] = await read.select().from(t.allocation).where(eq(t.allocation.respondentId, id));
      return row.amounts;
    };

    it("take a percentage of 0 to 100 for every item, whatever they add up to", async () => {
      const token = await atAllocation({ allocation: { format: "percentage" } });
      const all = (value: string) =>
        Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`amount-${at + 1}`, value]));
      await expect(
        post(db(), token, "resources", { ...all("50"), "amount-7": "" }),
      ).rejects.toMatchObject({ issues: [{ path: "amount-7", key: "percentageMissing" }] });
      await expect(
        post(db(), token, "resources", { ...all("50"), "amount-2": "101" }),
      ).rejects.toMatchObject({ issues: [{ path: "amount-2", key: "tooHigh" }] });
      expect(await post(db(), token, "resources", all("78"))).toBe("done");
      expect(await amountsOf(token)).toEqual(new Array(13).fill(78));
    });

    it("take exactly the asked number of items, each once", async () => {
      const token = await atAllocation({ allocation: { format: "top-n", topN: 2 } });
      for (const chosen of ["3", ["3", "5", "7"], ["3", "3"], ["3", "14"]]) {
        await expect(post(db(), token, "resources", { chosen })).rejects.toThrow(InvalidInput);
      }
      await expect(post(db(), token, "resources", {})).rejects.toThrow("chooseExactly");
      expect(await post(db(), token, "resources", { chosen: ["13", "2"] })).toBe("done");
      expect(await amountsOf(token)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    });
  });
});

describe("an interview's link", () => {
  it("carries at least 128 random bits", () => {
    const starts = Array.from({ length: 100 }, newStart);
    expect(new Set(starts).size).toBe(100);
    for (const start of starts) expect(Buffer.from(start, "base64url")).toHaveLength(24);
  });
});
