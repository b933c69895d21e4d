import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases } from "@/db/testing";
import { errorText } from "@/lib/i18n/translator";
import { generateDesign } from "@/lib/maxdiff/design/generate-design";
import { ENGINE } from "@/lib/maxdiff/engine";
import { startJobs } from "./run-jobs";

const settings = { itemsPerTask: 3, taskCount: 8, versionCount: 4, seed: 9 };
/** Item numbers need not be 1 … K: an item once deleted leaves a hole. */
const NUMBERS = [2, 3, 5, 7, 11, 13, 17, 19];

describeOnBothDatabases("the job that makes a design", (db) => {
  it("stores the engine's design under the study's item numbers, in place of the last one", async () => {
    const revisionId = await addDraft(db());
    expect((await runJob(db(), revisionId)).state).toBe("done");
    expect((await runJob(db(), revisionId)).state).toBe("done");

    const { t, read } = db();
    const designs = await read.select().from(t.design).where(eq(t.design.revisionId, revisionId));
    expect(designs).toHaveLength(1);
    expect(designs[0]).toMatchObject({
      ...settings,
      exercise: "priorities",
      origin: "generated",
      engine: ENGINE,
      itemNumbers: NUMBERS,
      diagnostics: { itemCount: 8, versionCount: 4, pairs: { prohibitedShown: 0 } },
    });
    const versions = await read
      .select()
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, designs[0].id))
      .orderBy(t.designVersion.number);
    const expected = generateDesign({ ...settings, itemCount: 8, prohibitedPairs: [[0, 7]] });
    expect(versions.map((version) => version.number)).toEqual([1, 2, 3, 4]);
    expect(versions.map((version) => version.tasks)).toEqual(
      expected.versions.map((tasks) => tasks.map((task) => task.map((item) => NUMBERS[item]))),
    );
    expect(await read.$count(t.designVersion)).toBe(4);
  });

  it("fails clearly on a frozen revision and leaves its design alone", async () => {
    const revisionId = await addDraft(db());
    await runJob(db(), revisionId);
    const { t } = db();
    const [before] = await db()
      .read.select()
      .from(t.design)
      .where(eq(t.design.revisionId, revisionId));
    await db().write((tx) =>
      tx.update(t.revision).set({ frozenAt: 1 }).where(eq(t.revision.id, revisionId)),
    );
    expect(await runJob(db(), revisionId)).toMatchObject({
      state: "failed",
      failure: errorText("frozen"),
    });
    expect(
      await db().read.select().from(t.design).where(eq(t.design.revisionId, revisionId)),
    ).toEqual([before]);
  });

  it("says why the engine refuses", async () => {
    const revisionId = await addDraft(db(), { itemsPerTask: 9 });
    expect(await runJob(db(), revisionId)).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("cannot show 9 of 8 items"),
    });
  });
});

let studies = 0;

/** A study's draft with eight items; gives the revision's id. */
async function addDraft(db: Database, changed: Partial<typeof settings> = {}): Promise<string> {
  const { t } = db;
  const studyId = `study-${++studies}`;
  const revisionId = `revision-${studies}`;
  const study = {
    id: studyId,
    organisationId: "o",
    name: "Study",
    slug: studyId,
    state: "draft" as const,
    origin: "fielded" as const,
    defaultLocale: "en",
    createdAt: 1,
  };
  const texts = {
    welcomeTitle: "",
    welcomeText: "",
    choiceQuestion: "",
    bestLabel: "",
    worstLabel: "",
    thanksText: "",
    screenedOutText: "",
  };
  await db.write(async (tx) => {
    await tx
      .insert(t.organisation)
      .values({ id: "o", name: "Organisation", createdAt: 1 })
      .onConflictDoNothing();
    await tx.insert(t.study).values(study);
    await tx.insert(t.revision).values({
      id: revisionId,
      studyId,
      number: 1,
      texts,
      designSettings: { ...settings, ...changed, prohibitedPairs: [[2, 19]] },
      createdAt: 1,
    });
    for (const [index, number] of NUMBERS.entries()) {
      await tx.insert(t.item).values({ studyId, number, createdAt: 1 });
      await tx.insert(t.wording).values({
        id: `${revisionId}-${number}`,
        revisionId,
        studyId,
        itemNumber: number,
        code: "A",
        position: index + 1,
        label: `Item ${number}`,
        definition: "",
      });
    }
    await tx.insert(t.screen).values({
      id: `${revisionId}-exercise`,
      revisionId,
      key: "priorities",
      position: 1,
      kind: "exercise",
      settings: { type: "maxdiff" },
    });
  });
  return revisionId;
}

/** Queues the job for a revision and gives its row once it has ended. */
async function runJob(db: Database, revisionId: string) {
  const { job } = db.t;
  const id = crypto.randomUUID();
  await db.write((tx) =>
    tx.insert(job).values({
      id,
      organisationId: "o",
      studyId: revisionId.replace("revision", "study"),
      kind: "generate-design",
      input: { revisionId },
      state: "queued",
      createdAt: 1,
    }),
  );
  const runner = startJobs(db);
  const ended = await vi.waitFor(
    async () => {
      const [row] = await db.read.select().from(job).where(eq(job.id, id));
      expect(row.state).toMatch(/done|failed/);
      return row;
    },
    { timeout: 10_000, interval: 10 },
  );
  await runner.stop();
  return ended;
}
