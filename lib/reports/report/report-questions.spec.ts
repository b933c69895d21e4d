import { parse } from "csv-parse/sync";
import { and, eq, inArray } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { comparedShares } from "@/lib/maxdiff/questions/compared-parts";
import { REGIONS, type ReportStudy, writeReportStudy } from "../testing";
import { questionsCsv } from "./questions-csv";
import { readCohortReport } from "./read-cohort-report";
import { sectionsOf } from "./sections/report-sections";

describeOnBothDatabases("every other question in the report", (db) => {
  let study: ReportStudy;
  beforeAll(async () => {
    study = await writeReportStudy(db(), { sizes: [40, 30], seed: 5 });
    // In the second cohort two of the ten in the Americas are moved, and four say elsewhere.
    const { t } = db();
    const moved = study.respondentIds.slice(40).filter((_, index) => (40 + index) % 3 === 2);
    await db().write(async (tx) => {
      await tx
        .update(t.questionAnswer)
        .set({ value: "europe" })
        .where(
          and(
            inArray(t.questionAnswer.respondentId, moved.slice(4)),
            eq(t.questionAnswer.screenKey, "region"),
          ),
        );
    });
  });
  const read = (input = {}) =>
    readCohortReport({
      db: db(),
      actor: systemActor(study.organisationId),
      input: { studyId: study.studyId, ...input },
    });

  it("tells shares with their test, without the screener, and hides what few people said", async () => {
    const report = await read();
    expect(report.questionTables.map(({ key }) => key)).toEqual(["question-region"]);
    const [table] = report.questionTables;
    expect(table.columns.map(({ respondents }) => respondents)).toEqual([40, 30]);
    expect(table.total.respondents).toBe(70);
    // Computed from what the fixture wrote: 14, 13 and 13 of 40; the shares of 30 by counting.
    const cohort = Int32Array.from({ length: 70 }, (_, r) => Number(r >= 40));
    const first = Array.from({ length: 40 }, (_, r) => r % 3);
    expect(table.rows[0].cells[0]).toMatchObject({
      n: 40,
      value: (100 * first.filter((own) => own === 0).length) / 40,
    });
    const moved = Array.from({ length: 30 }, (_, index) => 40 + index).filter((r) => r % 3 === 2);
    const region = (r: number) => (moved.slice(4).includes(r) ? 0 : r % 3);
    const { gaps } = comparedShares({
      values: Float64Array.from(
        Array.from({ length: 70 }, (_, r) =>
          REGIONS.map((__, at) => Number(region(r) === at)),
        ).flat(),
      ),
      cohort,
      weight: new Float64Array(70).fill(1),
      parts: REGIONS,
      cohortNames: ["1", "2"],
    });
    table.rows.forEach(({ gap }, part) => {
      expect(gap?.gap).toBeCloseTo(Number(gaps[part].gap), 3);
      expect(gap?.pHolm).toBeCloseTo(Number(gaps[part].pHolm), 3);
    });
    expect((await read()).questionTables).toEqual(report.questionTables);
  });

  it("are the same on the page and in questions.csv, each with a caption", async () => {
    const report = await read();
    const section = sectionsOf({ report, all: null, milliseconds: 0 }, "those counted").find(
      ({ id }) => id === "question-region",
    );
    const [table] = report.questionTables;
    const shown = section?.blocks.flatMap((block) =>
      block.kind === "table" ? block.table : [],
    )[0];
    const rows: Record<string, string>[] = parse(questionsCsv(report), { columns: true });
    expect(rows).toHaveLength(9);
    table.rows.forEach(({ key, cells }, index) => {
      const own = rows.filter(({ part }) => part === key);
      expect(own.map(({ cohort }) => cohort)).toEqual(["PMO leaders", "Senior leaders", "Total"]);
      cells.forEach((cell, column) => {
        const value = Number(own[column].value);
        expect(cell).toMatchObject({
          value,
          low: Number(own[column].low),
          n: Number(own[column].n),
        });
        expect(shown?.rows[index].cells[`value-${column}`]).toBe(value.toFixed(1));
      });
      expect(own[1].verdict).toBe(shown?.rows[index].cells.verdict);
    });
    const caption = section?.chart?.caption.join(" ");
    expect(caption).toContain("Wilson’s intervals");
    expect(caption).toContain("Holm’s adjustment over the 3 rows of this question");
    expect(caption).toContain("PMO leaders n = 40, Senior leaders n = 30");
  });

  it("hide a cohort of fewer than five, and the other where its figure would give it away", async () => {
    const report = await read({ filters: { region: ["elsewhere"] } });
    const [table] = report.questionTables;
    expect(table.columns.map(({ respondents }) => respondents)).toEqual([null, null]);
    for (const { cells, total, gap } of table.rows) {
      expect(cells).toEqual(["few", "few"]);
      expect(total).toMatchObject({ n: 17 });
      expect(gap).toBeNull();
    }
    const rows: Record<string, string>[] = parse(questionsCsv(report), { columns: true });
    expect(rows.map(({ n, value }) => [n, value]).slice(0, 2)).toEqual([
      ["", "not shown"],
      ["", "not shown"],
    ]);
    const section = sectionsOf({ report, all: null, milliseconds: 0 }, "those counted").find(
      ({ id }) => id === "question-region",
    );
    // Nor does a heading or the caption give the number away.
    expect(JSON.stringify(section)).not.toMatch(/n\s=\s(?:4|13)\b/);
  });
});
