import { and, asc, eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import type { QuestionScreen } from "@/db/schema/screen-settings";
import type { QuotaConditions } from "@/db/schema/study-content";
import { describeOnBothDatabases, repeatMigration } from "@/db/testing";
import { Conflict, InvalidInput } from "@/lib/errors";
import { findPlace } from "./find-place";
import { tokenHash } from "./interview/interview-link";
import { releaseExpired } from "./release-expired";
import {
  addExercises,
  type FieldedStudy,
  fieldStudy,
  post,
  shownItems,
  startedInterview,
  versionsGiven,
} from "./testing";

const DAY = 24 * 60 * 60_000;

function choose(key: string, options: string[], showWhen: QuestionScreen["showWhen"] = null) {
  return {
    id: "",
    revisionId: "",
    position: 0,
    key,
    kind: "question",
    showWhen,
    settings: {
      type: "single",
      text: key,
      hint: "",
      required: true,
      namesCohort: false,
      options: options.map((id) => ({ id, label: id })),
    },
  } satisfies QuestionScreen;
}

const DRIVES = choose("drives", ["no", "yes"]);
const CAR = choose("car", ["small", "big"], {
  match: "all",
  conditions: [{ kind: "answer", screenKey: "drives", is: "one-of", options: ["yes"] }],
});

type Quota = { conditions: QuotaConditions; size: number };

const answered = (screenKey: string, ...options: string[]): QuotaConditions => ({
  cohortIds: [],
  answers: [{ screenKey, options }],
});

/** Who drives, and which car; the second question is asked of those who drive alone. */
async function drivers(db: Database, quotas: readonly Quota[]): Promise<FieldedStudy> {
  const study = await fieldStudy(db, {
    asksRegion: false,
    questions: [DRIVES, CAR],
    versionCount: 3,
  });
  const { studyId } = study;
  if (quotas.length === 0) return study;
  await db.write((tx) =>
    tx.insert(db.t.quota).values(
      quotas.map((quota, index) => ({
        ...{ id: uuid(), studyId, position: index + 1, name: `Quota ${index}`, createdAt: 0 },
        ...quota,
      })),
    ),
  );
  return study;
}

/** Asks a screen of some alone; to be called before anybody has opened the study. */
async function showOnlyTo(
  { t, write }: Database,
  { revisionId }: FieldedStudy,
  key: string,
  showWhen: QuestionScreen["showWhen"],
): Promise<void> {
  await write((tx) =>
    tx
      .update(t.screen)
      .set({ showWhen })
      .where(and(eq(t.screen.revisionId, revisionId), eq(t.screen.key, key))),
  );
}

/** Whoever drives a big car has no tasks. */
const NOT_BIG: QuestionScreen["showWhen"] = {
  match: "any",
  conditions: [
    { kind: "answer", screenKey: "drives", is: "one-of", options: ["no"] },
    { kind: "answer", screenKey: "car", is: "one-of", options: ["small"] },
  ],
};

async function answersTo({ t, read }: Database, respondentId: string) {
  const { screenKey, value } = t.questionAnswer;
  const rows = await read
    .select({ screenKey, value })
    .from(t.questionAnswer)
    .where(eq(t.questionAnswer.respondentId, respondentId));
  const said = new Map(rows.map((row) => [row.screenKey, row.value]));
  if (said.get("drives") === "no") said.delete("car");
  return said;
}

async function fillsOf({ t, read }: Database, designId: string): Promise<number[]> {
  const rows = await read.select().from(t.versionFill).where(eq(t.versionFill.designId, designId));
  return rows
    .toSorted((one, other) => one.versionNumber - other.versionNumber)
    .map(({ assigned }) => assigned);
}

async function interviewsOf({ t, read }: Database, { studyId }: FieldedStudy) {
  return read.select().from(t.respondent).where(eq(t.respondent.studyId, studyId));
}

/** Places of each quota as rows and as counters, versions as holders and as counters. */
async function expectCountersEqualRows(db: Database, study: FieldedStudy): Promise<void> {
  const { t, read } = db;
  const holding = new Map(
    (await interviewsOf(db, study))
      .filter(
        ({ state, releasedAt }) =>
          state === "complete" || (state === "active" && releasedAt === null),
      )
      .map((row) => [row.id, row]),
  );
  const quotas = await read.select().from(t.quota).where(eq(t.quota.studyId, study.studyId));
  for (const { id, taken, size } of quotas) {
    const places = await read.select().from(t.quotaPlace).where(eq(t.quotaPlace.quotaId, id));
    expect(taken).toBe(places.length);
    expect(taken).toBeLessThanOrEqual(size);
    // Whoever has ended otherwise, or is away, holds no place.
    expect(places.filter(({ respondentId }) => !holding.has(respondentId))).toEqual([]);
  }
  const holders: Awaited<ReturnType<typeof versionsGiven>> = [];
  for (const row of await versionsGiven(db, study)) {
    const said = await answersTo(db, row.id);
    const isAsked = said.get("drives") === "no" || said.get("car") === "small";
    if (holding.has(row.id) && isAsked) holders.push(row);
  }
  const fills = await read
    .select()
    .from(t.versionFill)
    .where(eq(t.versionFill.designId, study.designId));
  for (const { cohortId, versionNumber, assigned } of fills) {
    const own = holders.filter(
      (row) => row.cohortId === cohortId && row.versionNumber === versionNumber,
    );
    expect(assigned).toBe(own.length);
  }
}

/** Who has finished holds a place in each quota that describes their answers, and in no other. */
async function expectFinishedHoldTheirOwn(db: Database, study: FieldedStudy): Promise<void> {
  const { t, read } = db;
  const quotas = await read.select().from(t.quota).where(eq(t.quota.studyId, study.studyId));
  const finished = (await interviewsOf(db, study)).filter(({ state }) => state === "complete");
  for (const { id, cohortId } of finished) {
    const said = await answersTo(db, id);
    const belongs = quotas.filter(
      ({ conditions: { cohortIds, answers } }) =>
        (cohortIds.length === 0 || cohortIds.includes(cohortId ?? "")) &&
        answers.every(({ screenKey, options }) =>
          options.includes(String(said.get(screenKey) ?? "")),
        ),
    );
    const places = await read.select().from(t.quotaPlace).where(eq(t.quotaPlace.respondentId, id));
    expect(places.map(({ quotaId }) => quotaId).sort()).toEqual(
      belongs.map((one) => one.id).sort(),
    );
  }
}

/** Answers the screen where an interview stands; a question with one of its options. */
async function answerNext(db: Database, token: string, option: number): Promise<string> {
  const screen = await findPlace({ db, token });
  const options: Record<string, string[]> = {
    role: ["pmo", "senior"],
    drives: ["no", "yes"],
    car: ["small", "big"],
  };
  if (screen in options) {
    const answer = options[screen][option % options[screen].length];
    return post(db, token, screen, { answer });
  }
  if (screen === "resources") return post(db, token, screen, { "amount-1": "100" });
  if (!screen.startsWith("task-")) return screen;
  const [best, worst] = (await shownItems(db, token, screen)).map(String);
  return post(db, token, screen, { best, worst });
}

type Act =
  | { kind: "start"; role: string }
  | { kind: "answer"; who: number; option: number; times: number }
  | { kind: "edit"; who: number; screen: string; option: string }
  | { kind: "leave"; who: number }
  | { kind: "release" };

const who = fc.nat({ max: 2 });

function edit(screen: string, ...options: string[]): fc.Arbitrary<Act> {
  return fc.record({
    kind: fc.constant("edit" as const),
    who,
    screen: fc.constant(screen),
    option: fc.constantFrom(...options),
  });
}

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("start" as const),
      role: fc.constantFrom("pmo", "senior"),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("answer" as const),
      who,
      option: fc.nat({ max: 1 }),
      times: fc.constantFrom(1, 1, 2),
    }),
  },
  { weight: 3, arbitrary: edit("drives", "no", "yes") },
  { weight: 1, arbitrary: edit("car", "small", "big") },
  { weight: 1, arbitrary: edit("role", "pmo", "senior", "other") },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("leave" as const), who }) },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: "release" }) },
  // To the end.
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("answer" as const),
      who,
      option: fc.nat({ max: 1 }),
      times: fc.constant(17),
    }),
  },
);

/** Nobody is there to act before the first have started. */
const BEGUN: readonly Act[] = [
  { kind: "start", role: "pmo" },
  { kind: "start", role: "senior" },
];

async function idle({ t, write }: Database, token: string): Promise<void> {
  await write((tx) =>
    tx
      .update(t.respondent)
      .set({ lastSavedAt: Date.now() - 2 * DAY })
      .where(eq(t.respondent.tokenHash, tokenHash(token))),
  );
}

async function perform(
  db: Database,
  study: FieldedStudy,
  tokens: string[],
  step: Act,
): Promise<void> {
  if (step.kind === "start") {
    const token = await startedInterview(db, study);
    tokens.push(token);
    await post(db, token, "role", { answer: step.role });
    return;
  }
  if (step.kind === "release") {
    await releaseExpired({ db });
    return;
  }
  const token = tokens[step.who % tokens.length];
  if (token === undefined) return;
  switch (step.kind) {
    case "leave":
      return idle(db, token);
    case "edit":
      await post(db, token, step.screen, { answer: step.option });
      return;
    case "answer":
      for (let time = 0; time < step.times; time++) await answerNext(db, token, step.option);
  }
}

/** Publishes the study once more as it is; gives the id of the copied design. */
async function nextRevision(
  { t, write }: Database,
  { revisionId, designId }: FieldedStudy,
): Promise<string> {
  const next = { revisionId: uuid(), designId: uuid() };
  await write(async (tx) => {
    const [revision] = await tx.select().from(t.revision).where(eq(t.revision.id, revisionId));
    await tx.insert(t.revision).values({ ...revision, id: next.revisionId, number: 2 });
    for (const table of [t.screen, t.wording]) {
      const rows = await tx.select().from(table).where(eq(table.revisionId, revisionId));
      for (const row of rows) {
        await tx.insert(table).values({ ...row, id: uuid(), revisionId: next.revisionId } as never);
      }
    }
    const [design] = await tx.select().from(t.design).where(eq(t.design.id, designId));
    await tx.insert(t.design).values({ ...design, id: next.designId, revisionId: next.revisionId });
    const versions = await tx
      .select()
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, designId));
    await tx
      .insert(t.designVersion)
      .values(versions.map((version) => ({ ...version, designId: next.designId })));
  });
  return next.designId;
}

async function placesHeld({ t, read }: Database, { studyId }: FieldedStudy): Promise<number[]> {
  const rows = await read
    .select({ taken: t.quota.taken })
    .from(t.quota)
    .where(eq(t.quota.studyId, studyId))
    .orderBy(asc(t.quota.position));
  return rows.map(({ taken }) => taken);
}

describeOnBothDatabases("what interviews hold", (db, tries) => {
  it("is given back when an edit leads to a question whose answer finds no place", async () => {
    const study = await drivers(db(), [
      { conditions: answered("drives", "no"), size: 2 },
      { conditions: answered("car", "big"), size: 0 },
    ]);
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    expect(await post(db(), token, "drives", { answer: "no" })).toBe("task-1");
    expect(await placesHeld(db(), study)).toEqual([1, 0]);
    expect(await post(db(), token, "drives", { answer: "yes" })).toBe("car");
    expect(await post(db(), token, "car", { answer: "big" })).toBe("over-quota");
    expect(await placesHeld(db(), study)).toEqual([0, 0]);
    await expectCountersEqualRows(db(), study);
  });

  it("is given back by an exercise that an edit hides, and held again when it is shown again", async () => {
    const study = await drivers(db(), []);
    const { genaiDesignId } = await addExercises(db(), study, { versionCount: 2 });
    await showOnlyTo(db(), study, "importance", NOT_BIG);
    await showOnlyTo(db(), study, "genai", CAR.showWhen);
    for (const screen of ["resources", "judged", "mirrored"]) {
      await showOnlyTo(db(), study, screen, NOT_BIG);
    }
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    await post(db(), token, "drives", { answer: "yes" });
    expect(await post(db(), token, "car", { answer: "big" })).toBe("genai-task-1");
    expect(await fillsOf(db(), genaiDesignId)).toEqual([1, 0]);
    expect(await post(db(), token, "drives", { answer: "no" })).toBe("task-1");
    expect(await fillsOf(db(), genaiDesignId)).toEqual([0, 0]);
    expect(await fillsOf(db(), study.designId)).toEqual([1, 0, 0]);
    await post(db(), token, "drives", { answer: "yes" });
    expect(await fillsOf(db(), genaiDesignId)).toEqual([1, 0]);
    expect(await fillsOf(db(), study.designId)).toEqual([0, 0, 0]);
    await idle(db(), token);
    await releaseExpired({ db: db() });
    expect(await fillsOf(db(), genaiDesignId)).toEqual([0, 0]);
  });

  it("counts for every revision whose design is the same, and is counted from the interviews at first", async () => {
    const study = await drivers(db(), []);
    const [first, second] = [
      await startedInterview(db(), study),
      await startedInterview(db(), study),
    ];
    for (const token of [first, second]) {
      await post(db(), token, "role", { answer: "pmo" });
      await post(db(), token, "drives", { answer: "no" });
    }
    const { t, write } = db();
    // As after an upgrade: counters are there no more, interviews are.
    await write((tx) => tx.delete(t.versionFill).where(eq(t.versionFill.designId, study.designId)));
    const designId = await nextRevision(db(), study);
    const third = await startedInterview(db(), study);
    await post(db(), third, "role", { answer: "pmo" });
    await post(db(), third, "drives", { answer: "no" });
    expect(await fillsOf(db(), designId)).toEqual([1, 1, 1]);
    await idle(db(), second);
    await releaseExpired({ db: db() });
    expect(await fillsOf(db(), designId)).toEqual([1, 0, 1]);
  });

  it("is given back when the study is closed over them, but by those who have finished", async () => {
    const study = await drivers(db(), [{ conditions: answered("drives", "no"), size: 9 }]);
    const tokens: string[] = [];
    for (const times of [17, 3]) {
      await perform(db(), study, tokens, { kind: "start", role: "pmo" });
      const last = { who: tokens.length - 1, option: 0, times };
      await perform(db(), study, tokens, { kind: "answer", ...last });
    }
    expect(await placesHeld(db(), study)).toEqual([2]);
    const { t, write } = db();
    await write((tx) =>
      tx
        .update(t.study)
        .set({ state: "closed", closedAt: Date.now() })
        .where(eq(t.study.id, study.studyId)),
    );
    expect(await releaseExpired({ db: db() })).toBe(1);
    expect(await placesHeld(db(), study)).toEqual([1]);
    await expectCountersEqualRows(db(), study);
  });

  it("is put right by the migration where it was kept beyond an end, and stays as it is where it is right", async () => {
    const study = await drivers(db(), [{ conditions: answered("drives", "no"), size: 9 }]);
    const tokens: string[] = [];
    for (const times of [17, 3, 3, 3]) {
      await perform(db(), study, tokens, { kind: "start", role: "pmo" });
      const last = { who: tokens.length - 1, option: 0, times };
      await perform(db(), study, tokens, { kind: "answer", ...last });
    }
    const { t, write } = db();
    await write(async (tx) => {
      const kept = (token: string) => eq(t.respondent.tokenHash, tokenHash(token));
      await tx.update(t.respondent).set({ state: "over-quota" }).where(kept(tokens[1]));
      await tx.update(t.respondent).set({ releasedAt: 1 }).where(kept(tokens[2]));
      await tx.update(t.quota).set({ taken: 7 }).where(eq(t.quota.studyId, study.studyId));
    });
    for (let time = 0; time < 2; time++) {
      await repeatMigration(db(), "0003_give_back_places");
      expect(await placesHeld(db(), study)).toEqual([2]);
    }
  });

  it("equals its counters after each step of any interviews", async () => {
    const plan = fc.record({
      sizes: fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(0, 1, 2, 9, 9))),
      acts: fc.array(act, { minLength: 8, maxLength: 16 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ sizes, acts }) => {
        const study = await drivers(db(), [
          { conditions: answered("drives", "no"), size: sizes[0] },
          { conditions: answered("car", "big"), size: sizes[1] },
          { conditions: answered("car", "small"), size: sizes[2] },
          { conditions: { cohortIds: [], answers: [] }, size: sizes[3] },
        ]);
        await showOnlyTo(db(), study, "importance", NOT_BIG);
        const tokens: string[] = [];
        for (const step of [...BEGUN, ...acts]) {
          try {
            await perform(db(), study, tokens, step);
          } catch (error) {
            // Screens not reached, interviews that are over, edits that find no place.
            if (!(error instanceof Conflict || error instanceof InvalidInput)) throw error;
          }
          await expectCountersEqualRows(db(), study);
        }
        await expectFinishedHoldTheirOwn(db(), study);
        for (const token of tokens) await idle(db(), token);
        await releaseExpired({ db: db() });
        const { t, read } = db();
        const complete = await read
          .select()
          .from(t.respondent)
          .where(
            and(eq(t.respondent.studyId, study.studyId), inArray(t.respondent.state, ["complete"])),
          );
        const held = await read
          .selectDistinct({ id: t.quotaPlace.respondentId })
          .from(t.quotaPlace)
          .innerJoin(t.quota, eq(t.quota.id, t.quotaPlace.quotaId))
          .where(eq(t.quota.studyId, study.studyId));
        expect(held.length).toBe(complete.length);
      }),
      { numRuns: tries(20, 4), seed: 12, endOnFailure: true },
    );
  }, 120_000);
});

describeOnBothDatabases("an edit that hides every open screen", (db) => {
  it("ends nothing: the last screen that is left does, once it is sent again", async () => {
    const study = await drivers(db(), []);
    await showOnlyTo(db(), study, "resources", CAR.showWhen);
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    await post(db(), token, "drives", { answer: "yes" });
    await post(db(), token, "car", { answer: "small" });
    for (let task = 1; task <= 13; task++) await answerNext(db(), token, 0);
    expect(await findPlace({ db: db(), token })).toBe("resources");
    expect(await post(db(), token, "drives", { answer: "no" })).toBe("task-1");
    const [{ state, finishedAt }] = await interviewsOf(db(), study);
    expect([state, finishedAt]).toEqual(["active", null]);
    // Whoever opens the link again comes to the last screen, and can still go back.
    expect(await findPlace({ db: db(), token })).toBe("task-13");
    expect(await post(db(), token, "drives", { answer: "yes" })).toBe("car");
    expect(await findPlace({ db: db(), token })).toBe("resources");
    await post(db(), token, "drives", { answer: "no" });
    expect(await answerNext(db(), token, 0)).toBe("done");
    const [finished] = await interviewsOf(db(), study);
    expect(finished.state).toBe("complete");
  });
});
