import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { InvalidInput, NotFound } from "@/lib/errors";
import { addMirror, exportedTexts, writeReportStudy } from "../testing";
import { type CohortReport, readCohortReport } from "./read-cohort-report";

describeOnBothDatabases("a study with a further exercise", (db) => {
  const written = async () => {
    const study = await writeReportStudy(db(), {
      sizes: [14, 11],
      allocations: [{ format: "constant-sum", tense: "now" }],
    });
    const actor = systemActor(study.organisationId);
    const report = (exercise?: string) =>
      readCohortReport({
        db: db(),
        actor,
        input: { studyId: study.studyId, sort: "list", exercise },
      });
    const files = (names: "all" | string[]) =>
      exportedTexts({ db: db(), actor, input: { studyId: study.studyId, files: names } });
    return { study, report, files };
  };
  const net = ({ tables: [importance] }: CohortReport) =>
    importance.rows.map((row) => row.figures.map((figure) => figure?.value ?? Number.NaN));

  it("is reported exercise by exercise, the main one as if it were alone", async () => {
    const { study, report } = await written();
    const alone = await report();
    await addMirror(db(), study);
    const main = await report();
    expect(net(main)).toEqual(net(alone));
    expect(main.run?.fingerprint).toBe(alone.run?.fingerprint);
    const mirror = await report("mirror");
    expect(net(mirror)).toEqual(net(main).map((row) => row.map((value) => 0 - value)));
    // Points were given beside the main exercise.
    expect([main.tables.length, mirror.tables.length]).toEqual([2, 1]);
    await expect(report("nothing")).rejects.toBeInstanceOf(InvalidInput);
  });

  it("is exported exercise by exercise, the main one's files as if it were alone", async () => {
    const { study, files } = await written();
    const alone = await files("all");
    await addMirror(db(), study);
    const all = await files("all");
    const { "answers_mirror.csv": wide, "answers-long_mirror.csv": long, ...main } = all;
    expect(main).toEqual(alone);
    const cells = (text: string) =>
      text
        .trim()
        .split("\n")
        .map((line) => line.split(","));
    const [header, ...rows] = cells(wide);
    const [mainHeader, ...mainRows] = cells(main["answers.csv"]);
    expect(header).toEqual(mainHeader);
    expect(rows.map(([id, , best, worst]) => [id, worst, best])).toEqual(
      mainRows.map(([id, , best, worst]) => [id, best, worst]),
    );
    expect(cells(long)).toHaveLength(cells(main["answers-long.csv"]).length);
    await expect(files(["design_mirror.csv"])).rejects.toBeInstanceOf(NotFound);
  });
});
