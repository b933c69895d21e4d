import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { and, count, eq } from "drizzle-orm";
import pg from "pg";
import { v7 as uuid } from "uuid";
import { openDatabase } from "@/db/client";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import { turnLock } from "@/db/postgres";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { Conflict } from "@/lib/errors";
import { newStart } from "@/lib/fielding/interview/interview-link";
import { startInterview } from "@/lib/fielding/start-interview";
import { type FieldedStudy, fieldStudy } from "@/lib/fielding/testing";
import { newSecret, signatureOf } from "@/lib/panels/signature";
import { inFull } from "@/lib/stats/testing";
import { closeStudy } from "@/lib/studies/lifecycle/close-study";
import { pauseStudy } from "@/lib/studies/lifecycle/pause-study";
import { closeSource } from "@/lib/studies/sources/close-source";
import { formFields, post } from "./plain-client";
import { startTwoServers, type TwoServers } from "./two-servers";

// One database and two processes for all of them.
test.describe.configure({ mode: "serial" });

let servers: TwoServers | null = null;
let db: Database;

test.beforeAll(async () => {
  servers = await startTwoServers();
  if (servers) db = await openDatabase(servers.databaseUrl, { migrate: false });
});

test.beforeEach(() => {
  test.skip(!servers, "PostgreSQL is neither here nor could it be installed: not tested");
});

test.afterAll(async () => {
  if (!servers) return;
  await db.close();
  await servers.stop();
});

/** How often somebody was told that the database is busy, and sent the same form again. */
let busy = 0;

/**
 * Sends a form to one of the two servers until it is answered, as a patient person does.
 *
 * @returns the address it leads to; null for a refusal (409)
 */
async function sent(
  server: number,
  path: string,
  fields: [string, string][],
): Promise<string | null> {
  const url = `${servers?.urls[server % 2]}${path}`;
  for (;;) {
    // A connection that was closed just then says nothing: the same form again gives the same interview.
    const response = await post(url, fields).catch(() => null);
    if (!response) continue;
    await response.arrayBuffer(); // An unread body would keep its connection from the next request.
    if (response.status === 303) return response.headers.get("location");
    if (response.status === 409) return null;
    if (response.status !== 503) throw new Error(`${response.status} on POST ${path}`);
    expect(response.headers.get("retry-after")).not.toBeNull();
    busy++;
    await pause(250);
  }
}

/** @returns the address of the interview's first screen */
async function started(server: number, slug: string): Promise<string> {
  const address = await sent(server, `/s/${slug}`, [["start", newStart()]]);
  if (!address) throw new Error("A start was refused.");
  return address;
}

/** @returns the name of the next screen */
async function answered(server: number, address: string, answer: string): Promise<string> {
  return (
    (await sent(server, address, formFields([["answer", answer]])))?.split("/").at(-1) ?? "refused"
  );
}

async function addCell(study: FieldedStudy, size: number): Promise<string> {
  const id = uuid();
  await db.write((tx) =>
    tx.insert(db.t.quota).values({
      ...{ id, studyId: study.studyId, position: 1, name: "Leaders", size, createdAt: 0 },
      conditions: { cohortIds: [study.cohorts[0]], answers: [] },
    }),
  );
  return id;
}

/** How many interviews of a cohort hold each version, as their own rows tell it. */
async function versionCounts(study: FieldedStudy, cohortId: string): Promise<number[]> {
  const { respondent, givenVersion } = db.t;
  const rows = await db.read
    .select({ versionNumber: givenVersion.versionNumber, held: count() })
    .from(givenVersion)
    .innerJoin(respondent, eq(respondent.id, givenVersion.respondentId))
    .where(and(eq(respondent.studyId, study.studyId), eq(respondent.cohortId, cohortId)))
    .groupBy(givenVersion.versionNumber);
  return rows.map(({ held }) => held);
}

const PEOPLE = inFull(500, 120);

for (const size of [1, PEOPLE / 10, PEOPLE - 1]) {
  test(`two processes on one PostgreSQL let exactly ${size} of ${PEOPLE} in who come at once`, async () => {
    test.setTimeout(240_000);
    const study = await fieldStudy(db, { asksRegion: false });
    const quotaId = await addCell(study, size);
    const before = performance.now();
    busy = 0;
    const ends = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, person) =>
        // The other server answers next, as a load balancer would have it.
        answered(person + 1, await started(person, study.slug), "pmo"),
      ),
    );
    console.log(
      `cell of ${size}: ${PEOPLE} starts and answers in ${seconds(before)} s, ${busy} times busy`,
    );
    expect(ends.filter((end) => end === "task-1")).toHaveLength(size);
    expect(ends.filter((end) => end === "over-quota")).toHaveLength(PEOPLE - size);
    const { quota, quotaPlace, respondent } = db.t;
    const [{ taken }] = await db.read.select().from(quota).where(eq(quota.id, quotaId));
    const holders = await db.read
      .select({ state: respondent.state })
      .from(quotaPlace)
      .innerJoin(respondent, eq(respondent.id, quotaPlace.respondentId))
      .where(eq(quotaPlace.quotaId, quotaId));
    expect([taken, holders.length]).toEqual([size, size]);
    expect(holders.every(({ state }) => state === "active")).toBe(true);
    const numbers = await db.read
      .select({ number: respondent.number })
      .from(respondent)
      .where(eq(respondent.studyId, study.studyId))
      .orderBy(respondent.number);
    expect(numbers.map(({ number }) => number)).toEqual(
      Array.from({ length: PEOPLE }, (_, index) => index + 1),
    );
  });
}

test("… and give versions that differ by at most 1 in each cohort to 200 who come at once", async () => {
  const study = await fieldStudy(db, { asksRegion: false, versionCount: 12 });
  await Promise.all(
    Array.from({ length: 200 }, async (_, person) => {
      const address = await started(person, study.slug);
      const answer = person % 3 === 0 ? "senior" : "pmo";
      expect(await answered(person + 1, address, answer)).toBe("task-1");
    }),
  );
  const [leaders, seniors] = await Promise.all(
    study.cohorts.map((cohortId) => versionCounts(study, cohortId)),
  );
  for (const [counts, people] of [
    [leaders, 133],
    [seniors, 67],
  ] as const) {
    expect(counts).toHaveLength(12);
    expect(counts.reduce((sum, held) => sum + held, 0)).toBe(people);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
});

test("a panel's id that starts in both processes at the same moment is one interview, signed or not", async () => {
  const study = await fieldStudy(db, { asksRegion: false });
  const secret = newSecret();
  const panel = async (code: string, hmac?: { secret: string; parameter: string }) => {
    const id = uuid();
    await db.write((tx) =>
      tx.insert(db.t.source).values({
        ...{ id, studyId: study.studyId, kind: "panel", name: code, code, createdAt: 0 },
        settings: { idParameter: "rid", ...(hmac ? { hmac } : {}) },
      }),
    );
    return id;
  };
  const plain = await panel("plain");
  const signed = await panel("signed", { secret, parameter: "sig" });
  const interviewsOf = (sourceId: string, panelId: string) =>
    db.read.$count(
      db.t.respondent,
      and(eq(db.t.respondent.sourceId, sourceId), eq(db.t.respondent.panelId, panelId)),
    );
  const twice = (link: string) =>
    Promise.all(
      [0, 1, 0, 1].map((server) =>
        sent(server, `/s/${study.slug}?${link}`, [["start", newStart()]]),
      ),
    );
  await Promise.all(
    Array.from({ length: 25 }, async (_, index) => {
      const id = `person-${index}`;
      // Nothing vouches for the id: one of them begins, the others are told that it was begun.
      const places = await twice(`via=plain&rid=${id}`);
      expect(places.filter((place) => place !== null)).toHaveLength(1);
      expect(await interviewsOf(plain, id)).toBe(1);
      // The panel vouches for who it is: all of them lead into the same interview.
      const own = await twice(`via=signed&rid=${id}&sig=${signatureOf(secret, id)}`);
      expect(own[0]).toMatch(/^\/r\//);
      expect(new Set(own).size).toBe(1);
      expect(await interviewsOf(signed, id)).toBe(1);
    }),
  );
});

test("a save that moves a place waits for the other process's turn; a plain task does not", async () => {
  const study = await fieldStudy(db, { asksRegion: false });
  await addCell(study, 5);
  const task = await started(0, study.slug);
  expect(await answered(0, task, "pmo")).toBe("task-1");
  const waiting = await started(0, study.slug);
  const foreign = new pg.Client({ connectionString: servers?.databaseUrl });
  await foreign.connect();
  const lock = turnLock(study.studyId);
  await foreign.query("select pg_advisory_lock($1, $2)", lock);
  let isThrough = false;
  const claim = answered(1, waiting, "pmo").then((screen) => {
    isThrough = true;
    return screen;
  });
  const { respondent, givenVersion, designVersion } = db.t;
  const [{ versionNumber }] = await db.read
    .select({ versionNumber: givenVersion.versionNumber })
    .from(givenVersion)
    .innerJoin(respondent, eq(respondent.id, givenVersion.respondentId))
    .where(eq(respondent.studyId, study.studyId));
  const [{ tasks }] = await db.read
    .select({ tasks: designVersion.tasks })
    .from(designVersion)
    .where(
      and(eq(designVersion.designId, study.designId), eq(designVersion.number, versionNumber)),
    );
  const [[best, worst]] = tasks;
  const address = task.replace(/[^/]+$/, "task-1");
  const next = await sent(
    1,
    address,
    formFields([
      ["best", String(best)],
      ["worst", String(worst)],
    ]),
  );
  expect(next).toMatch(/task-2$/);
  await pause(300);
  expect(isThrough).toBe(false);
  await foreign.query("select pg_advisory_unlock($1, $2)", lock);
  expect(await claim).toBe("task-1");
  await foreign.end();
});

for (const [what, change] of [
  ["closed", closeStudy],
  ["paused", pauseStudy],
] as const) {
  test(`a study that is ${what} in the middle of a burst takes nobody in once that was acknowledged, and does not wait for the burst`, async () => {
    test.setTimeout(120_000);
    const study = await fieldStudy(db, { asksRegion: false });
    const { studyId, slug } = study;
    const quotaId = await addCell(study, 30);
    await addTestLink(study);
    const { respondent, quota, quotaPlace } = db.t;
    const isOfStudy = eq(respondent.studyId, studyId);
    // A pause keeps test links open.
    const isShutOut = what === "closed" ? isOfStudy : and(isOfStudy, eq(respondent.isTest, false));
    const begun = () => db.read.$count(respondent, isShutOut);
    let isUnderWay = 0;
    const through = async <T>(person: Promise<T>) => {
      isUnderWay++;
      return person.finally(() => isUnderWay--);
    };
    const people = Array.from({ length: 240 }, (_, person) =>
      through(
        (async () => {
          // Those of test links write less of the study, and have to be told all the same.
          const link = person % 4 === 0 ? `/s/${slug}?via=try` : `/s/${slug}`;
          const address = await sent(person, link, [["start", newStart()]]);
          if (address) await sent(person + 1, address, formFields([["answer", "pmo"]]));
          return address;
        })(),
      ),
    );
    // Another server of the same database, with a queue of its own before the one who closes.
    const own = Array.from({ length: 120 }, () =>
      through(
        startInterview({ db, input: { slug, form: { start: newStart() } } }).catch(
          (error: unknown) => {
            if (error instanceof Conflict || error instanceof DatabaseUnavailable) return null;
            throw error;
          },
        ),
      ),
    );
    while ((await begun()) < 40) await pause(20);
    const before = performance.now();
    const actor = systemActor(study.organisationId);
    await change({ db, actor, input: { studyId } });
    const [waited, stillUnderWay] = [seconds(before), isUnderWay];
    const atAcknowledgement = await begun();
    const addresses = await Promise.all(people);
    await Promise.all(own);
    console.log(
      `${what} after ${waited} s with ${stillUnderWay} of 360 under way, ${atAcknowledgement} begun`,
    );
    expect(stillUnderWay).toBeGreaterThan(0);
    expect(Number(waited)).toBeLessThan(5);
    expect(await begun()).toBe(atAcknowledgement);
    const [{ taken }] = await db.read.select().from(quota).where(eq(quota.id, quotaId));
    const held = await db.read.$count(quotaPlace, eq(quotaPlace.quotaId, quotaId));
    expect(taken).toBe(held);
    expect(taken).toBeLessThanOrEqual(30);

    const inside = addresses.find((address) => address?.endsWith("/role"));
    const told = await (await fetch(`${servers?.urls[0]}${inside?.replace(/\/role$/, "")}`)).text();
    expect(told.includes('data-screen="closed"')).toBe(what === "closed");
    const outside = await (await fetch(`${servers?.urls[1]}/s/${slug}`)).text();
    expect(outside).toContain('data-screen="closed"');
  });
}

test("a start that is under way when its way in is closed has begun before that is acknowledged, or not at all", async () => {
  const { respondent, source } = db.t;
  const foreign = new pg.Client({ connectionString: servers?.databaseUrl });
  await foreign.connect();
  const sourceOf = async (study: FieldedStudy) =>
    (
      await db.read
        .select()
        .from(source)
        .where(and(eq(source.studyId, study.studyId), eq(source.kind, "open")))
    )[0].id;
  for (const [query, change] of [
    // A start of a test link changes nothing of the study's own row, nor any start of its source's.
    ["?via=try", ({ studyId }, actor) => closeStudy({ db, actor, input: { studyId } })],
    [
      "",
      async (study, actor) => {
        const input = { studyId: study.studyId, sourceId: await sourceOf(study) };
        await closeSource({ db, actor, input });
      },
    ],
  ] satisfies [string, (study: FieldedStudy, actor: Actor) => Promise<void>][]) {
    const study = await fieldStudy(db, { asksRegion: false });
    await addTestLink(study);
    const begun = () => db.read.$count(respondent, eq(respondent.studyId, study.studyId));
    // It has read that the way in is open, and waits to write itself down.
    await foreign.query("begin; lock table respondent in share mode");
    const start = sent(0, `/s/${study.slug}${query}`, [["start", newStart()]]);
    await pause(500);
    const closing = change(study, systemActor(study.organisationId)).then(begun);
    await pause(500);
    await foreign.query("rollback");
    await start;
    expect(await begun()).toBe(await closing);
  }
  await foreign.end();
});

/** A way in that a study's tests use. */
async function addTestLink({ studyId }: FieldedStudy): Promise<void> {
  await db.write((tx) =>
    tx.insert(db.t.source).values({
      ...{ id: uuid(), studyId, kind: "test", name: "Try", code: "try", createdAt: 0 },
      settings: {},
    }),
  );
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
