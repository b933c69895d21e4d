import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { saveItems } from "../items/save-items";
import { launchStudy } from "../launch/launch-study";
import { planHash } from "../launch/plan-hash";
import { createStudy } from "../lifecycle/create-study";
import { beginRevision } from "../revisions/begin-revision";
import { listRevisions } from "../revisions/list-revisions";
import { publishRevision } from "../revisions/publish-revision";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { saveSuspectPairs } from "./save-suspect-pairs";

const SWAP = { one: 7, other: 6, decision: "synonym" as const, reason: "" };

describeOnBothDatabases("suspect pairs", (db) => {
  const draft = async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const from = { kind: "template", template: "pmo-capabilities" } as const;
    const { studyId } = await createStudy({ db: db(), actor, input: { name: "Pairs", from } });
    await storeSmallDesign(db(), studyId);
    const revision = async () => (await contentOf(db(), studyId)).revision;
    const hash = async () => planHash({ t: db().t, queries: db().read }, await revision());
    type Pairs = Parameters<typeof saveSuspectPairs>[0]["input"]["pairs"];
    const save = (pairs: Pairs) => saveSuspectPairs({ db: db(), actor, input: { studyId, pairs } });
    return { actor, studyId, revision, hash, save };
  };

  it("are stored in one order, are part of the plan's hash, and leave no trace where there are none", async () => {
    const { revision, hash, save } = await draft();
    await save([]);
    expect((await revision()).suspectPairs).toBeNull();
    const none = await hash();
    await save([{ one: 2, other: 1, decision: "dismissed", reason: "Two tasks." }, SWAP]);
    const pairs = (await revision()).suspectPairs;
    expect(pairs).toEqual([
      { items: [1, 2], decision: "dismissed", reason: "Two tasks." },
      { items: [6, 7], decision: "synonym", reason: "" },
    ]);
    const named = await hash();
    expect(named).not.toBe(none);
    await save([{ ...SWAP, decision: "substitute" }]);
    expect(await hash()).not.toBe(named);
    // Rows in which nothing is decided: a proposal that stays open, an empty row.
    await save([
      { one: 3, other: 4, decision: "" },
      { one: null, other: null, decision: "" },
    ]);
    expect(await hash()).toBe(none);
  });

  it("go with an item that leaves the list", async () => {
    const { actor, studyId, revision, save } = await draft();
    await save([SWAP, { one: 2, other: 3, decision: "substitute", reason: "" }]);
    const { items } = await contentOf(db(), studyId);
    const without = items.filter(({ number }) => number !== 6);
    const list = without.map(({ number, label, definition }) => ({ number, label, definition }));
    await saveItems({ db: db(), actor, input: { studyId, items: list } });
    expect((await revision()).suspectPairs?.map(({ items: own }) => own)).toEqual([[2, 3]]);
  });

  it("freeze with the launch; a later revision shows what it changes", async () => {
    const { actor, studyId, revision, hash, save } = await draft();
    await save([SWAP]);
    const promised = await hash();
    await launchStudy({ db: db(), actor, input: { studyId } });
    expect((await revision()).planHash).toBe(promised);
    await expect(save([])).rejects.toMatchObject({ key: "frozen" });
    await beginRevision({ db: db(), actor, input: { studyId } });
    expect((await revision()).suspectPairs).toEqual([
      { items: [6, 7], decision: "synonym", reason: "" },
    ]);
    await save([{ ...SWAP, decision: "dismissed", reason: "Not here." }]);
    await publishRevision({ db: db(), actor, input: { studyId, note: "Pairs" } });
    const revisions = await listRevisions({ db: db(), actor, input: { studyId } });
    const subject = "Customer relationship management / Stakeholder engagement";
    const changed = { part: "pairs", kind: "changed", subject };
    expect(revisions.find(({ number }) => number === 2)?.changes).toEqual([
      { ...changed, field: "decision", before: "synonym", after: "dismissed" },
      { ...changed, field: "reason", before: null, after: "Not here." },
    ]);
  });

  it.each([
    ["of one item", [{ ...SWAP, other: 7 }], "pairs.0.other", "pairOfOne"],
    ["of an item that is not there", [{ ...SWAP, one: 99 }], "pairs.0.one", "itemChanged"],
    ["twice", [SWAP, { ...SWAP, one: 6, other: 7 }], "pairs.1.other", "pairTwice"],
    ["half chosen", [{ ...SWAP, one: null }], "pairs.0.one", "pairIncomplete"],
    [
      "dismissed without a reason",
      [{ ...SWAP, decision: "dismissed" as const }],
      "pairs.0.reason",
      "pairReason",
    ],
    [
      "with a reason and no decision",
      [{ ...SWAP, decision: "" as const, reason: "Hm." }],
      "pairs.0.decision",
      "pairUndecided",
    ],
  ])("refuse a pair %s, naming it, and change nothing", async (_, pairs, path, key) => {
    const { hash, save } = await draft();
    const before = await hash();
    await expect(save(pairs)).rejects.toMatchObject({ issues: [{ path, key }] });
    expect(await hash()).toBe(before);
  });
});
