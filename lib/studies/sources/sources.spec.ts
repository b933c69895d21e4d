import { eq, getTableColumns, getTableName } from "drizzle-orm";

import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { InvalidInput, NotFound } from "@/lib/errors";
import { PRESETS } from "@/lib/panels/presets";
import { launchStudy } from "../launch/launch-study";
import { clearTests } from "../lifecycle/clear-tests";
import { createStudy } from "../lifecycle/create-study";
import { readStudy } from "../lifecycle/read-study";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { addSource } from "./add-source";
import { changeSource } from "./change-source";
import { closeSource } from "./close-source";
import { listSources } from "./list-sources";
import { reopenSource } from "./reopen-source";
import { saveFieldwork } from "./save-fieldwork";
import { setSourceKey } from "./set-source-key";

const PANEL = {
  preset: "generic" as const,
  idParameter: "rid",
  hosts: ["panel.example"],
  exits: {
    complete: "https://panel.example/end?s=1&id={{rid}}",
    screenedOut: "https://panel.example/end?s=2&id={{rid}}",
    overQuota: "https://panel.example/end?s=3&id={{rid}}",
    quality: "",
    closed: "https://panel.example/end?s=5&id={{rid}}",
  },
};

const FIELDWORK = {
  opens: "",
  closes: "",
  timeZone: "Europe/Berlin",
  graceMinutes: 30,
  softLaunchCompletes: null,
  expiryMinutes: 60,
};

describeOnBothDatabases("a study's sources", (db) => {
  const draft = async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const from = { kind: "template", template: "pmo-capabilities" } as const;
    const { studyId } = await createStudy({ db: db(), actor, input: { name: "Sources", from } });
    const list = () => listSources({ db: db(), actor, input: { studyId } });
    const audited = async () => {
      const { t, read } = db();
      const rows = await read
        .select({ verb: t.auditEntry.verb })
        .from(t.auditEntry)
        .where(eq(t.auditEntry.subjectId, studyId));
      return rows.map((row) => row.verb);
    };
    return { db: db(), actor, studyId, list, audited };
  };
  const withPanel = async () => {
    const study = await draft();
    const { sourceId } = await addSource({
      db: db(),
      actor: study.actor,
      input: { studyId: study.studyId, kind: "panel", name: "Panel", settings: PANEL },
    });
    return { ...study, sourceId };
  };

  it("begin with the open link at the launch; panels and tests are added before or after", async () => {
    const { actor, studyId, list } = await draft();
    await addSource({ db: db(), actor, input: { studyId, kind: "test", name: "My test" } });
    await storeSmallDesign(db(), studyId);
    await launchStudy({ db: db(), actor, input: { studyId } });
    await addSource({
      db: db(),
      actor,
      input: { studyId, kind: "panel", name: "Panel", settings: PANEL },
    });
    const sources = await list();
    expect(sources.map(({ kind }) => kind).sort()).toEqual(["open", "panel", "test"]);
    const test = sources.find(({ kind }) => kind === "test");
    // 192 random bits.
    expect(test?.code).toMatch(/^[A-Za-z0-9_-]{32}$/);
  });

  it("takes exits only to the hosts it lists, and says which exit is wrong", async () => {
    const { actor, studyId, sourceId, list } = await withPanel();
    const change = (settings: typeof PANEL) =>
      changeSource({
        db: db(),
        actor,
        input: { studyId, sourceId, kind: "panel", name: "Panel", settings },
      });
    const exits = { ...PANEL.exits, quality: "https://evil.example/?id={{rid}}" };
    await expect(change({ ...PANEL, exits })).rejects.toMatchObject({
      issues: [
        { path: "settings.exits.quality", key: "exitHost", values: { host: "evil.example" } },
      ],
    });
    await expect(change({ ...PANEL, hosts: ["https://panel.example"] })).rejects.toThrow(
      InvalidInput,
    );
    for (const idParameter of ["via", "invite", "language", "begin", "a b", ""]) {
      await expect(change({ ...PANEL, idParameter })).rejects.toThrow(InvalidInput);
    }
    for (const [preset, { idParameter, hosts, exits: known }] of Object.entries(PRESETS)) {
      const withCodes = Object.fromEntries(
        Object.entries(known).map(([name, exit]) => [name, exit.replace("{{code}}", "C1")]),
      ) as typeof PANEL.exits;
      const settings = { preset, idParameter, hosts: [...hosts], exits: withCodes };
      await change(settings as typeof PANEL);
      expect((await list())[0].settings).toMatchObject({ idParameter, exits: withCodes });
    }
  });

  it("can stand for a cohort of its own study, and for no other's", async () => {
    const { actor, studyId, sourceId, list } = await withPanel();
    const other = await draft();
    const change = (cohortId: string | null) =>
      changeSource({
        db: db(),
        actor,
        input: {
          ...{ studyId, sourceId, kind: "panel", name: "Panel" },
          settings: { ...PANEL, cohortId },
        },
      });
    const [own] = (await contentOf(db(), studyId)).cohorts;
    const [foreign] = (await contentOf(db(), other.studyId)).cohorts;
    await change(own.id);
    await expect(change(foreign.id)).rejects.toMatchObject({
      issues: [{ path: "settings.cohortId", key: "cohortChanged" }],
    });
    expect((await list())[0].settings.cohortId).toBe(own.id);
    await change(null);
    expect((await list())[0].settings.cohortId).toBeNull();
  });

  it("shows a panel's key once, keeps it through changes, and makes another on demand", async () => {
    const { actor, studyId, sourceId, list, audited } = await withPanel();
    const input = { studyId, sourceId, parameter: "sig" };
    const { secret } = await setSourceKey({ db: db(), actor, input });
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    await changeSource({
      db: db(),
      actor,
      input: { studyId, sourceId, kind: "panel", name: "Other name", settings: PANEL },
    });
    const [listed] = await list();
    expect(listed).toMatchObject({ name: "Other name", signedBy: "sig" });
    expect(JSON.stringify(listed)).not.toContain(secret);
    const { t, read } = db();
    const stored = async () =>
      (await read.select().from(t.source).where(eq(t.source.id, sourceId)))[0].settings.hmac;
    expect(await stored()).toEqual({ secret, parameter: "sig" });
    const other = await setSourceKey({ db: db(), actor, input });
    expect(other.secret).not.toBe(secret);
    await setSourceKey({ db: db(), actor, input: { ...input, parameter: null } });
    expect(await stored()).toBeNull();
    const log = JSON.stringify(await read.select().from(t.auditEntry));
    for (const key of [secret, other.secret]) expect(log).not.toContain(key);
    expect(await audited()).toEqual(expect.arrayContaining(["make source key", "drop source key"]));
  });

  it("closes and opens again, each once, and only in its own study", async () => {
    const { actor, studyId, sourceId, list, audited } = await withPanel();
    const input = { studyId, sourceId };
    for (let time = 0; time < 2; time++) await closeSource({ db: db(), actor, input });
    expect((await list())[0].closedAt).not.toBeNull();
    for (let time = 0; time < 2; time++) await reopenSource({ db: db(), actor, input });
    expect((await list())[0].closedAt).toBeNull();
    const changes = (await audited()).filter((verb) => /close|reopen/.test(verb));
    expect(changes).toEqual(["close source", "reopen source"]);
    const other = await draft();
    await expect(
      closeSource({ db: db(), actor, input: { studyId: other.studyId, sourceId } }),
    ).rejects.toThrow(NotFound);
  });

  it("clears tests with one call: every row of theirs, and no other", async () => {
    const { actor, studyId, sourceId } = await withPanel();
    const { t, read } = db();
    const { revision } = await contentOf(db(), studyId);
    const ids = { test: `${studyId}-test`, real: `${studyId}-real` };
    await db().write(async (tx) => {
      // Only what was launched has interviews that count.
      await tx.update(t.revision).set({ frozenAt: 1 }).where(eq(t.revision.id, revision.id));
      await tx.insert(t.quota).values({
        ...{ id: `${studyId}-quota`, studyId, position: 1, name: "Quota", size: 9, taken: 1 },
        conditions: { cohortIds: [], answers: [] },
        createdAt: 1,
      });
      for (const [number, id] of [
        [-1, ids.test],
        [1, ids.real],
      ] as const) {
        const isTest = number < 0;
        await tx.insert(t.respondent).values({
          ...{ id, studyId, sourceId, number, externalId: id, isTest, locale: "en" },
          ...{ revisionId: revision.id, state: "complete", startedAt: 1, lastSavedAt: 1 },
        });
        const own = { respondentId: id, locale: "en", attemptId: "a" };
        const shown = [1, 2, 3, 4];
        await tx.insert(t.answer).values({
          ...{ ...own, exercise: "importance", taskNumber: 1, versionNumber: 1, shown },
          ...{ best: 1, worst: 2 },
        });
        await tx.insert(t.checkAnswer).values({
          ...{ ...own, exercise: "importance", kind: "repeat", number: 1, taskNumber: 1 },
          ...{ versionNumber: 1, shown, best: 1, worst: 2 },
        });
        await tx
          .insert(t.questionAnswer)
          .values({ ...own, screenKey: "role", value: "pmo", shown: ["pmo"] });
        await tx
          .insert(t.allocation)
          .values({ ...own, screenKey: "resources", shown, amounts: [1, 2, 3, 4] });
        await tx
          .insert(t.attempt)
          .values({ respondentId: id, id: "a", screenKey: "role", posted: {}, receivedAt: 1 });
        await tx
          .insert(t.quotaPlace)
          .values({ quotaId: `${studyId}-quota`, respondentId: id, heldAt: 1 });
        await tx
          .insert(t.givenVersion)
          .values({ respondentId: id, exercise: "importance", versionNumber: 1 });
        await tx
          .insert(t.earlyInterview)
          .values({ respondentId: id, sourceId: "a source", startedAt: 1 });
      }
    });
    const counts = () =>
      readStudy({ db: db(), actor, input: { studyId, purpose: "edit studies" } }).then(
        (view) => view.counts,
      );
    const before = await counts();
    expect(before).toMatchObject({ started: 1, complete: 1 });
    expect(await clearTests({ db: db(), actor, input: { studyId } })).toEqual({ cleared: 1 });
    expect(await counts()).toEqual(before);
    let tables = 0;
    for (const table of Object.values(t)) {
      const column = getTableColumns(table as typeof t.answer).respondentId;
      if (!column) continue;
      tables++;
      const rows = (await read.select().from(table as typeof t.answer)).map(
        (row) => row.respondentId,
      );
      expect(rows, getTableName(table)).not.toContain(ids.test);
      expect(rows, getTableName(table)).toContain(ids.real);
    }
    expect(tables).toBeGreaterThanOrEqual(5);
    expect(await clearTests({ db: db(), actor, input: { studyId } })).toEqual({ cleared: 0 });
  });
});

describeOnBothDatabases("a study's fieldwork", (db) => {
  const saved = async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Fieldwork", from: { kind: "blank" } },
    });
    const save = (changes: Partial<Parameters<typeof saveFieldwork>[0]["input"]>) =>
      saveFieldwork({ db: db(), actor, input: { ...FIELDWORK, studyId, ...changes } });
    const { t } = db();
    const row = async () =>
      (await db().read.select().from(t.study).where(eq(t.study.id, studyId)))[0];
    return { studyId, save, row };
  };

  it("is a moment in the zone it was given in, summer and winter", async () => {
    const { save, row } = await saved();
    await save({ opens: "2026-07-01T09:00", closes: "2026-12-01T18:00" });
    expect((await row()).fieldwork).toEqual({
      opensAt: Date.UTC(2026, 6, 1, 7),
      closesAt: Date.UTC(2026, 11, 1, 17),
      timeZone: "Europe/Berlin",
      graceMinutes: 30,
      softLaunchCompletes: null,
      expiryMinutes: 60,
    });
  });

  it("is refused where it makes no sense", async () => {
    const { save } = await saved();
    await expect(save({ opens: "2026-02-30T09:00" })).rejects.toMatchObject({
      issues: [{ path: "opens", key: "notAMoment" }],
    });
    await expect(
      save({ opens: "2026-07-01T09:00", closes: "2026-07-01T09:00" }),
    ).rejects.toMatchObject({ issues: [{ path: "closes", key: "closesBeforeOpens" }] });
    await expect(save({ timeZone: "Mars/Olympus" })).rejects.toMatchObject({
      issues: [{ path: "timeZone", key: "notATimeZone" }],
    });
    await expect(save({ softLaunchCompletes: 0 })).rejects.toThrow(InvalidInput);
  });

  it("makes another soft launch of another size, and leaves one that is over alone", async () => {
    const { studyId, save, row } = await saved();
    const { t } = db();
    await save({ softLaunchCompletes: 10 });
    await db().write((tx) =>
      tx.update(t.study).set({ softLaunchedAt: 5 }).where(eq(t.study.id, studyId)),
    );
    await save({ softLaunchCompletes: 10, graceMinutes: 5 });
    expect((await row()).softLaunchedAt).toBe(5);
    await save({ softLaunchCompletes: 50 });
    expect((await row()).softLaunchedAt).toBeNull();
  });
});
