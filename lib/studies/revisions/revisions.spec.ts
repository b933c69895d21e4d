import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { comparableRevisions } from "@/db/queries/comparable-revisions";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { saveItems } from "../items/save-items";
import { launchStudy } from "../launch/launch-study";
import { planHash } from "../launch/plan-hash";
import { closeStudy } from "../lifecycle/close-study";
import { createStudy } from "../lifecycle/create-study";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { beginRevision } from "./begin-revision";
import { discardRevision } from "./discard-revision";
import { listRevisions } from "./list-revisions";
import { publishRevision } from "./publish-revision";

const NOTE = "A typing error in the third item";

describeOnBothDatabases("a revision of a study in the field", (db) => {
  const launched = async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Capabilities", from: { kind: "template", template: "pmo-capabilities" } },
    });
    await storeSmallDesign(db(), studyId);
    await launchStudy({ db: db(), actor, input: { studyId } });
    return { db: db(), actor, input: { studyId } };
  };
  type Request = Awaited<ReturnType<typeof launched>>;

  const reword = async ({ actor, input }: { actor: Actor; input: { studyId: string } }) => {
    const { items } = await contentOf(db(), input.studyId);
    const reworded = items.map(({ number, label, definition }) => ({
      number,
      label: number === 3 ? `${label} (programmes)` : label,
      definition,
    }));
    await saveItems({ db: db(), actor, input: { ...input, items: reworded } });
  };
  const setText = async (studyId: string, thanksText: string) => {
    const { t, write } = db();
    const { revision } = await contentOf(db(), studyId);
    await write((tx) =>
      tx
        .update(t.revision)
        .set({ texts: { ...revision.texts, thanksText } })
        .where(eq(t.revision.id, revision.id)),
    );
  };
  const publish = (request: Request, meanings?: { subject: string; keeps: boolean }[]) =>
    publishRevision({ ...request, input: { ...request.input, note: NOTE, meanings } });
  /** Somebody who answered the newest launched revision. */
  const complete = async (studyId: string, number: number) => {
    const { t, write } = db();
    const { revision } = await contentOf(db(), studyId);
    await write(async (tx) => {
      const [{ id: sourceId }] = await tx
        .select()
        .from(t.source)
        .where(eq(t.source.studyId, studyId));
      await tx.insert(t.respondent).values({
        ...{ id: `${studyId} ${number}`, studyId, revisionId: revision.id, sourceId, number },
        ...{ externalId: String(number), state: "complete", locale: "en" },
        ...{ startedAt: 1, lastSavedAt: 2, finishedAt: 2 },
      });
    });
  };

  it("takes lines that an earlier version stored with CR LF over with LF, and tells no change", async () => {
    const request = await launched();
    const { t, write } = db();
    const { revision, screens } = await contentOf(db(), request.input.studyId);
    const question = screens.find(({ kind }) => kind === "question");
    if (question?.kind !== "question") throw new Error("The template asks a question.");
    await write(async (tx) => {
      await tx
        .update(t.wording)
        .set({ label: "Two\r\nlines" })
        .where(and(eq(t.wording.revisionId, revision.id), eq(t.wording.itemNumber, 1)));
      const settings = { ...question.settings, text: "Which role\r\ndo you have?" };
      await tx.update(t.screen).set({ settings }).where(eq(t.screen.id, question.id));
    });
    await beginRevision(request);
    const after = await contentOf(db(), request.input.studyId);
    expect(after.items[0].label).toBe("Two\nlines");
    expect(JSON.stringify(after)).not.toContain("\\r");
    const [, begun] = await listRevisions(request);
    expect(begun.changes).toEqual([]);
  });

  it("begins as a copy that asks the same, and leaves the frozen one as it was", async () => {
    const request = await launched();
    const before = await contentOf(db(), request.input.studyId);
    const { t, read } = db();
    await beginRevision(request);
    const after = await contentOf(db(), request.input.studyId);
    expect(after.revision).toMatchObject({ number: 2, frozenAt: null, planHash: null });
    expect(after.items).toEqual(before.items);
    expect(after.screens.map(({ key, settings }) => [key, settings])).toEqual(
      before.screens.map(({ key, settings }) => [key, settings]),
    );
    const versions = await read
      .select()
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, after.designs[0]?.id ?? ""));
    expect(versions).toHaveLength(1);
    const [, begun] = await listRevisions(request);
    expect(begun.changes).toEqual([]);

    await reword(request);
    await setText(request.input.studyId, "Other thanks.");
    expect(await planHash({ t, queries: read }, before.revision)).toBe(before.revision.planHash);
  });

  it("tells each change with its old and its new words", async () => {
    const request = await launched();
    await beginRevision(request);
    await reword(request);
    await setText(request.input.studyId, "Other thanks.");
    const [first, begun] = await listRevisions(request);
    expect(first.changes).toEqual([]);
    expect(begun.changes).toMatchObject([
      { part: "texts", kind: "changed", subject: "thanksText", after: "Other thanks." },
      {
        part: "items",
        kind: "changed",
        field: "label",
        after: expect.stringMatching(/\(programmes\)$/),
      },
    ]);
  });

  it("freezes with its own hash and reason, once something in it differs", async () => {
    const request = await launched();
    await expect(publish(request)).rejects.toMatchObject({ key: "frozen" });
    await beginRevision(request);
    await expect(publish(request)).rejects.toMatchObject({ key: "revisionUnchanged" });
    await reword(request);
    await publish(request);
    const [first, second] = await listRevisions(request);
    expect(second).toMatchObject({ number: 2, note: NOTE, started: 0 });
    expect(second.frozenAt).not.toBeNull();
    expect(second.planHash).not.toBe(first.planHash);
    await expect(reword(request)).rejects.toMatchObject({ key: "frozen" });
    const { t, read } = db();
    const entries = await read
      .select({ verb: t.auditEntry.verb })
      .from(t.auditEntry)
      .where(eq(t.auditEntry.subjectId, request.input.studyId));
    expect(entries.map(({ verb }) => verb)).toContain("publish revision");
  });

  it("is refused while the gate finds an error in it, and nothing is published", async () => {
    const request = await launched();
    await beginRevision(request);
    const { items } = await contentOf(db(), request.input.studyId);
    const fewer = items
      .slice(1)
      .map(({ number, label, definition }) => ({ number, label, definition }));
    await saveItems({ ...request, input: { ...request.input, items: fewer } });
    await expect(publish(request)).rejects.toMatchObject({ key: "notReadyToLaunch" });
    const [, begun] = await listRevisions(request);
    expect(begun.frozenAt).toBeNull();
  });

  it("can be discarded, which leaves no row of it", async () => {
    const request = await launched();
    await beginRevision(request);
    await expect(beginRevision(request)).rejects.toMatchObject({ key: "revisionUnderWay" });
    const {
      revision,
      designs: [design],
    } = await contentOf(db(), request.input.studyId);
    await discardRevision(request);
    const { t, read } = db();
    for (const table of [t.wording, t.screen, t.design, t.translation]) {
      expect(await read.$count(table, eq(table.revisionId, revision.id))).toBe(0);
    }
    expect(await read.$count(t.designVersion, eq(t.designVersion.designId, design?.id ?? ""))).toBe(
      0,
    );
    expect((await listRevisions(request)).map(({ number }) => number)).toEqual([1]);
    await expect(discardRevision(request)).rejects.toMatchObject({ key: "frozen" });
  });

  it("is begun in a live or paused study only, and a closed one changes no more", async () => {
    const request = await launched();
    await beginRevision(request);
    await closeStudy(request);
    await expect(reword(request)).rejects.toMatchObject({ key: "frozen" });
    await expect(publish(request)).rejects.toMatchObject({ key: "frozen" });
    await expect(beginRevision(request)).rejects.toMatchObject({ key: "notOpen" });
  });

  const counted = async (studyId: string) => {
    const source = { t: db().t, queries: db().read };
    const comparable = await comparableRevisions(source, await contentOf(db(), studyId));
    return comparable.map(({ revision }) => revision.number);
  };

  it("is counted together with the one before it when both asked the same, and not otherwise", async () => {
    const request = await launched();
    const { studyId } = request.input;
    await beginRevision(request);
    await setText(studyId, "Other thanks.");
    await publish(request);
    expect(await counted(studyId)).toEqual([1, 2]);
    await beginRevision(request);
    await reword(request);
    await publish(request);
    expect(await counted(studyId)).toEqual([3]);
  });

  it("asks of each new wording whether it means the same, once somebody has answered the old one", async () => {
    const request = await launched();
    const { studyId } = request.input;
    await complete(studyId, 1);
    await beginRevision(request);
    await reword(request);
    const [, begun] = await listRevisions(request);
    expect(begun.counting).toMatchObject({
      earlier: [{ number: 1, complete: 1, unfinished: 0, counted: "if kept" }],
      open: [
        {
          subject: "item 3",
          after: { fields: { label: expect.stringMatching(/\(programmes\)$/) } },
        },
      ],
      formChanges: [],
    });
    await expect(publish(request)).rejects.toMatchObject({
      issues: [{ path: "meanings.0.keeps", key: "meaningOpen" }],
    });
    const unread = publishRevision({
      ...request,
      input: { studyId, note: NOTE, seen: "[]", meanings: [{ subject: "item 3", keeps: true }] },
    });
    await expect(unread).rejects.toMatchObject({ key: "changedMeanwhile" });
    await publish(request, [
      { subject: "item 3", keeps: true },
      { subject: "item 4", keeps: false },
    ]);
    expect(await counted(studyId)).toEqual([1, 2]);
    const wordMeanings = [{ subject: "item 3", keeps: true }];
    const [, second] = await listRevisions(request);
    expect(second).toMatchObject({
      countedWith: [1],
      wordMeanings: [{ ...wordMeanings[0], name: expect.stringMatching(/\(programmes\)$/) }],
      counting: null,
    });
    const { t, read } = db();
    const entries = await read
      .select()
      .from(t.auditEntry)
      .where(eq(t.auditEntry.subjectId, studyId));
    const published = entries.find(({ verb }) => verb === "publish revision");
    expect(published?.detail).toMatchObject({ wordMeanings });
    const { revision } = await contentOf(db(), studyId);
    const otherwise = { ...revision, wordMeanings: [{ subject: "item 3", keeps: false }] };
    expect(await planHash({ t, queries: read }, otherwise)).not.toBe(revision.planHash);
  });

  it("is counted apart where a new wording means something else, and together again in the words of before", async () => {
    const request = await launched();
    const { studyId } = request.input;
    const first = (await contentOf(db(), studyId)).items;
    await complete(studyId, 1);
    await beginRevision(request);
    await reword(request);
    await publish(request, [{ subject: "item 3", keeps: false }]);
    expect(await counted(studyId)).toEqual([2]);
    await complete(studyId, 2);
    await beginRevision(request);
    const items = first.map(({ number, label, definition }) => ({ number, label, definition }));
    await saveItems({ ...request, input: { studyId, items } });
    const [, , begun] = await listRevisions(request);
    expect(begun.counting).toMatchObject({
      earlier: [{ counted: "together" }, { counted: "apart" }],
      open: [],
    });
    await publish(request);
    expect(await counted(studyId)).toEqual([1, 3]);
  });

  it("asks nothing where more than words differs, and says what", async () => {
    const request = await launched();
    const { studyId } = request.input;
    await complete(studyId, 1);
    await beginRevision(request);
    await reword(request);
    const { items } = await contentOf(db(), studyId);
    const fewer = items
      .slice(1)
      .map(({ number, label, definition }) => ({ number, label, definition }));
    await saveItems({ ...request, input: { studyId, items: fewer } });
    const [, begun] = await listRevisions(request);
    expect(begun.counting).toMatchObject({
      earlier: [{ number: 1, complete: 1, counted: "apart" }],
      open: [],
      formChanges: ["items"],
    });
  });
});
