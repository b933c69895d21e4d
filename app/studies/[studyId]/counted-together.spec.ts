import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { readProgress } from "@/lib/reports/monitoring/read-progress";
import { readCohortReport } from "@/lib/reports/report/read-cohort-report";
import { exportedTexts } from "@/lib/reports/testing";
import { seededRandom } from "@/lib/stats/random";
import { saveItems } from "@/lib/studies/items/save-items";
import { launchStudy } from "@/lib/studies/launch/launch-study";
import { createStudy } from "@/lib/studies/lifecycle/create-study";
import { readStudy } from "@/lib/studies/lifecycle/read-study";
import { listQuotas } from "@/lib/studies/quotas/list-quotas";
import { saveQuotas } from "@/lib/studies/quotas/save-quotas";
import { beginRevision } from "@/lib/studies/revisions/begin-revision";
import { listRevisions } from "@/lib/studies/revisions/list-revisions";
import { publishRevision } from "@/lib/studies/revisions/publish-revision";
import { EXERCISE } from "@/lib/studies/templates/study-plan";
import { contentOf, organisationWithMembers, storeSmallDesign } from "@/lib/studies/testing";

const HISTORIES = 2;
const REVISIONS = 4;

describeOnBothDatabases("complete interviews over random histories of revisions", (db) => {
  it("are each counted in one group of revisions, alike in overview, quotas, progress, report and files", async () => {
    for (let seed = 1; seed <= HISTORIES; seed++) await checkHistory(seed);
  }, 120_000);

  async function checkHistory(seed: number) {
    const random = seededRandom(seed);
    const { t, write } = db();
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Capabilities", from: { kind: "template", template: "pmo-capabilities" } },
    });
    const request = { db: db(), actor, input: { studyId } };
    await storeSmallDesign(db(), studyId);
    await saveQuotas({
      ...request,
      input: {
        studyId,
        quotas: [{ id: null, name: "All", size: 500, conditions: { cohortIds: [], answers: [] } }],
      },
    });
    await launchStudy(request);
    const [{ id: sourceId }] = await db().read.select({ id: t.source.id }).from(t.source);
    const [{ id: quotaId }] = (await listQuotas(request)).quotas;

    /** Complete interviews by the number of their revision. */
    const completes = new Map<number, number>();
    let number = 0;
    const answer = async () => {
      const { revision, cohorts } = await contentOf(db(), studyId);
      const arrived = 1 + random.below(4);
      completes.set(revision.number, arrived);
      await write(async (tx) => {
        for (let one = 0; one < arrived; one++) {
          const id = `${studyId} ${++number}`;
          await tx.insert(t.respondent).values({
            ...{ id, studyId, revisionId: revision.id, sourceId, number },
            ...{ externalId: String(number), state: "complete", locale: "en" },
            ...{
              cohortId: cohorts[random.below(2)].id,
              startedAt: 1,
              lastSavedAt: 2,
              finishedAt: 2,
            },
          });
          const given = { respondentId: id, exercise: EXERCISE, versionNumber: 1 };
          await tx.insert(t.givenVersion).values(given);
          await tx.insert(t.quotaPlace).values({ quotaId, respondentId: id, heldAt: 1 });
        }
      });
    };

    /** What each item of the list is about, as only the researcher knows. */
    const meanings = new Map<string, number>();
    const wordsOf = new Map<number, string[]>();
    for (const { number: item, label } of (await contentOf(db(), studyId)).items) {
      meanings.set(label, item);
      wordsOf.set(item, [label]);
    }
    const truth = async () =>
      (await contentOf(db(), studyId)).items.map(({ label }) => meanings.get(label)).join(" ");
    const truths = [await truth()];
    await answer();
    for (let revision = 2; revision <= REVISIONS; revision++) {
      await beginRevision(request);
      const { items } = await contentOf(db(), studyId);
      const item = items[random.below(3)];
      const used = wordsOf.get(item.number) ?? [];
      const isNew = random.below(3) > 0;
      const keeps = random.below(2) === 0;
      const label = isNew ? `Reworded ${revision}` : used[random.below(used.length)];
      if (isNew) {
        used.push(label);
        meanings.set(label, keeps ? (meanings.get(item.label) ?? -1) : 1_000 + revision);
      }
      const reworded = items.map((each) => ({
        ...{ number: each.number, definition: each.definition },
        label: each.number === item.number ? label : each.label,
      }));
      await saveItems({ ...request, input: { studyId, items: reworded } });
      const { revision: draft } = await contentOf(db(), studyId);
      const texts = { ...draft.texts, thanksText: `Thanks ${revision}.` };
      await write((tx) => tx.update(t.revision).set({ texts }).where(eq(t.revision.id, draft.id)));
      const counting = (await listRevisions(request)).at(-1)?.counting;
      await publishRevision({
        ...request,
        input: {
          studyId,
          note: "A history",
          meanings: counting?.open.map(({ subject }) => ({ subject, keeps })) ?? [],
        },
      });
      truths.push(await truth());
      const together = truths.flatMap((each, index) => (each === truths.at(-1) ? [index + 1] : []));
      expect(
        counting?.earlier.flatMap(({ counted, number: earlier }) =>
          counted === "together" || (counted === "if kept" && keeps) ? [earlier] : [],
        ),
        `seed ${seed}, what publishing ${revision} was said to do`,
      ).toEqual(together.slice(0, -1));
      await answer();
      await checkCounts(together);
    }

    async function checkCounts(together: readonly number[]) {
      const sum = (numbers: Iterable<number>) =>
        [...numbers].reduce((total, each) => total + (completes.get(each) ?? 0), 0);
      const all = sum(completes.keys());
      const counted = sum(together);
      const { counts } = await readStudy({
        ...request,
        input: { studyId, purpose: "edit studies" },
      });
      const report = await readCohortReport(request);
      const progress = await readProgress(request);
      const [quota] = (await listQuotas(request)).quotas;
      expect({
        overview: [counts.complete, counts.apart.complete],
        cohorts: counts.cohorts.reduce((total, { complete }) => total + complete, 0),
        quotas: [quota.complete, quota.apart],
        progress: progress.standing.complete,
        progressQuotas: [progress.quotas[0].complete, progress.quotas[0].apart],
        report: report.complete,
      }).toEqual({
        overview: [counted, all - counted],
        cohorts: counted,
        quotas: [counted, all - counted],
        progress: counted,
        progressQuotas: [counted, all - counted],
        report: counted,
      });
      expect(report.revisionGroups).toEqual(counts.groups);
      expect(counts.groups.flatMap(({ numbers }) => numbers).sort()).toEqual([...completes.keys()]);
      for (const { numbers, complete } of counts.groups) {
        expect(complete).toBe(sum(numbers));
        const revision = numbers[0];
        const chosen = await readCohortReport({ ...request, input: { studyId, revision } });
        expect([chosen.complete, chosen.revisionNumber]).toEqual([complete, revision]);
        const files = await exportedTexts({
          ...request,
          input: { studyId, files: "all", revision },
        });
        for (const name of ["answers.csv", "respondents.csv"]) {
          const column = files[name]
            .trim()
            .split(/\r?\n/)
            .slice(1)
            .map((line) => line.split(",").at(-1));
          expect(column.length, name).toBe(complete);
          for (const each of numbers) {
            expect(column.filter((cell) => cell === String(each)).length, name).toBe(sum([each]));
          }
        }
      }
      const { "respondents.csv": everybody } = await exportedTexts({
        ...request,
        input: { studyId, files: ["respondents.csv"] },
      });
      expect(everybody.trim().split(/\r?\n/).length - 1).toBe(all);
    }
  }
});
