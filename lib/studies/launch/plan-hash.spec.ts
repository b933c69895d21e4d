import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import type { Queries } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { canonicalJson } from "@/lib/files/canonical-json";
import { createStudy } from "../lifecycle/create-study";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { launchStudy } from "./launch-study";
import { planHash } from "./plan-hash";

describeOnBothDatabases("the plan hash", (db) => {
  const planned = async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Hashed", from: { kind: "template", template: "pmo-capabilities" } },
    });
    const designId = await storeSmallDesign(db(), studyId);
    return { actor, studyId, designId };
  };
  const hashOf = async (studyId: string) =>
    planHash({ t: db().t, queries: db().read }, (await contentOf(db(), studyId)).revision);

  it("is the same whenever it is read, and is what the launch froze", async () => {
    const { actor, studyId } = await planned();
    const hash = await hashOf(studyId);
    expect(await hashOf(studyId)).toBe(hash);
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision } = await contentOf(db(), studyId);
    expect(revision.planHash).toBe(hash);
    expect(await hashOf(studyId)).toBe(hash);
  });

  it("changes with any change of what is asked", async () => {
    const { studyId, designId } = await planned();
    const { t } = db();
    const { revision, items, cohorts, screens } = await contentOf(db(), studyId);
    const changes: Record<string, (tx: Queries) => Promise<unknown>> = {
      text: (tx) =>
        tx
          .update(t.revision)
          .set({ texts: { ...revision.texts, thanksText: "Thanks!" } })
          .where(eq(t.revision.id, revision.id)),
      settings: (tx) =>
        tx
          .update(t.revision)
          .set({ designSettings: { ...revision.designSettings, prohibitedPairs: [[1, 2]] } })
          .where(eq(t.revision.id, revision.id)),
      label: (tx) =>
        tx.update(t.wording).set({ label: "Another" }).where(eq(t.wording.itemNumber, 3)),
      definition: (tx) =>
        tx.update(t.wording).set({ definition: "Another" }).where(eq(t.wording.itemNumber, 4)),
      position: (tx) =>
        tx.update(t.wording).set({ position: 99 }).where(eq(t.wording.itemNumber, 5)),
      wording: (tx) =>
        tx.insert(t.wording).values({
          id: uuid(),
          revisionId: revision.id,
          studyId,
          itemNumber: items[0].number,
          code: "B",
          position: 1,
          label: "In other words",
          definition: "",
        }),
      cohort: (tx) =>
        tx.update(t.cohort).set({ name: "Others" }).where(eq(t.cohort.id, cohorts[0].id)),
      screen: (tx) =>
        tx.update(t.screen).set({ position: 50 }).where(eq(t.screen.id, screens[1].id)),
      question: (tx) =>
        tx
          .update(t.screen)
          .set({ settings: { ...screens[2].settings, text: "Where?" } })
          .where(eq(t.screen.id, screens[2].id)),
      translation: (tx) =>
        tx.insert(t.translation).values({
          id: uuid(),
          revisionId: revision.id,
          subjectType: "item",
          subjectId: "1",
          field: "label",
          locale: "de",
          text: "Strategische Ausrichtung",
        }),
      design: (tx) => tx.update(t.design).set({ seed: 5 }).where(eq(t.design.id, designId)),
      version: (tx) =>
        tx.insert(t.designVersion).values({ designId, number: 2, tasks: [[1, 2, 3, 4]] }),
      "order within a task": (tx) =>
        tx
          .update(t.designVersion)
          .set({ tasks: [[4, 3, 2, 1]] })
          .where(eq(t.designVersion.number, 2)),
    };
    const seen = new Set([await hashOf(studyId)]);
    for (const [name, change] of Object.entries(changes)) {
      await db().write(change);
      const hash = await hashOf(studyId);
      expect(seen.has(hash), name).toBe(false);
      seen.add(hash);
    }
  });

  it("does not depend on the order in which keys were written", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(
      canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }),
    );
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});
