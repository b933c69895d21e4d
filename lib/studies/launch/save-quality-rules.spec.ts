import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { USUAL_RULES } from "@/db/queries/monitoring-rules";
import type { MonitoringRules } from "@/db/schema/study-content";
import { describeOnBothDatabases } from "@/db/testing";
import { createStudy } from "../lifecycle/create-study";
import { beginRevision } from "../revisions/begin-revision";
import { listRevisions } from "../revisions/list-revisions";
import { publishRevision } from "../revisions/publish-revision";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { launchStudy } from "./launch-study";
import { planHash } from "./plan-hash";
import { saveQualityRules } from "./save-quality-rules";

describeOnBothDatabases("the rules of quality", (db) => {
  const draft = async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Ruled", from: { kind: "template", template: "pmo-capabilities" } },
    });
    await storeSmallDesign(db(), studyId);
    const hash = async () =>
      planHash({ t: db().t, queries: db().read }, (await contentOf(db(), studyId)).revision);
    return { actor, studyId, hash };
  };

  it("begin with the usual ones, and any change is a change of the plan's hash", async () => {
    const { actor, studyId, hash } = await draft();
    expect((await contentOf(db(), studyId)).revision.monitoring).toEqual(USUAL_RULES);
    const before = await hash();
    const input = { studyId, ...USUAL_RULES, speeding: 0.4, looks: [300, 100, 300] };
    await saveQualityRules({ db: db(), actor, input });
    const { monitoring } = (await contentOf(db(), studyId)).revision;
    expect(monitoring).toEqual({ ...USUAL_RULES, speeding: 0.4, looks: [100, 300] });
    expect(await hash()).not.toBe(before);
    await saveQualityRules({ db: db(), actor, input: { studyId, ...USUAL_RULES } });
    expect(await hash()).toBe(before);
  });

  it("freeze with the launch, as they stand", async () => {
    const { actor, studyId, hash } = await draft();
    await saveQualityRules({ db: db(), actor, input: { studyId, ...USUAL_RULES, fit: null } });
    const promised = await hash();
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision } = await contentOf(db(), studyId);
    expect(revision).toMatchObject({ planHash: promised, monitoring: { fit: null } });
    await expect(
      saveQualityRules({ db: db(), actor, input: { studyId, ...USUAL_RULES } }),
    ).rejects.toMatchObject({ key: "frozen" });
    expect((await contentOf(db(), studyId)).revision.monitoring).toMatchObject({ fit: null });
  });

  it("change after the launch in the open alone: by a revision that shows it, under a hash of its own", async () => {
    const { actor, studyId, hash } = await draft();
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision: first } = await contentOf(db(), studyId);
    const input = { studyId };
    await beginRevision({ db: db(), actor, input });
    const sharper = { ...USUAL_RULES, straightLining: 0.6 };
    await saveQualityRules({ db: db(), actor, input: { studyId, ...sharper } });
    await publishRevision({ db: db(), actor, input: { studyId, note: "Sharper from now on" } });
    const { revision: second } = await contentOf(db(), studyId);
    expect(second.planHash).toBe(await hash());
    expect(second.planHash).not.toBe(first.planHash);
    const revisions = await listRevisions({ db: db(), actor, input });
    const told = revisions.find(({ number }) => number === second.number);
    expect(told).toMatchObject({ planHash: second.planHash, note: "Sharper from now on" });
    expect(told?.changes).toEqual([
      {
        ...{ part: "monitoring", kind: "changed", subject: "rules", field: "straightLining" },
        ...{ before: "0.8", after: "0.6" },
      },
    ]);
    // The answers before it stay under the rules they were given to.
    const { t, read } = db();
    const [kept] = await read.select().from(t.revision).where(eq(t.revision.id, first.id));
    expect(kept).toMatchObject({ monitoring: USUAL_RULES, planHash: first.planHash });
  });

  it("that somebody changes in the database itself no longer give the hash that was frozen", async () => {
    const { actor, studyId, hash } = await draft();
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision } = await contentOf(db(), studyId);
    expect(await hash()).toBe(revision.planHash);
    const { t } = db();
    const hashes = new Set([revision.planHash]);
    const changes: Partial<MonitoringRules>[] = [
      { straightLining: 0.81 },
      { straightLining: null },
      { speeding: 0.51 },
      { fit: null },
      { fit: { randomCaught: 0.51 } },
      { gibberish: false },
      { duplicates: false },
      { looks: [50, 100, 200, 400] },
    ];
    for (const change of changes) {
      await db().write((tx) =>
        tx
          .update(t.revision)
          .set({ monitoring: { ...USUAL_RULES, ...change } })
          .where(eq(t.revision.id, revision.id)),
      );
      hashes.add(await hash());
    }
    expect(hashes.size).toBe(changes.length + 1);
  });

  it("refuse shares that would flag nobody or everybody, and looks at nobody", async () => {
    const { actor, studyId } = await draft();
    for (const wrong of [
      { straightLining: 0.3 },
      { speeding: 0 },
      { fit: { randomCaught: 1 } },
      { looks: [1] },
    ]) {
      const input = { studyId, ...USUAL_RULES, ...wrong };
      await expect(saveQualityRules({ db: db(), actor, input })).rejects.toThrow(
        Object.keys(wrong)[0],
      );
    }
  });
});
