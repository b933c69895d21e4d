import { beforeAll, expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { exportedTexts, type ReportStudy, writeReportStudy } from "@/lib/reports/testing";
import { readChoiceStudy } from "../field-layout/read-choice-study";
import { readStoredStudy } from "./read-study";

describeOnBothDatabases("a study for the methods of analysis", (db) => {
  let study: ReportStudy;
  beforeAll(async () => {
    study = await writeReportStudy(db(), {
      sizes: [24, 17],
      allocations: [{ format: "constant-sum", tense: "now" }],
    });
  });

  it("is from rows what it is from the study's own files", async () => {
    const { studyId } = study;
    const stored = await db().snapshot((queries) =>
      readStoredStudy({ t: db().t, queries, studyId }, undefined),
    );
    const texts = await exportedTexts({
      db: db(),
      actor: systemActor(study.organisationId),
      input: { studyId, files: "all" },
    });
    const file = (name: string) => ({ name, bytes: new TextEncoder().encode(texts[name]) });
    const filed = await readChoiceStudy({
      design: file("design.csv"),
      answers: file("answers.csv"),
      respondents: file("respondents.csv"),
      cohortColumn: "cohort",
    });
    // Allocations and questions have no file of their own that the terminal reads.
    const { data, itemNumbers, cohortNames, respondentIds } = filed;
    expect(stored?.study).toMatchObject({ data, itemNumbers, cohortNames, respondentIds });
    expect(respondentIds).toHaveLength(41);
  });
});
