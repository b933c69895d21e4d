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
import { type FieldedStudy, fieldStudy, post, shownItems, startedInterview } from "./testing";

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
  const holders = [...holding.values()].filter(({ versionNumber }) => versionNumber !== null);
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
    const rows = await read
      .select()
      .from(t.questionAnswer)
      .where(eq(t.questionAnswer.respondentId, id));
    const said = new Map(rows.map(({ screenKey, value }) => [screenKey, value]));
    if (said.get("drives") === "no") said.delete("car");
    const belongs = quotas.filter(
      ({ conditions: { cohortIds, answers } }) =>
        (cohortIds.length === 0 || cohortIds.includes(cohortId ?? "")) &&
        answers.every(({ screenKey, options }) => options.includes(said.get(screenKey) ?? "")),
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

async function placesHeld({ t, read }: Database, { studyId }: FieldedStudy): Promise<number[]> {
  const rows = await read
    .select({ taken: t.quota.taken })
    .from(t.quota)
    .where(eq(t.quota.studyId, studyId))
    .orderBy(asc(t.quota.position));
  return rows.map(({ taken }) => taken);
}

describeOnBothDatabases("what interviews hold", (db) => {
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
      { numRuns: db().dialect === "sqlite" ? 20 : 4, seed: 12, endOnFailure: true },
    );
  }, 120_000);
});
