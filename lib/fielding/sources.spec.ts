import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import type { Database } from "@/db/database";
import type { SourceKind } from "@/db/schema/studies";
import type { FieldworkSettings, SourceSettings } from "@/db/schema/study-content";
import { describeOnBothDatabases } from "@/db/testing";
import { Conflict, NotFound } from "@/lib/errors";
import { newSecret, signatureOf } from "@/lib/panels/signature";
import { findPlace } from "./find-place";
import { newStart } from "./interview/interview-link";
import type { SentForm } from "./interview/schema";
import { showScreen } from "./show-screen";
import { showStudy } from "./show-study";
import { startInterview } from "./start-interview";
import {
  addExercises,
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  GENAI_TASKS,
  post,
  respondentOf,
  shownItems,
  startedInterview,
} from "./testing";

const PANEL: SourceSettings = {
  idParameter: "rid",
  hosts: ["panel.example"],
  exits: {
    complete: "https://panel.example/end?s=1&id={{rid}}",
    screenedOut: "https://panel.example/end?s=2&id={{rid}}",
    overQuota: "https://panel.example/end?s=3&id={{rid}}",
    quality: "https://panel.example/end?s=4&id={{rid}}",
    closed: "https://panel.example/end?s=5&id={{rid}}",
  },
};

const HUNDRED: SentForm = { "amount-1": "100" };
const DAY = 86_400_000;

async function addSource(
  db: Database,
  study: FieldedStudy,
  kind: SourceKind,
  code: string,
  settings: SourceSettings = {},
): Promise<string> {
  const id = `${study.studyId}-${code}`;
  await db.write((tx) =>
    tx
      .insert(db.t.source)
      .values({ id, studyId: study.studyId, kind, name: code, settings, code, createdAt: 1 }),
  );
  return id;
}

function setStudy(
  db: Database,
  study: FieldedStudy,
  values: { state?: "live" | "paused"; fieldwork?: FieldworkSettings; softLaunchedAt?: null },
) {
  return db.write((tx) =>
    tx.update(db.t.study).set(values).where(eq(db.t.study.id, study.studyId)),
  );
}

const FIELDWORK: FieldworkSettings = {
  opensAt: null,
  closesAt: null,
  timeZone: "Europe/Berlin",
  graceMinutes: 0,
  softLaunchCompletes: null,
  expiryMinutes: 60,
};

function begin(db: Database, study: FieldedStudy, query: SentForm, start = newStart()) {
  return startInterview({ db, input: { slug: study.slug, query, form: { start } } });
}

async function complete(db: Database, token: string): Promise<void> {
  await post(db, token, "role", { answer: "pmo" });
  await post(db, token, "region", {});
  await answerTasks(db, token);
  expect(await post(db, token, "resources", HUNDRED)).toBe("done");
}

async function exitOn(db: Database, token: string, screen: string) {
  const shown = await showScreen({ db, token, input: { screen } });
  if (shown.kind !== "screen" || !("exit" in shown.view)) throw new Error(`No exit on ${screen}.`);
  return shown.view.exit?.address;
}

beforeAll(() => {
  process.env.NEXTAUTH_SECRET ??= "a secret for tests, 32 characters";
});

describeOnBothDatabases("a panel's link", (db) => {
  it("keeps the panel's id apart and every further parameter as it was", async () => {
    const study = await fieldStudy(db());
    const id = await addSource(db(), study, "panel", "p1", PANEL);
    const query = { via: "p1", rid: "p/1 é", utm_source: "=1+1", twice: ["a", "b"] };
    const { token } = await begin(db(), study, query);
    expect(await respondentOf(db(), token)).toMatchObject({
      sourceId: id,
      panelId: "p/1 é",
      parameters: { utm_source: "=1+1", twice: "a; b" },
      number: 1,
      isTest: false,
    });
  });

  it("is refused without its id, with an unbearable one, or with far too many parameters", async () => {
    const study = await fieldStudy(db());
    await addSource(db(), study, "panel", "p1", PANEL);
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`p${n}`, "1"]));
    const unbearable: SentForm[] = [
      { via: "p1" },
      { via: "p1", rid: " " },
      { via: "p1", rid: "[%RID%]" },
      { via: "p1", rid: "{{rid}}" },
      { via: "p1", rid: "null" },
      { via: "p1", rid: ["a", "b"] },
      { via: "p1", rid: "a\u0000" },
      { via: "p1", rid: "x".repeat(201) },
      { via: "p1", rid: "a", ...many },
      { via: "p1", rid: "a", long: "x".repeat(1_001) },
    ];
    for (const query of unbearable) {
      await expect(begin(db(), study, query)).rejects.toMatchObject({ key: "linkNotComplete" });
      expect(await showStudy({ db: db(), input: { slug: study.slug, query } })).toMatchObject({
        kind: "closed",
        reason: "bad-link",
      });
    }
    for (const via of ["", "p2", "p\u0000", ["p1", "p1"], "P1"]) {
      await expect(begin(db(), study, { via, rid: "a" })).rejects.toThrow(NotFound);
    }
    const other = await fieldStudy(db());
    await expect(begin(db(), other, { via: "p1", rid: "a" })).rejects.toThrow(NotFound);
  });

  it("is told apart from others where it is said what is kept", async () => {
    const study = await fieldStudy(db());
    await addSource(db(), study, "panel", "p1", PANEL);
    const keeps = async (query: SentForm) => {
      const view = await showStudy({ db: db(), input: { slug: study.slug, query } });
      return view.kind === "welcome" && view.keeps;
    };
    expect(await keeps({})).toBe("nothing");
    expect(await keeps({ language: "en" })).toBe("nothing");
    expect(await keeps({ utm_source: "news" })).toBe("link");
    expect(await keeps({ via: "p1", rid: "person-9" })).toBe("panel");
  });

  it("gives an id one interview, and nobody who guesses the id a way into it", async () => {
    const study = await fieldStudy(db());
    await addSource(db(), study, "panel", "p1", PANEL);
    const query = { via: "p1", rid: "person-1" };
    const start = newStart();
    const { token } = await begin(db(), study, query, start);
    expect((await begin(db(), study, query, start)).token).toBe(token);
    await expect(begin(db(), study, query)).rejects.toMatchObject({ key: "begunAlready" });
    const view = await showStudy({ db: db(), input: { slug: study.slug, query } });
    expect(view).toMatchObject({
      kind: "closed",
      reason: "begun",
      exit: { address: "https://panel.example/end?s=5&id=person-1", host: "panel.example" },
    });
    expect(JSON.stringify(view)).not.toContain(token);
    // Spaces and characters that nobody sees make nobody else of them.
    for (const rid of ["person-1 ", "person-1\u200b", " person-1"]) {
      await expect(begin(db(), study, { via: "p1", rid })).rejects.toMatchObject({
        key: "begunAlready",
      });
    }
    // Ten at once are still one.
    const racing = { via: "p1", rid: "person-2" };
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => begin(db(), study, racing)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("that is signed gives its person the same interview again; any other is refused", async () => {
    const study = await fieldStudy(db());
    const hmac = { secret: newSecret(), parameter: "sig" };
    await addSource(db(), study, "panel", "p1", { ...PANEL, hmac });
    await addSource(db(), study, "panel", "p2", {
      ...PANEL,
      hmac: { ...hmac, secret: newSecret() },
    });
    const sig = signatureOf(hmac.secret, "person-1");
    const query = { via: "p1", rid: "person-1", sig };
    const { token } = await begin(db(), study, query);
    expect(await post(db(), token, "role", { answer: "pmo" })).toBe("region");
    expect(await begin(db(), study, query)).toEqual({ token, screen: "region" });
    expect((await respondentOf(db(), token)).parameters).toBeNull();
    const tampered: SentForm[] = [
      { via: "p1", rid: "person-1" },
      { via: "p1", rid: "person-2", sig },
      { via: "p2", rid: "person-1", sig },
      { via: "p1", rid: "person-1", sig: `${sig.slice(0, -1)}${sig.endsWith("0") ? "1" : "0"}` },
      { via: "p1", rid: "person-1", sig: [sig, sig] },
      { via: "p1", rid: "person-1", sig: "" },
    ];
    for (const wrong of tampered) {
      await expect(begin(db(), study, wrong)).rejects.toMatchObject({ key: "linkNotComplete" });
    }
    const { t, read } = db();
    const rows = await read
      .select()
      .from(t.respondent)
      .where(eq(t.respondent.studyId, study.studyId));
    expect(rows).toHaveLength(1);
  });

  it("leads out once by each of its five exits, the same however often the end is looked at", async () => {
    const study = await fieldStudy(db());
    const source = await addSource(db(), study, "panel", "p1", PANEL);
    const enter = async (rid: string) => (await begin(db(), study, { via: "p1", rid })).token;

    const done = await enter("a");
    await complete(db(), done);
    expect((await respondentOf(db(), done)).exit).toBe("complete");
    const out = await enter("b");
    expect(await post(db(), out, "role", { answer: "other" })).toBe("screened-out");
    expect((await respondentOf(db(), out)).exit).toBe("screened-out");
    for (let look = 0; look < 2; look++) {
      expect(await exitOn(db(), done, "done")).toBe("https://panel.example/end?s=1&id=a");
      expect(await exitOn(db(), out, "screened-out")).toBe("https://panel.example/end?s=2&id=b");
    }
    // Quotas and quality set these two where they are tested; the way out goes by what is stored.
    for (const [exit, status] of [
      ["over-quota", 3],
      ["quality", 4],
    ] as const) {
      const { t } = db();
      const { id } = await respondentOf(db(), done);
      await db().write((tx) =>
        tx.update(t.respondent).set({ exit }).where(eq(t.respondent.id, id)),
      );
      expect(await exitOn(db(), done, "done")).toBe(`https://panel.example/end?s=${status}&id=a`);
    }
    const inside = await enter("c");
    await db().write((tx) =>
      tx.update(db().t.source).set({ closedAt: 1 }).where(eq(db().t.source.id, source)),
    );
    await expect(enter("d")).rejects.toMatchObject({ key: "studyClosed" });
    expect(
      await showStudy({ db: db(), input: { slug: study.slug, query: { via: "p1", rid: "d" } } }),
    ).toMatchObject({ reason: "closed", exit: { address: "https://panel.example/end?s=5&id=d" } });
    // A closed source lets those inside finish.
    expect(await post(db(), inside, "role", { answer: "pmo" })).toBe("region");
  });

  it("leads out by the exit for quality who broke the rule that needs nobody else, where it is asked to", async () => {
    const study = await fieldStudy(db());
    await addSource(db(), study, "panel", "asks", { ...PANEL, qualityExit: true });
    await addSource(db(), study, "panel", "asks-not", PANEL);
    const enter = async (via: string) => (await begin(db(), study, { via, rid: "a" })).token;
    // Best always at the top, worst always at the bottom.
    const [straight, spared] = [await enter("asks"), await enter("asks-not")];
    for (const token of [straight, spared]) await complete(db(), token);
    expect(await respondentOf(db(), straight)).toMatchObject({
      state: "complete",
      exit: "quality",
    });
    expect(await exitOn(db(), straight, "done")).toBe("https://panel.example/end?s=4&id=a");
    expect((await respondentOf(db(), spared)).exit).toBe("complete");
    const { token } = await begin(db(), study, { via: "asks", rid: "b" });
    await post(db(), token, "role", { answer: "pmo" });
    await post(db(), token, "region", {});
    for (let task = 1; task <= 13; task++) {
      const items = await shownItems(db(), token, `task-${task}`);
      const fields = { best: String(items[task % 4]), worst: String(items[(task + 1) % 4]) };
      await post(db(), token, `task-${task}`, fields);
    }
    await post(db(), token, "resources", HUNDRED);
    expect((await respondentOf(db(), token)).exit).toBe("complete");
  });

  it("looks at every exercise that is asked before it leads out for quality, and at no other", async () => {
    const study = await fieldStudy(db());
    await addExercises(db(), study);
    await addSource(db(), study, "panel", "asks", { ...PANEL, qualityExit: true });
    const { t } = db();
    const isMirror = eq(t.screen.key, "mirrored");
    await db().write((tx) =>
      tx
        .update(t.screen)
        .set({
          showWhen: {
            match: "all",
            conditions: [
              { kind: "answer", screenKey: "region", is: "one-of", options: ["europe"] },
            ],
          },
        })
        .where(and(isMirror, eq(t.screen.revisionId, study.revisionId))),
    );
    /** Sincere in all but the named exercise. */
    const answer = async (token: string, lined: string, exercise: string, tasks: number) => {
      for (let task = 1; task <= tasks; task++) {
        const name = `${exercise === "importance" ? "" : `${exercise}-`}task-${task}`;
        const items = await shownItems(db(), token, name);
        const [best, worst] =
          lined === exercise ? [0, 1] : [task % items.length, (task + 1) % items.length];
        const anchor: SentForm = exercise === "genai" ? { anchor: "some" } : {};
        await post(db(), token, name, {
          ...{ best: String(items[best]), worst: String(items[worst]), ...anchor },
        });
      }
    };
    const judged = Object.fromEntries(
      Array.from({ length: 13 }, (_, index) => [`judged-${index + 1}`, "1"]),
    );
    const walk = async (rid: string, lined: string, mirrored = 13) => {
      const { token } = await begin(db(), study, { via: "asks", rid: `person-${rid}` });
      await post(db(), token, "role", { answer: "pmo" });
      await post(db(), token, "region", { answer: "europe" });
      await answer(token, lined, "importance", 13);
      await post(db(), token, "resources", HUNDRED);
      // The same yes to every item of an anchor is an answer like any other.
      await post(db(), token, "judged", judged);
      await answer(token, lined, "genai", GENAI_TASKS);
      await answer(token, lined, "mirrored", mirrored);
      return token;
    };
    const exits = [];
    for (const lined of ["none", "importance", "genai", "mirrored"]) {
      exits.push((await respondentOf(db(), await walk(lined, lined))).exit);
    }
    expect(exits).toEqual(["complete", "quality", "quality", "quality"]);
    // What an edit has left behind says nothing of the person.
    const token = await walk("back", "mirrored", 12);
    expect(await post(db(), token, "region", { answer: "americas" })).toBe("task-1");
    // The last screen that is still asked hands the interview in.
    const last = `genai-task-${GENAI_TASKS}`;
    const [best, worst] = (await shownItems(db(), token, last)).map(String);
    expect(await post(db(), token, last, { best, worst, anchor: "some" })).toBe("done");
    expect((await respondentOf(db(), token)).exit).toBe("complete");
  });

  it("leads nobody to a host that was taken off the list", async () => {
    const study = await fieldStudy(db());
    await addSource(db(), study, "panel", "p1", { ...PANEL, hosts: ["other.example"] });
    const { token } = await begin(db(), study, { via: "p1", rid: "a" });
    await post(db(), token, "role", { answer: "other" });
    expect(await exitOn(db(), token, "screened-out")).toBeUndefined();
  });
});

describeOnBothDatabases("a test link", (db) => {
  it("counts nowhere: no number, no version, no soft launch; and says so on each screen", async () => {
    const { t, read } = db();
    const study = await fieldStudy(db());
    await setStudy(db(), study, { fieldwork: { ...FIELDWORK, softLaunchCompletes: 1 } });
    await addSource(db(), study, "test", "t1");
    const { token } = await begin(db(), study, { via: "t1" });
    const second = await begin(db(), study, { via: "t1" });
    expect(await respondentOf(db(), token)).toMatchObject({ isTest: true, number: -1 });
    expect(await respondentOf(db(), second.token)).toMatchObject({
      number: -2,
      externalId: "test-2",
    });
    const shown = await showScreen({ db: db(), token, input: { screen: "role" } });
    expect(shown).toMatchObject({ view: { test: true } });
    await complete(db(), token);
    const fills = await read
      .select()
      .from(t.versionFill)
      .where(eq(t.versionFill.designId, study.designId));
    expect(fills.reduce((sum, fill) => sum + fill.assigned, 0)).toBe(0);
    const [{ state }] = await read.select().from(t.study).where(eq(t.study.id, study.studyId));
    expect(state).toBe("live");
    const real = await startedInterview(db(), study);
    expect(await respondentOf(db(), real)).toMatchObject({ number: 1, isTest: false });
  });

  it("opens a draft from its screener to each ending, counted nowhere, and nobody else gets in", async () => {
    const { t, read } = db();
    const study = await fieldStudy(db(), { state: "draft", isDraft: true });
    await addSource(db(), study, "test", "t1");
    await addSource(db(), study, "panel", "p1", PANEL);
    for (const query of [{}, { via: "p1", rid: "a" }] as SentForm[]) {
      const opened = { slug: study.slug, query };
      await expect(showStudy({ db: db(), input: opened })).rejects.toThrow(NotFound);
      await expect(begin(db(), study, query)).rejects.toThrow(NotFound);
    }
    expect(
      await showStudy({ db: db(), input: { slug: study.slug, query: { via: "t1" } } }),
    ).toMatchObject({ kind: "welcome", test: true });
    const { token } = await begin(db(), study, { via: "t1" });
    await complete(db(), token);
    expect(await findPlace({ db: db(), token })).toBe("done");
    const shown = await showScreen({ db: db(), token, input: { screen: "done" } });
    expect(shown).toMatchObject({ view: { kind: "done", test: true } });
    const out = await begin(db(), study, { via: "t1" });
    await post(db(), out.token, "role", { answer: "other" });
    expect(await findPlace({ db: db(), token: out.token })).toBe("screened-out");
    expect(await respondentOf(db(), token)).toMatchObject({ isTest: true, number: -1 });
    expect(await read.$count(t.versionFill)).toBe(0);
    expect(await read.$count(t.quotaPlace)).toBe(0);
    const [stored] = await read.select().from(t.study).where(eq(t.study.id, study.studyId));
    expect(stored).toMatchObject({ state: "draft", nextRespondentNumber: 1 });
  });

  it("goes on in a draft that is edited meanwhile, whatever became of its questions and its design", async () => {
    const { t, write } = db();
    const study = await fieldStudy(db(), { state: "draft", isDraft: true });
    await addSource(db(), study, "test", "t1");
    const { token } = await begin(db(), study, { via: "t1" });
    await post(db(), token, "role", { answer: "pmo" });
    await post(db(), token, "region", { answer: "europe" });
    // Another design with other numbers, as one that was made anew has.
    await write((tx) =>
      tx
        .update(t.designVersion)
        .set({ number: sql`${t.designVersion.number} + 100` })
        .where(eq(t.designVersion.designId, study.designId)),
    );
    const [best, worst] = (await shownItems(db(), token, "task-1")).map(String);
    expect(await post(db(), token, "task-1", { best, worst })).toBe("task-2");
    // An answer of another type than its question has now.
    await write((tx) =>
      tx
        .update(t.screen)
        .set({
          settings: { type: "multiple", text: "Where?", hint: "", required: false, options: [] },
        })
        .where(and(eq(t.screen.revisionId, study.revisionId), eq(t.screen.key, "region"))),
    );
    expect(await showScreen({ db: db(), token, input: { screen: "region" } })).toMatchObject({
      view: { kind: "question", filled: {} },
    });
    // An item that its design still shows is gone: without a design there are no tasks.
    await write((tx) =>
      tx
        .delete(t.wording)
        .where(and(eq(t.wording.revisionId, study.revisionId), eq(t.wording.itemNumber, 13))),
    );
    const place = await findPlace({ db: db(), token });
    expect(place).not.toMatch(/^task-/);
    expect(await showScreen({ db: db(), token, input: { screen: place } })).toMatchObject({
      kind: "screen",
    });
  });

  it("works while the study is paused or not yet open, and not once it is closed", async () => {
    const study = await fieldStudy(db());
    await addSource(db(), study, "test", "t1");
    const opensAt = Date.now() + DAY;
    await setStudy(db(), study, { state: "paused", fieldwork: { ...FIELDWORK, opensAt } });
    const { token } = await begin(db(), study, { via: "t1" });
    expect(await findPlace({ db: db(), token })).toBe("role");
    await db().write((tx) =>
      tx.update(db().t.study).set({ state: "closed" }).where(eq(db().t.study.id, study.studyId)),
    );
    await expect(begin(db(), study, { via: "t1" })).rejects.toMatchObject({ key: "studyClosed" });
  });
});

describeOnBothDatabases("a study's dates and soft launch", (db) => {
  const dated = async (fieldwork: Partial<FieldworkSettings>) => {
    const study = await fieldStudy(db());
    await setStudy(db(), study, { fieldwork: { ...FIELDWORK, ...fieldwork } });
    return study;
  };

  it("takes nobody before it opens and after it closes, judged by each request's own moment", async () => {
    const now = Date.now();
    const early = await dated({ opensAt: now + DAY });
    await expect(startedInterview(db(), early)).rejects.toMatchObject({ key: "studyNotYetOpen" });
    expect(await showStudy({ db: db(), input: { slug: early.slug } })).toMatchObject({
      kind: "closed",
      reason: "not-yet",
      opensAt: now + DAY,
      timeZone: "Europe/Berlin",
    });
    const late = await dated({ closesAt: now - 1 });
    await expect(startedInterview(db(), late)).rejects.toMatchObject({ key: "studyClosed" });
    const within = await dated({ opensAt: now - DAY, closesAt: now + DAY });
    expect(await showStudy({ db: db(), input: { slug: within.slug } })).toMatchObject({
      kind: "welcome",
      closes: { at: now + DAY, timeZone: "Europe/Berlin" },
    });
    await startedInterview(db(), within);
  });

  it("lets those inside go on for the grace, and no longer", async () => {
    const study = await dated({});
    const token = await startedInterview(db(), study);
    const closesAt = Date.now() - 60_000;
    await setStudy(db(), study, { fieldwork: { ...FIELDWORK, closesAt, graceMinutes: 5 } });
    await expect(startedInterview(db(), study)).rejects.toThrow(Conflict);
    expect(await post(db(), token, "role", { answer: "pmo" })).toBe("region");
    await setStudy(db(), study, { fieldwork: { ...FIELDWORK, closesAt, graceMinutes: 1 } });
    await expect(post(db(), token, "region", {})).rejects.toMatchObject({ key: "studyClosed" });
    expect(await findPlace({ db: db(), token })).toBe("closed");
  });

  it("pauses once when the soft launch has its size, says so in the record, and goes on after", async () => {
    const { t, read } = db();
    const study = await dated({ softLaunchCompletes: 2 });
    const row = async () =>
      (await read.select().from(t.study).where(eq(t.study.id, study.studyId)))[0];
    const inside = await Promise.all([1, 2, 3].map(() => startedInterview(db(), study)));
    await complete(db(), inside[0]);
    expect(await row()).toMatchObject({ state: "live", softLaunchedAt: null });
    await complete(db(), inside[1]);
    expect((await row()).state).toBe("paused");
    expect((await row()).softLaunchedAt).not.toBeNull();
    await expect(startedInterview(db(), study)).rejects.toMatchObject({ key: "studyPaused" });
    const paused = async () =>
      (
        await read.select().from(t.auditEntry).where(eq(t.auditEntry.subjectId, study.studyId))
      ).filter((entry) => entry.verb === "pause after soft launch");
    expect(await paused()).toMatchObject([{ actorUserId: null, detail: { completes: 2 } }]);
    // Resumed, it is a whole study: the third complete pauses nothing.
    await setStudy(db(), study, { state: "live" });
    await complete(db(), inside[2]);
    expect((await row()).state).toBe("live");
    expect(await paused()).toHaveLength(1);
  });
});
