import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { countInterviews, fieldMoment } from "@/db/queries/interview-counts";
import { describeOnBothDatabases } from "@/db/testing";
import { Forbidden, NotFound } from "@/lib/errors";
import { launchStudy } from "../launch/launch-study";
import { closeReportToViewer } from "../sharing/close-report-to-viewer";
import { listViewers } from "../sharing/list-viewers";
import { openReportToViewer } from "../sharing/open-report-to-viewer";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { createStudy } from "./create-study";
import { listStudies } from "./list-studies";
import { readStudy } from "./read-study";
import { renameStudy } from "./rename-study";

describeOnBothDatabases("reading studies", (db) => {
  const made = async () => {
    const actors = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor: actors.researcher,
      input: { name: "Capabilities", from: { kind: "template", template: "pmo-capabilities" } },
    });
    return { ...actors, studyId };
  };

  it("opens a report to a viewer by name, and takes it away again", async () => {
    const { researcher, viewer, studyId } = await made();
    const asViewer = { db: db(), actor: viewer, input: { studyId } };
    const asResearcher = { db: db(), actor: researcher, input: { studyId, userId: viewer.userId } };
    const reading = { ...asViewer, input: { studyId, purpose: "read reports" } } as const;
    const editing = { ...asViewer, input: { studyId, purpose: "edit studies" } } as const;
    await expect(readStudy(reading)).rejects.toThrow(NotFound);
    expect(await listStudies(asViewer)).toEqual([]);
    await openReportToViewer(asResearcher);
    await openReportToViewer(asResearcher);
    expect((await readStudy(reading)).study.name).toBe("Capabilities");
    expect((await listStudies(asViewer)).map((study) => study.id)).toEqual([studyId]);
    await expect(readStudy(editing)).rejects.toThrow(Forbidden);
    await expect(listViewers(asViewer)).rejects.toThrow(Forbidden);
    const viewers = await listViewers({ db: db(), actor: researcher, input: { studyId } });
    expect(viewers.map(({ userId, isOpen }) => [userId, isOpen])).toEqual([[viewer.userId, true]]);
    await closeReportToViewer(asResearcher);
    await expect(readStudy(reading)).rejects.toThrow(NotFound);
    const after = await listViewers({ db: db(), actor: researcher, input: { studyId } });
    expect(after[0].isOpen).toBe(false);
  });

  it("opens no report to somebody else's viewer, nor to a researcher", async () => {
    const { researcher, admin, studyId } = await made();
    const { viewer: foreigner } = await organisationWithMembers(db());
    for (const userId of [foreigner.userId, admin.userId ?? ""]) {
      await expect(
        openReportToViewer({ db: db(), actor: researcher, input: { studyId, userId } }),
      ).rejects.toThrow(NotFound);
    }
  });

  it("lets no stranger or viewer open or close a report", async () => {
    const { viewer, studyId } = await made();
    const { researcher: stranger } = await organisationWithMembers(db());
    const input = { studyId, userId: viewer.userId };
    for (const verb of [openReportToViewer, closeReportToViewer]) {
      await expect(verb({ db: db(), actor: stranger, input })).rejects.toThrow(NotFound);
      await expect(verb({ db: db(), actor: viewer, input })).rejects.toThrow(NotFound);
    }
    await expect(
      readStudy({ db: db(), actor: stranger, input: { studyId, purpose: "read reports" } }),
    ).rejects.toThrow(NotFound);
    expect(await listStudies({ db: db(), actor: stranger })).toEqual([]);
  });

  it("counts respondents by cohort and by where they are", async () => {
    const { researcher: actor, studyId } = await made();
    await storeSmallDesign(db(), studyId);
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision, cohorts } = await contentOf(db(), studyId);
    const { t, read } = db();
    const [{ id: sourceId }] = await read.select().from(t.source);
    const states = [
      ["complete", cohorts[0].id],
      ["complete", cohorts[0].id],
      ["active", cohorts[0].id],
      ["complete", cohorts[1].id],
      ["screening", null],
      ["screened-out", null],
    ] as const;
    await db().write((tx) =>
      tx.insert(t.respondent).values(
        states.map(([state, cohortId], index) => ({
          id: uuid(),
          studyId,
          revisionId: revision.id,
          sourceId,
          number: index + 1,
          externalId: String(index + 1),
          state,
          cohortId,
          locale: "en",
          startedAt: 1,
          lastSavedAt: 8_000_000_000_000,
        })),
      ),
    );
    const { counts } = await readStudy({
      db: db(),
      actor,
      input: { studyId, purpose: "edit studies" },
    });
    expect(counts).toMatchObject({
      cohorts: [
        { name: "PMO leaders", started: 3, complete: 2 },
        { name: "Senior leaders", started: 1, complete: 1 },
      ],
      started: 6,
      complete: 3,
      screenedOut: 1,
      underWay: 2,
    });
    const [listed] = await listStudies({ db: db(), actor });
    expect(listed).toMatchObject({
      completes: 3,
      cohorts: ["PMO leaders", "Senior leaders"],
      updatedAt: 8_000_000_000_000,
    });
  });

  it("counts somebody as under way while they can go on and do, as their progress is told", async () => {
    const { researcher: actor, studyId } = await made();
    await storeSmallDesign(db(), studyId);
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision } = await contentOf(db(), studyId);
    const { t, read } = db();
    const [{ id: sourceId }] = await read
      .select()
      .from(t.source)
      .where(eq(t.source.studyId, studyId));
    const now = Date.now();
    const ago = (minutes: number) => now - minutes * 60_000;
    const unfinished = [
      { lastSavedAt: ago(1) },
      { lastSavedAt: ago(29) },
      { lastSavedAt: ago(31) },
      { lastSavedAt: ago(5), releasedAt: ago(1) },
      { lastSavedAt: ago(2), isTest: true },
    ];
    await db().write((tx) =>
      tx.insert(t.respondent).values(
        unfinished.map((row, index) => ({
          ...{ id: uuid(), studyId, revisionId: revision.id, sourceId, number: index + 1 },
          ...{ externalId: String(index + 1), locale: "en", startedAt: ago(60) },
          ...{ state: index % 2 === 0 ? ("active" as const) : ("screening" as const) },
          ...row,
        })),
      ),
    );
    const fieldwork = (closedMinutesAgo: number) => ({
      ...{ opensAt: null, closesAt: ago(closedMinutesAgo), timeZone: "UTC", graceMinutes: 30 },
      ...{ softLaunchCompletes: null, expiryMinutes: 60 },
    });
    const going = { underWay: 2, left: 1, isOver: false };
    const over = { underWay: 0, left: 3, isOver: true };
    for (const [is, counted] of [
      [{ state: "live" as const }, going],
      [{ state: "paused" as const }, going],
      [{ state: "live" as const, fieldwork: fieldwork(10) }, going],
      [{ state: "live" as const, fieldwork: fieldwork(31) }, over],
      [{ state: "closed" as const, closedAt: now, fieldwork: null }, over],
    ] as const) {
      await db().write((tx) => tx.update(t.study).set(is).where(eq(t.study.id, studyId)));
      const input = { studyId, purpose: "edit studies" } as const;
      const { counts, study } = await readStudy({ db: db(), actor, input });
      expect(counts, study.state).toMatchObject({ started: 4, expired: 1, ...counted });
      // What the progress is told from: each interview by itself.
      const rows = await read.select().from(t.respondent).where(eq(t.respondent.studyId, studyId));
      const told = rows.filter(({ isTest }) => !isTest);
      expect(counts).toMatchObject(countInterviews(told, fieldMoment(study, Date.now())));
    }
  });

  it("lists the study changed last first, and renames at any time", async () => {
    const { researcher: actor, studyId } = await made();
    await createStudy({ db: db(), actor, input: { name: "Second", from: { kind: "blank" } } });
    await storeSmallDesign(db(), studyId);
    await launchStudy({ db: db(), actor, input: { studyId } });
    await renameStudy({ db: db(), actor, input: { studyId, name: " Renamed " } });
    const names = (await listStudies({ db: db(), actor })).map((study) => study.name);
    expect(names.toSorted()).toEqual(["Renamed", "Second"]);
    const [first, second] = await listStudies({ db: db(), actor });
    expect(first.updatedAt).toBeGreaterThanOrEqual(second.updatedAt);
  });

  it("makes a study of a list, or says which line cannot be read", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const create = (text: string) =>
      createStudy({ db: db(), actor, input: { name: "Listed", from: { kind: "list", text } } });
    const { studyId, slug } = await create("Label;Definition\nOne;The first\nTwo;The second\n");
    const { items } = await contentOf(db(), studyId);
    expect(items.map(({ number, label, definition }) => [number, label, definition])).toEqual([
      [1, "One", "The first"],
      [2, "Two", "The second"],
    ]);
    expect(slug).toMatch(/^[a-z2-9]{12}$/);
    await expect(create("label,definition\nOne,The first,more\n,None")).rejects.toMatchObject({
      issues: [
        { path: "list", key: "listColumns", values: { line: 2, found: 3, expected: 2 } },
        { path: "list", key: "listLabelMissing", values: { line: 3 } },
      ],
    });
  });

  it("gives a slug to one study only", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const slug = `s-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
    const create = () =>
      createStudy({ db: db(), actor, input: { name: "Open", slug, from: { kind: "blank" } } });
    expect((await create()).slug).toBe(slug);
    await expect(create()).rejects.toMatchObject({ issues: [{ path: "slug", key: "slugTaken" }] });
  });
});
