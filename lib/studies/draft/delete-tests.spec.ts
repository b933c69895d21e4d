import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { saveCohorts } from "../cohorts/save-cohorts";
import { launchStudy } from "../launch/launch-study";
import { createStudy } from "../lifecycle/create-study";
import { deleteDraft } from "../lifecycle/delete-draft";
import { addSource } from "../sources/add-source";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";

describeOnBothDatabases("a draft that somebody tests", (db) => {
  /** A draft with one test interview in each of its cohorts. */
  const tested = async () => {
    const { t, write } = db();
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Capabilities", from: { kind: "template", template: "pmo-capabilities" } },
    });
    await storeSmallDesign(db(), studyId);
    const request = { db: db(), actor, input: { studyId } };
    const test = { studyId, kind: "test" as const, name: "Mine" };
    const { sourceId } = await addSource({ ...request, input: test });
    const { revision, cohorts } = await contentOf(db(), studyId);
    await write(async (tx) => {
      for (const [index, { id: cohortId }] of cohorts.entries()) {
        const id = `${studyId} ${index}`;
        const number = -1 - index;
        await tx.insert(t.respondent).values({
          ...{ id, studyId, revisionId: revision.id, sourceId, number, cohortId, isTest: true },
          ...{ externalId: `test-${index}`, state: "active", locale: "en" },
          ...{ startedAt: 1, lastSavedAt: 2 },
        });
        const attempt = { respondentId: id, id: "one", screenKey: "role", posted: {} };
        await tx.insert(t.attempt).values({ ...attempt, receivedAt: 2 });
      }
    });
    const left = () => db().read.$count(t.respondent, eq(t.respondent.studyId, studyId));
    return { request, left, cohorts };
  };

  it("can be deleted with its tests", async () => {
    const { request, left } = await tested();
    await deleteDraft(request);
    expect(await left()).toBe(0);
  });

  it("can be launched, which deletes them", async () => {
    const { request, left } = await tested();
    await launchStudy(request);
    expect(await left()).toBe(0);
  });

  it("can lose a cohort, and with it the tests in that one alone", async () => {
    const { request, left, cohorts } = await tested();
    const { id, name } = cohorts[0];
    await saveCohorts({
      ...request,
      input: { ...request.input, cohorts: [{ id, name }], screener: null },
    });
    expect(await left()).toBe(1);
  });
});
