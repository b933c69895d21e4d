import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { InvalidInput } from "@/lib/errors";
import { asking, EVERY_ANSWER, EVERY_TYPE, questionScreen } from "@/lib/questionnaire/testing";
import { findPlace } from "../find-place";
import type { SentForm } from "../interview/schema";
import { rescaleAllocation } from "../rescale-allocation";
import { saveScreen } from "../save-screen";
import { showScreen } from "../show-screen";
import {
  answerTasks,
  fieldStudy,
  offerInLanguages,
  post,
  respondentOf,
  sentForm,
  startedInterview,
} from "../testing";

/** What is stored of the questions, by key. */
async function storedOf(db: Database, token: string) {
  const { t, read } = db;
  const { id } = await respondentOf(db, token);
  const rows = await read
    .select()
    .from(t.questionAnswer)
    .where(eq(t.questionAnswer.respondentId, id));
  return new Map(rows.map((row) => [row.screenKey, row]));
}

async function viewOf(db: Database, token: string, screen: string) {
  const shown = await showScreen({ db, token, input: { screen } });
  if (shown.kind !== "screen") throw new Error(`${screen} leads to ${shown.screen}.`);
  return shown.view;
}

describeOnBothDatabases("questions of every type", (db, tries) => {
  async function atFirst(questions = EVERY_TYPE, wishes: Parameters<typeof fieldStudy>[1] = {}) {
    const study = await fieldStudy(db(), { ...wishes, asksRegion: false, questions });
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    return token;
  }

  it("are stored as they were answered and shown filled with it, in the order each was shown", async () => {
    const token = await atFirst();
    for (const [index, { key }] of EVERY_TYPE.entries()) {
      const next = await post(db(), token, key, EVERY_ANSWER[key] as SentForm);
      expect(next).toBe(EVERY_TYPE[index + 1]?.key ?? "task-1");
    }
    const stored = await storedOf(db(), token);
    expect(
      [...stored.values()].map(({ screenKey, value, otherText }) => [screenKey, value, otherText]),
    ).toEqual(
      expect.arrayContaining([
        ["sector", "elsewhere", "A charity"],
        ["customers", ["teams", "clients", "others"], "The public"],
        ["tasks", ["plans", "risks", "minutes"], null],
        ["staff", 12.5, null],
        ["wish", "Fewer reports", null],
        ["budget", { people: 70, tools: 30, travel: 0 }, null],
        ["since", "2024-02-29", null],
        ["agreement", { clear: 3, fair: 1 }, null],
        ["time", { meetings: 80, work: 40 }, null],
      ]),
    );
    expect(stored.get("staff")?.shown).toEqual([]);
    for (const { key } of EVERY_TYPE) {
      const view = await viewOf(db(), token, key);
      if (view.kind !== "question") throw new Error("That is no question.");
      const { question } = view;
      if ("options" in question) {
        expect(stored.get(key)?.shown).toEqual(question.options.map((option) => option.id));
      }
      // What a screen is filled with gives the same answer again.
      const filled = Object.entries(view.filled).map(([field, values]) => [
        field,
        values.length === 1 ? values[0] : values,
      ]);
      const again = await post(db(), token, key, Object.fromEntries(filled));
      expect([key, again]).toEqual([key, expect.not.stringContaining(key)]);
    }
    const after = await storedOf(db(), token);
    for (const [key, { value, otherText }] of stored) {
      expect(after.get(key)).toMatchObject({ value, otherText });
    }
  });

  it("refuse every impossible answer cleanly and store nothing of it", async () => {
    const token = await atFirst();
    const text = fc.oneof(
      fc.constantFrom("", "0", "1", "2", "3", "4", "-1", "1e2", "５", "\u0000", "100", "50", "1,5"),
      fc.constantFrom("public", "teams", "nobody", "plans", "NaN", "x".repeat(300), "\ud800"),
      fc.string(),
    );
    const value = fc.oneof(text, fc.array(text, { maxLength: 3 }));
    const name = fc.oneof(
      fc.constantFrom("answer", "other", "rank-plans", "rank-risks", "rank-x", "__proto__"),
      fc.constantFrom("amount-people", "amount-tools", "amount-meetings", "amount-work"),
      fc.string(),
    );
    let refused = 0;
    for (const { key } of EVERY_TYPE) {
      // Each screen in turn: what was taken by chance is mended below.
      await fc.assert(
        fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 4 }), async (fields) => {
          const before = (await storedOf(db(), token)).get(key);
          try {
            await saveScreen({ db: db(), token, input: { screen: key, form: sentForm(fields) } });
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidInput);
            expect((await storedOf(db(), token)).get(key)).toEqual(before);
            refused += 1;
          }
        }),
        { numRuns: tries(40, 8), seed: 11 },
      );
      await post(db(), token, key, EVERY_ANSWER[key] as SentForm);
    }
    expect(refused).toBeGreaterThan(tries(200, 32));
    expect(await findPlace({ db: db(), token })).toBe("task-1");
  });

  it("say beside which field what is wrong", async () => {
    const token = await atFirst();
    const wrong: [string, SentForm, string, string][] = [
      ["sector", {}, "answer", "chooseAnswer"],
      ["sector", { answer: "elsewhere" }, "other", "otherMissing"],
      ["sector", { answer: "elsewhere", other: "\u200b\u3164" }, "other", "otherMissing"],
      ["sector", { answer: "public", other: "a farm" }, "other", "otherNotChosen"],
      ["customers", {}, "answer", "chooseSome"],
      ["customers", { answer: ["teams", "nobody"] }, "answer", "exclusiveWithOthers"],
      ["customers", { answer: ["teams", "teams"] }, "answer", "notOffered"],
      ["customers", { answer: "others", other: "x".repeat(201) }, "other", "tooLong"],
      ["tasks", {}, "ranks", "ranksMissing"],
      ["tasks", { "rank-plans": "1", "rank-risks": "1" }, "rank-risks", "rankTwice"],
      ["tasks", { "rank-plans": "4" }, "rank-plans", "rankNotOffered"],
      ["staff", { answer: "" }, "answer", "numberMissing"],
      ["staff", { answer: "many" }, "answer", "numberDecimals"],
      ["staff", { answer: "1.25" }, "answer", "numberDecimals"],
      ["staff", { answer: "-1" }, "answer", "tooLow"],
      ["staff", { answer: "1001" }, "answer", "tooHigh"],
      ["staff", { answer: "1.000" }, "answer", "numberUnclear"],
      ["staff", { answer: "\u22121" }, "answer", "tooLow"],
      ["wish", { answer: "  " }, "answer", "textMissing"],
      ["wish", { answer: "\u200b\u2060\u2800\u00ad\u0001" }, "answer", "textMissing"],
      ["wish", { answer: "x".repeat(41) }, "answer", "tooLong"],
      ["budget", {}, "amounts", "sumTooLow"],
      ["budget", { "amount-people": "101" }, "amounts", "sumTooHigh"],
      ["budget", { "amount-people": "9.5" }, "amount-people", "wholeNumber"],
      ["since", {}, "date", "dateMissing"],
      ["since", { "date-day": "1", "date-month": "2" }, "date-year", "dateYear"],
      ["since", { "date-day": "1", "date-month": "2", "date-year": "24" }, "date-year", "dateYear"],
      ["since", { "date-day": "0", "date-month": "2", "date-year": "2024" }, "date-day", "dateDay"],
      [
        "since",
        { "date-day": "1", "date-month": "13", "date-year": "2024" },
        "date-month",
        "dateMonth",
      ],
      [
        "since",
        { "date-day": "29", "date-month": "2", "date-year": "2023" },
        "date-day",
        "dateNotReal",
      ],
      ["since", { "date-day": "31", "date-month": "12", "date-year": "1989" }, "date", "dateEarly"],
      ["since", { "date-day": "1", "date-month": "12", "date-year": "2026" }, "date", "dateLate"],
      ["agreement", { "row-clear": "3" }, "row-fair", "judgementMissing"],
      ["agreement", { "row-clear": "4", "row-fair": "1" }, "row-clear", "notOffered"],
      ["time", { "amount-meetings": "101", "amount-work": "1" }, "amount-meetings", "tooHigh"],
      ["time", { "amount-meetings": "10" }, "amount-work", "percentageMissing"],
    ];
    for (const { key } of EVERY_TYPE) {
      for (const [screen, fields, path, issue] of wrong.filter(([screen]) => screen === key)) {
        const sent = post(db(), token, screen, fields);
        await expect(sent, `${screen} ${issue}`).rejects.toMatchObject({
          issues: [{ path, key: issue }],
        });
      }
      await post(db(), token, key, EVERY_ANSWER[key] as SentForm);
    }
  });

  it("can be left out where no answer is needed, and ranked as far as wanted without a gap", async () => {
    const optional = EVERY_TYPE.map((screen) => ({
      ...screen,
      settings: { ...screen.settings, required: false },
    }));
    const token = await atFirst(optional);
    for (const { key } of optional) await post(db(), token, key, {});
    expect([...(await storedOf(db(), token)).keys()]).toEqual(["role"]);
    await expect(
      post(db(), token, "tasks", { "rank-plans": "1", "rank-risks": "3" }),
    ).rejects.toMatchObject({
      issues: [{ path: "ranks", key: "rankGap", values: { missing: 2 } }],
    });
    await post(db(), token, "tasks", { "rank-risks": "1" });
    expect((await storedOf(db(), token)).get("tasks")?.value).toEqual(["risks"]);
    // Emptied again, it is no answer.
    await post(db(), token, "tasks", {});
    expect((await storedOf(db(), token)).has("tasks")).toBe(false);
  });

  it("bring points over their own options to the total in the same proportions", async () => {
    const token = await atFirst();
    for (const { key } of EVERY_TYPE.slice(0, 5)) {
      await post(db(), token, key, EVERY_ANSWER[key] as SentForm);
    }
    const form = sentForm({ "amount-people": "2", "amount-tools": "1", rescale: "1" });
    expect(await rescaleAllocation({ db: db(), token, input: { screen: "budget", form } })).toEqual(
      {
        "amount-people": ["67"],
        "amount-tools": ["33"],
        "amount-travel": ["0"],
      },
    );
    expect((await storedOf(db(), token)).has("budget")).toBe(false);
  });

  it("take a number in the digits of any of our languages", async () => {
    const token = await atFirst();
    for (const { key } of EVERY_TYPE) {
      if (key === "staff") break;
      await post(db(), token, key, EVERY_ANSWER[key] as SentForm);
    }
    for (const answer of ["١٢\u066b٥", "۱۲.۵", "१२.५", "１２,５", "１２．５", "+12.50"]) {
      await post(db(), token, "staff", { answer: "1" });
      await post(db(), token, "staff", { answer });
      expect((await storedOf(db(), token)).get("staff")?.value).toBe(12.5);
    }
  });

  it("take a number by the marks of the language that its screen was in", async () => {
    const length = questionScreen("length", {
      ...{ type: "number", text: "How long?", hint: "", required: true, unit: "km" },
      ...{ minimum: null, maximum: null, decimals: 3 },
    });
    const study = await fieldStudy(db(), { asksRegion: false, questions: [length] });
    await offerInLanguages(db(), study.revisionId, ["en", "de", "es"]);
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    const typed = async (locale: string, answer: string) => {
      const input = { screen: "length", form: sentForm({ answer }), locale };
      await saveScreen({ db: db(), token, input });
      return (await storedOf(db(), token)).get("length")?.value;
    };
    expect(await typed("en", "1,234")).toBe(1234);
    expect(await typed("de", "1,234")).toBe(1.234);
    expect(await typed("de", "–1.234")).toBe(-1234);
    expect(await typed("en", "12 000")).toBe(12_000);
    await expect(typed("es", "1.234")).rejects.toMatchObject({
      issues: [{ key: "numberUnclear", values: { large: "1234", small: "1.2340" } }],
    });
    expect(await typed("es", "1.2340")).toBe(1.234);
  });

  it("lead out of the study where an answer says so, before the cohort is named and after", async () => {
    const consent = asking("single", ["yes", "no"]);
    consent.options[1].outcome = { kind: "screened-out" };
    const token = await atFirst([questionScreen("consent", consent)]);
    expect(await post(db(), token, "consent", { answer: "no" })).toBe("screened-out");
    expect((await respondentOf(db(), token)).state).toBe("screened-out");
    const other = await atFirst([questionScreen("consent", consent)]);
    expect(await post(db(), other, "consent", { answer: "yes" })).toBe("task-1");
  });
});

describeOnBothDatabases("screens that depend on answers", (db) => {
  const pet = asking("single", ["cat", "dog", "none"]);
  const name = questionScreen(
    "pet_name",
    { type: "text", text: "What is your {{pet}} called?", hint: "", required: true, maxLength: 40 },
    {
      match: "all",
      conditions: [{ kind: "answer", screenKey: "pet", is: "one-of", options: ["cat", "dog"] }],
    },
  );
  const questions = [questionScreen("pet", pet), name];

  async function begun(wishes: Parameters<typeof fieldStudy>[1] = {}) {
    const study = await fieldStudy(db(), { asksRegion: false, questions, ...wishes });
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    return { study, token };
  }

  it("are passed over, not needed, and cannot be answered while they are not asked", async () => {
    const { token } = await begun();
    expect(await post(db(), token, "pet", { answer: "none" })).toBe("task-1");
    expect(await findPlace({ db: db(), token })).toBe("task-1");
    await expect(post(db(), token, "pet_name", { answer: "Rex" })).rejects.toThrow("notReached");
    expect(await showScreen({ db: db(), token, input: { screen: "pet_name" } })).toEqual({
      kind: "elsewhere",
      screen: "task-1",
    });
    const view = await viewOf(db(), token, "task-1");
    expect(view.kind === "choice" && view.progress.previous).toBe("pet");
    await answerTasks(db(), token);
    expect(await post(db(), token, "resources", { "amount-1": "100" })).toBe("done");
  });

  it("come and go with an edit: the interview stands at what is now missing, and answers are kept", async () => {
    const { token } = await begun();
    await post(db(), token, "pet", { answer: "none" });
    const task = await viewOf(db(), token, "task-1");
    expect(task.kind).toBe("choice");
    expect(await post(db(), token, "pet", { answer: "dog" })).toBe("pet_name");
    expect(await findPlace({ db: db(), token })).toBe("pet_name");
    await expect(post(db(), token, "task-1", { best: "1", worst: "2" })).rejects.toThrow(
      "notReached",
    );
    expect(await post(db(), token, "pet_name", { answer: "Rex" })).toBe("task-1");
    expect(await post(db(), token, "pet", { answer: "none" })).toBe("task-1");
    expect((await storedOf(db(), token)).get("pet_name")?.value).toBe("Rex");
    await post(db(), token, "pet", { answer: "cat" });
    expect(await viewOf(db(), token, "pet_name")).toMatchObject({ filled: { answer: ["Rex"] } });
  });

  it("end no interview by an edit that hides the last of them: its last screen hands it in", async () => {
    const more = questionScreen("more", asking("single", ["yes", "no"]), {
      match: "all",
      conditions: [{ kind: "answer", screenKey: "pet", is: "one-of", options: ["cat"] }],
    });
    const study = await fieldStudy(db(), { asksRegion: false, questions });
    const { t, write } = db();
    // The last screen of all, after the points.
    await write((tx) =>
      tx.insert(t.screen).values({ ...more, revisionId: study.revisionId, position: 1_000 }),
    );
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    await post(db(), token, "pet", { answer: "cat" });
    await post(db(), token, "pet_name", { answer: "Rex" });
    await answerTasks(db(), token);
    expect(await post(db(), token, "resources", { "amount-1": "100" })).toBe("more");
    expect(await post(db(), token, "pet", { answer: "dog" })).toBe("pet_name");
    expect((await respondentOf(db(), token)).state).toBe("active");
    // Whoever opens the link now is led to the last screen, and nowhere in circles.
    expect(await findPlace({ db: db(), token })).toBe("resources");
    expect(await showScreen({ db: db(), token, input: { screen: "done" } })).toEqual({
      kind: "elsewhere",
      screen: "resources",
    });
    // They can think again, and what was hidden is asked.
    expect(await post(db(), token, "pet", { answer: "cat" })).toBe("pet_name");
    expect(await findPlace({ db: db(), token })).toBe("more");
    await post(db(), token, "pet", { answer: "none" });
    expect(await post(db(), token, "resources", { "amount-2": "100" })).toBe("done");
    expect((await respondentOf(db(), token)).state).toBe("complete");
  });

  it("can hang on the cohort, and the last of them ends the interview where it is left out", async () => {
    const study = await fieldStudy(db(), { asksRegion: false });
    const { t, write } = db();
    const [leaders] = study.cohorts;
    await write((tx) =>
      tx
        .update(t.screen)
        .set({
          showWhen: {
            match: "all",
            conditions: [{ kind: "cohort", is: "one-of", cohortIds: [leaders] }],
          },
        })
        .where(eq(t.screen.key, "resources")),
    );
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "senior" });
    await answerTasks(db(), token);
    expect(await findPlace({ db: db(), token })).toBe("done");
    expect((await respondentOf(db(), token)).state).toBe("complete");
  });

  it("speak of earlier answers as text, in questions, options, hints and endings", async () => {
    const again = asking("single", ["same", "other"]);
    again.text = "And besides {{pet_name}}?";
    again.options[0].label = "Another {{pet}}";
    const { token } = await begun({
      questions: [...questions, questionScreen("more", again)],
      allocation: { text: "Points, {{pet_name}}?" },
      texts: { choiceQuestion: "What matters to {{pet_name}}?", thanksText: "Thank {{pet_name}}." },
    });
    await post(db(), token, "pet", { answer: "dog" });
    expect(await viewOf(db(), token, "pet_name")).toMatchObject({
      question: { text: "What is your The dog called?" },
    });
    await post(db(), token, "pet_name", { answer: "<b>{{pet}}</b>" });
    expect(await viewOf(db(), token, "more")).toMatchObject({
      question: {
        text: "And besides <b>{{pet}}</b>?",
        options: [{ label: "Another The dog" }, { label: "The other" }],
      },
    });
    await post(db(), token, "more", { answer: "same" });
    expect(await viewOf(db(), token, "task-1")).toMatchObject({
      sentence: "What matters to <b>{{pet}}</b>?",
    });
    await answerTasks(db(), token);
    expect(await viewOf(db(), token, "resources")).toMatchObject({
      settings: { text: "Points, <b>{{pet}}</b>?" },
    });
    await post(db(), token, "resources", { "amount-1": "100" });
    expect(await viewOf(db(), token, "done")).toMatchObject({ text: "Thank <b>{{pet}}</b>." });
  });
});
