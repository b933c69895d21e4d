import { eq, inArray } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { listStudies } from "@/lib/studies/lifecycle/list-studies";
import { readStudy } from "@/lib/studies/lifecycle/read-study";
import { listRevisions } from "@/lib/studies/revisions/list-revisions";
import { readCohortReport } from "../report/read-cohort-report";
import { exportedTexts, writeReportStudy } from "../testing";
import { readProgress } from "./read-progress";
import { readProgressTag } from "./read-progress-tag";

describeOnBothDatabases("test interviews", (db) => {
  it("change no count, no export and no figure of a study, though they answered everything", async () => {
    const study = await writeReportStudy(db(), { sizes: [30, 25] });
    const { studyId } = study;
    const { t, read, write } = db();
    const actor = systemActor(study.organisationId);
    const request = { db: db(), actor, input: { studyId } };
    const everything = async () => {
      const texts = await exportedTexts({
        db: db(),
        actor,
        input: { studyId, files: "all", includeUnfinished: true },
      });
      const { run, ...report } = await readCohortReport(request);
      return {
        texts,
        report,
        fingerprint: run?.fingerprint,
        progress: { ...(await readProgress(request)), readAt: null },
        tag: await readProgressTag(request),
        study: (await readStudy({ db: db(), actor, input: { studyId, purpose: "edit studies" } }))
          .counts,
        studies: await listStudies({ db: db(), actor }),
        revisions: await listRevisions(request),
      };
    };
    const before = await everything();
    expect(before.texts["answers.csv"].split("\n").length).toBeGreaterThan(55);

    // Twenty people who answered are there once more, as tests by the very same source.
    const ids = study.respondentIds.slice(0, 20);
    const people = await read.select().from(t.respondent).where(inArray(t.respondent.id, ids));
    const asTest = (id: string) => `test ${id}`;
    await write(async (tx) => {
      for (const person of people) {
        const id = asTest(person.id);
        const changes = { id, number: -person.number, externalId: id, tokenHash: null };
        await tx.insert(t.respondent).values({ ...person, ...changes, isTest: true });
      }
      for (const table of [t.attempt, t.answer, t.questionAnswer, t.allocation]) {
        const rows = await tx.select().from(table).where(inArray(table.respondentId, ids));
        for (const row of rows) {
          await tx.insert(table).values({ ...row, respondentId: asTest(row.respondentId) });
        }
      }
    });
    const tests = await read.select().from(t.respondent).where(eq(t.respondent.isTest, true));
    expect(tests).toHaveLength(20);
    expect(await everything()).toEqual(before);
  });
});
