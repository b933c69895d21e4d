import { randomUUID } from "node:crypto";
import { and, count, eq, inArray, isNull } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import type { Database } from "@/db/database";
import type { QuotaConditions } from "@/db/schema/study-content";
import { describeOnBothDatabases } from "@/db/testing";
import { InvalidInput } from "@/lib/errors";
import { seededRandom } from "@/lib/stats/random";
import { inFull } from "@/lib/stats/testing";
import { findPlace } from "./find-place";
import { tokenHash } from "./interview/interview-link";
import { releaseExpired } from "./release-expired";
import { showScreen } from "./show-screen";
import {
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  interviewAtTasks,
  post,
  respondentOf,
  shownItems,
  startedInterview,
} from "./testing";

const DAY = 24 * 60 * 60_000;

/** Adds a quota to a study; gives its id. */
async function addQuota(
  { t, write }: Database,
  study: FieldedStudy,
  size: number,
  conditions: Partial<QuotaConditions>,
): Promise<string> {
  const id = uuid();
  await write((tx) =>
    tx.insert(t.quota).values({
      id,
      studyId: study.studyId,
      position: 1,
      name: "Quota",
      conditions: { cohortIds: [], answers: [], ...conditions },
      size,
      createdAt: 0,
    }),
  );
  return id;
}

function inRegion(...options: string[]): Partial<QuotaConditions> {
  return { answers: [{ screenKey: "region", options }] };
}

async function takenOf({ t, read }: Database, quotaId: string): Promise<number> {
  const [row] = await read.select().from(t.quota).where(eq(t.quota.id, quotaId));
  return row.taken;
}

async function numberIn({ t, read }: Database, study: FieldedStudy, state: string) {
  const rows = await read
    .select({ state: t.respondent.state })
    .from(t.respondent)
    .where(eq(t.respondent.studyId, study.studyId));
  return rows.filter((row) => row.state === state).length;
}

/** Whoever counts places counts the same: quotas and their places, versions and their holders. */
async function expectAgreement({ t, read }: Database, study: FieldedStudy): Promise<void> {
  for (const quota of await read.select().from(t.quota).where(eq(t.quota.studyId, study.studyId))) {
    const [{ places }] = await read
      .select({ places: count() })
      .from(t.quotaPlace)
      .where(eq(t.quotaPlace.quotaId, quota.id));
    expect(quota.taken).toBe(places);
    expect(quota.taken).toBeLessThanOrEqual(quota.size);
  }
  const holders = await read
    .select({
      cohortId: t.respondent.cohortId,
      versionNumber: t.givenVersion.versionNumber,
      assigned: count(),
    })
    .from(t.respondent)
    .innerJoin(t.givenVersion, eq(t.givenVersion.respondentId, t.respondent.id))
    .where(
      and(
        eq(t.respondent.studyId, study.studyId),
        eq(t.givenVersion.exercise, "importance"),
        isNull(t.respondent.releasedAt),
        inArray(t.respondent.state, ["active", "complete"]),
        eq(t.respondent.isTest, false),
      ),
    )
    .groupBy(t.respondent.cohortId, t.givenVersion.versionNumber);
  const fills = await read
    .select()
    .from(t.versionFill)
    .where(eq(t.versionFill.designId, study.designId));
  const told = (rows: readonly { [key: string]: unknown }[]) =>
    rows
      .filter((row) => row.assigned !== 0)
      .map((row) => `${row.cohortId} ${row.versionNumber} ${row.assigned}`)
      .sort();
  expect(told(fills)).toEqual(told(holders));
}

/** Lets an interview look as if its last answer came so long ago. */
function idle({ t, write }: Database, token: string, ms: number) {
  return write((tx) =>
    tx
      .update(t.respondent)
      .set({ lastSavedAt: Date.now() - ms })
      .where(eq(t.respondent.tokenHash, tokenHash(token))),
  );
}

function answerTo(db: Database, token: string, role: string, region: string) {
  return post(db, token, "role", { answer: role }).then(() =>
    post(db, token, "region", { answer: region }),
  );
}

describeOnBothDatabases("quotas", (db, tries) => {
  const people = tries(inFull(500, 100), 30);
  it.each([1, people / 10, people - 1])(
    `let exactly %i of ${people} in who start at once, each form sent one to four times`,
    async (size) => {
      const random = seededRandom(size);
      const study = await fieldStudy(db(), { versionCount: 3 });
      const quotaId = await addQuota(db(), study, size, { cohortIds: [study.cohorts[0]] });
      const send = (token: string, screen: string, answer: string, times: number) => {
        const attempt = randomUUID();
        return Promise.all(
          Array.from({ length: times }, () => post(db(), token, screen, { answer }, attempt)),
        );
      };
      const plan = Array.from({ length: people }, () => [1 + random.below(4), 1 + random.below(4)]);
      const places = await Promise.all(
        plan.map(async ([first, second]) => {
          const token = await startedInterview(db(), study);
          const [place] = await send(token, "role", "pmo", first);
          if (place === "over-quota") return place;
          const [next] = await send(token, "region", "europe", second);
          return next;
        }),
      );
      expect(places.filter((place) => place === "task-1")).toHaveLength(size);
      expect(places.filter((place) => place === "over-quota")).toHaveLength(people - size);
      expect(await takenOf(db(), quotaId)).toBe(size);
      expect(await numberIn(db(), study, "over-quota")).toBe(people - size);
      await expectAgreement(db(), study);
    },
    120_000,
  );

  it("make only those saves wait for a turn that move places or give a version", async () => {
    const study = await fieldStudy(db());
    await addQuota(db(), study, 5, inRegion("europe"));
    let runs = 0;
    const counting: Database = {
      ...db(),
      write: (work, turn) =>
        db().write((tx) => {
          runs++;
          return work(tx);
        }, turn),
    };
    const runsOf = async (step: () => Promise<unknown>) => {
      runs = 0;
      await step();
      return runs;
    };
    const token = await startedInterview(db(), study);
    const answer = (screen: string, option: string) =>
      runsOf(() => post(counting, token, screen, { answer: option }));
    // Beside others a write starts over in its turn; SQLite's writes are in turn anyway.
    const inTurn = db().dialect === "postgres" ? 2 : 1;
    expect(await runsOf(() => startedInterview(counting, study))).toBe(1);
    expect(await answer("role", "pmo")).toBe(1);
    expect(await answer("region", "europe")).toBe(inTurn);
    expect(await answer("region", "americas")).toBe(inTurn);
    // As the last answer to it did; then no more.
    expect(await answer("region", "elsewhere")).toBe(inTurn);
    expect(await answer("region", "americas")).toBe(1);
    const [best, worst] = (await shownItems(db(), token, "task-1")).map(String);
    expect(await runsOf(() => post(counting, token, "task-1", { best, worst }))).toBe(1);
  });

  it("are asked about once every question they depend on has been answered, full or not", async () => {
    const study = await fieldStudy(db());
    await addQuota(db(), study, 0, { cohortIds: [study.cohorts[0]] });
    const overlapping = await addQuota(db(), study, 10, inRegion("europe"));
    const token = await startedInterview(db(), study);
    expect(await post(db(), token, "role", { answer: "pmo" })).toBe("region");
    expect(await post(db(), token, "region", { answer: "europe" })).toBe("over-quota");
    const respondent = await respondentOf(db(), token);
    expect(respondent).toMatchObject({
      state: "over-quota",
      cohortId: study.cohorts[0],
      versions: {},
    });
    expect(respondent.finishedAt).toBe(respondent.lastSavedAt);
    // The other stratum's place was not kept by somebody who was sent away.
    expect(await takenOf(db(), overlapping)).toBe(0);
    expect(await findPlace({ db: db(), token })).toBe("over-quota");
    expect(await showScreen({ db: db(), token, input: { screen: "role" } })).toEqual({
      kind: "elsewhere",
      screen: "over-quota",
    });
    const { t, read } = db();
    const answers = await read
      .select()
      .from(t.questionAnswer)
      .where(eq(t.questionAnswer.respondentId, respondent.id));
    expect(answers).toHaveLength(2);
  });

  it("are asked about at once when they depend on nothing that is still to come", async () => {
    const study = await fieldStudy(db());
    await addQuota(db(), study, 0, { cohortIds: [study.cohorts[0]] });
    const token = await startedInterview(db(), study);
    expect(await post(db(), token, "role", { answer: "pmo" })).toBe("over-quota");
    const other = await startedInterview(db(), study);
    expect(await post(db(), other, "role", { answer: "senior" })).toBe("region");
  });

  it("give places in all strata of an interview or in none", async () => {
    const study = await fieldStudy(db());
    const leaders = await addQuota(db(), study, 3, { cohortIds: [study.cohorts[0]] });
    const europe = await addQuota(db(), study, 2, inRegion("europe"));
    const both = await addQuota(db(), study, 1, {
      cohortIds: [study.cohorts[0]],
      ...inRegion("europe", "americas"),
    });
    const ends: string[] = [];
    for (const [role, region] of [
      ["pmo", "europe"],
      ["pmo", "europe"],
      ["senior", "europe"],
      ["senior", "europe"],
      ["pmo", "americas"],
      ["pmo", "elsewhere"],
      ["pmo", "elsewhere"],
      ["pmo", "elsewhere"],
      ["senior", "elsewhere"],
    ]) {
      ends.push(await answerTo(db(), await startedInterview(db(), study), role, region));
    }
    const [held, full] = ["task-1", "over-quota"];
    expect(ends).toEqual([held, full, held, full, full, held, held, full, held]);
    expect([
      await takenOf(db(), leaders),
      await takenOf(db(), europe),
      await takenOf(db(), both),
    ]).toEqual([3, 2, 1]);
    await expectAgreement(db(), study);
  });

  it("follow an edit to another place, and refuse one that has none, keeping the first answer", async () => {
    const study = await fieldStudy(db());
    const europe = await addQuota(db(), study, 1, inRegion("europe"));
    const americas = await addQuota(db(), study, 1, inRegion("americas"));
    await addQuota(db(), study, 0, inRegion("elsewhere"));
    const token = await interviewAtTasks(db(), study);
    await post(db(), token, "region", { answer: "americas" });
    expect([await takenOf(db(), europe), await takenOf(db(), americas)]).toEqual([0, 1]);
    const refused = await post(db(), token, "region", { answer: "elsewhere" }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(InvalidInput);
    expect((refused as InvalidInput).issues).toEqual([{ path: "answer", key: "placeTaken" }]);
    const shown = await showScreen({ db: db(), token, input: { screen: "region" } });
    expect(shown).toMatchObject({ view: { filled: { answer: ["americas"] } } });
    expect(await takenOf(db(), americas)).toBe(1);
    // Without an answer they belong to no region, and their place is free for somebody else.
    await post(db(), token, "region", {});
    expect(await takenOf(db(), americas)).toBe(0);
    await expectAgreement(db(), study);
  });

  it("get their place back from somebody whose edit leads out of the study", async () => {
    const study = await fieldStudy(db());
    const quotaId = await addQuota(db(), study, 1, { cohortIds: [study.cohorts[0]] });
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: "pmo" });
    expect(await takenOf(db(), quotaId)).toBe(1);
    expect(await post(db(), token, "role", { answer: "other" })).toBe("screened-out");
    expect(await takenOf(db(), quotaId)).toBe(0);
    await expectAgreement(db(), study);
  });

  it("count no test interview, in their places or in the design's", async () => {
    const { t, write } = db();
    const study = await fieldStudy(db());
    const quotaId = await addQuota(db(), study, 0, { cohortIds: [study.cohorts[0]] });
    const token = await startedInterview(db(), study);
    await write((tx) =>
      tx
        .update(t.respondent)
        .set({ isTest: true })
        .where(eq(t.respondent.tokenHash, tokenHash(token))),
    );
    expect(await answerTo(db(), token, "pmo", "europe")).toBe("task-1");
    expect((await respondentOf(db(), token)).versions).toEqual({ importance: 1 });
    expect(await takenOf(db(), quotaId)).toBe(0);
    await idle(db(), token, 2 * DAY);
    await releaseExpired({ db: db() });
    expect((await respondentOf(db(), token)).releasedAt).toBeNull();
    await expectAgreement(db(), study);
  });

  it("hold a place until the interview has been idle for a day, finished ones for ever", async () => {
    const study = await fieldStudy(db());
    const quotaId = await addQuota(db(), study, 3, { cohortIds: [study.cohorts[0]] });
    const [idleOne, slowOne, doneOne] = [
      await interviewAtTasks(db(), study),
      await interviewAtTasks(db(), study),
      await interviewAtTasks(db(), study),
    ];
    // Who has not passed the first task is given less time (entry/start-limit.spec.ts).
    for (const token of [idleOne, slowOne]) {
      const [best, worst] = (await shownItems(db(), token, "task-1")).map(String);
      await post(db(), token, "task-1", { best, worst });
    }
    await answerTasks(db(), doneOne);
    expect(await post(db(), doneOne, "resources", { "amount-1": "100" })).toBe("done");
    await idle(db(), idleOne, DAY + 60 * 60_000);
    await idle(db(), slowOne, DAY - 60 * 60_000);
    await idle(db(), doneOne, 9 * DAY);
    expect(await releaseExpired({ db: db() })).toBe(1);
    expect(await releaseExpired({ db: db() })).toBe(0);
    expect((await respondentOf(db(), idleOne)).releasedAt).not.toBeNull();
    expect(await takenOf(db(), quotaId)).toBe(2);
    await expectAgreement(db(), study);
  });

  it("go by the study's own time of expiry", async () => {
    const { t, write } = db();
    const study = await fieldStudy(db());
    await write((tx) =>
      tx
        .update(t.study)
        .set({
          fieldwork: {
            opensAt: null,
            closesAt: null,
            timeZone: "UTC",
            graceMinutes: 0,
            softLaunchCompletes: null,
            expiryMinutes: 30,
          },
        })
        .where(eq(t.study.id, study.studyId)),
    );
    const token = await interviewAtTasks(db(), study);
    await idle(db(), token, 15 * 60_000);
    expect(await releaseExpired({ db: db() })).toBe(0);
    await idle(db(), token, 45 * 60_000);
    expect(await releaseExpired({ db: db() })).toBe(1);
  });

  it("take an expired place back before they say that there is none", async () => {
    const study = await fieldStudy(db());
    const quotaId = await addQuota(db(), study, 1, { cohortIds: [study.cohorts[0]] });
    const europe = await addQuota(db(), study, 1, inRegion("europe"));
    const away = await interviewAtTasks(db(), study);
    const refused = await startedInterview(db(), study);
    expect(await answerTo(db(), refused, "pmo", "europe")).toBe("over-quota");
    await idle(db(), away, 2 * DAY);
    const next = await startedInterview(db(), study);
    expect(await answerTo(db(), next, "pmo", "europe")).toBe("task-1");
    expect([await takenOf(db(), quotaId), await takenOf(db(), europe)]).toEqual([1, 1]);
    // The drop-out's version is the one that is filled again.
    expect((await respondentOf(db(), next)).versions).toEqual(
      (await respondentOf(db(), away)).versions,
    );
    await expectAgreement(db(), study);
  });

  it("let somebody who comes back go on in the same version while there is a place", async () => {
    const study = await fieldStudy(db());
    const quotaId = await addQuota(db(), study, 1, { cohortIds: [study.cohorts[0]] });
    const token = await interviewAtTasks(db(), study);
    const before = await shownItems(db(), token, "task-1");
    await idle(db(), token, 2 * DAY);
    await releaseExpired({ db: db() });
    expect(await takenOf(db(), quotaId)).toBe(0);
    // Looking takes no place, answering does.
    expect(await shownItems(db(), token, "task-1")).toEqual(before);
    expect(await takenOf(db(), quotaId)).toBe(0);
    const [best, worst] = before.map(String);
    expect(await post(db(), token, "task-1", { best, worst })).toBe("task-2");
    expect(await takenOf(db(), quotaId)).toBe(1);
    expect((await respondentOf(db(), token)).releasedAt).toBeNull();
    await expectAgreement(db(), study);
  });

  it("tell somebody who comes back too late what happened, and keep all they had saved", async () => {
    const { t, read } = db();
    const study = await fieldStudy(db());
    await addQuota(db(), study, 1, { cohortIds: [study.cohorts[0]] });
    const token = await interviewAtTasks(db(), study);
    const [best, worst] = (await shownItems(db(), token, "task-1")).map(String);
    await post(db(), token, "task-1", { best, worst });
    await idle(db(), token, 2 * DAY);
    expect(await answerTo(db(), await startedInterview(db(), study), "pmo", "americas")).toBe(
      "task-1",
    );
    const attempt = randomUUID();
    const [best2, worst2] = (await shownItems(db(), token, "task-2")).map(String);
    const fields = { best: best2, worst: worst2 };
    expect(await post(db(), token, "task-2", fields, attempt)).toBe("over-quota");
    expect(await post(db(), token, "task-2", fields, attempt)).toBe("over-quota");
    const shown = await showScreen({ db: db(), token, input: { screen: "over-quota" } });
    expect(shown).toMatchObject({ view: { kind: "over-quota", wasAway: true } });
    const { id } = await respondentOf(db(), token);
    const kept = await read.select().from(t.answer).where(eq(t.answer.respondentId, id));
    expect(kept).toHaveLength(2);
    await expectAgreement(db(), study);
  });

  const starts = tries(inFull(200, 100), 40);
  const drops = (3 * starts) / 10;
  it(`refill drop-outs first: after ${starts} starts at once and ${drops} of them lost, versions differ by at most 1`, async () => {
    const { t, read, write } = db();
    const study = await fieldStudy(db(), { versionCount: 12 });
    const begin = async (index: number) => {
      const token = await startedInterview(db(), study);
      await answerTo(db(), token, index % 3 === 0 ? "senior" : "pmo", "europe");
      return token;
    };
    const tokens = await Promise.all(Array.from({ length: starts }, (_, index) => begin(index)));
    const lost = seededRandom(60).shuffle(tokens).slice(0, drops);
    for (const token of lost) {
      await write((tx) =>
        tx
          .update(t.respondent)
          .set({ lastSavedAt: Date.now() - 2 * DAY })
          .where(eq(t.respondent.tokenHash, tokenHash(token))),
      );
    }
    expect(await releaseExpired({ db: db() })).toBe(drops);
    await expectAgreement(db(), study);
    const lostPerCohort = [0, 0];
    for (const token of lost) {
      const { cohortId } = await respondentOf(db(), token);
      lostPerCohort[study.cohorts.indexOf(cohortId ?? "")]++;
    }
    await Promise.all([
      ...Array.from({ length: lostPerCohort[0] }, () => begin(1)),
      ...Array.from({ length: lostPerCohort[1] }, () => begin(0)),
    ]);
    await expectAgreement(db(), study);
    for (const cohortId of study.cohorts) {
      const fills = await read
        .select({ assigned: t.versionFill.assigned })
        .from(t.versionFill)
        .where(
          and(eq(t.versionFill.designId, study.designId), eq(t.versionFill.cohortId, cohortId)),
        );
      const counts = fills.map((row) => row.assigned);
      expect(counts).toHaveLength(12);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  }, 120_000);
});
