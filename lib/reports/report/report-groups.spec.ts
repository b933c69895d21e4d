import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { InvalidInput } from "@/lib/errors";
import type { ReportQuestion } from "../schema";
import { type ReportStudy, writeReportStudy } from "../testing";
import { readCohortReport } from "./read-cohort-report";
import { reportCsv } from "./report-csv";
import { sectionsOf } from "./sections/report-sections";

describe("who is compared", () => {
  let db: Database;
  let study: ReportStudy;
  beforeAll(async () => {
    db = await freshDatabase("sqlite");
    study = await writeReportStudy(db, {
      sizes: [45, 36],
      seed: 8,
      allocations: [{ format: "constant-sum", tense: "should" }],
    });
  });
  afterAll(() => db.close());
  const read = (input: Omit<ReportQuestion, "studyId">, of = study) =>
    readCohortReport({
      db,
      actor: systemActor(of.organisationId),
      input: { sort: "list", ...input, studyId: of.studyId },
    });
  const refused = async (by: string) => {
    const error = await read({ by }).catch((thrown: unknown) => thrown);
    return error instanceof InvalidInput ? error.issues.map(({ key }) => key) : error;
  };

  it("the answers to a question are cohorts, each with the figures that a filter by it gives", async () => {
    const report = await read({ by: "region", from: 1, to: 3 });
    expect(report.cohorts.map(({ name }) => name)).toEqual(["Europe", "The Americas", "Elsewhere"]);
    expect(report.tables[0].cohorts.map(({ respondents }) => respondents)).toEqual([27, 27]);
    // Of the same people, counted in the study's own cohorts.
    const filtered = await read({ filters: { region: ["elsewhere"] } });
    report.tables[0].rows.forEach(({ counts }, index) => {
      const both = filtered.tables[0].rows[index].counts ?? [];
      expect(counts?.[1]).toEqual({
        shown: both[0].shown + both[1].shown,
        best: both[0].best + both[1].best,
        worst: both[0].worst + both[1].worst,
      });
    });
    expect(report.tables.map(({ key }) => key)).toEqual(["capability", "allocation-should_1"]);
    // What would say 100 % and 0 is left out; the study's screener tells something here.
    expect(report.questionTables.map(({ question }) => question)).toEqual(["role"]);
  });

  it("two questions are crossed, and who chose an answer stands against who did not", async () => {
    const crossed = await read({ by: "role*region", from: 1, to: 4 });
    expect(crossed.cohorts.map(({ name }) => name)).toEqual([
      ...["Europe", "The Americas", "Elsewhere"].map((region) => `PMO leaders · ${region}`),
      ...["Europe", "The Americas", "Elsewhere"].map((region) => `Senior leaders · ${region}`),
    ]);
    const europe = await read({ filters: { region: ["europe"] } });
    const figures = (report: typeof crossed) =>
      report.tables.map(({ rows }) => rows.map(({ figures: own, gap }) => [own, gap?.gap]));
    expect(figures(crossed)).toEqual(figures(europe));
    const chose = await read({ by: "region:europe" });
    expect(chose.cohorts.map(({ name }) => name)).toEqual([
      "Chose “Europe”",
      "Did not choose “Europe”",
    ]);
    expect(chose.tables[0].cohorts.map(({ respondents }) => respondents)).toEqual([27, 54]);
  });

  it("stand all at once in one table, with everybody and letters by Holm over all pairs of an item", async () => {
    const report = await read({ by: "region", from: 1, to: 2 });
    const [importance, allocation] = report.columns;
    expect(allocation.key).toBe("all-cohorts-should_1");
    expect(importance.columns.map(({ respondents }) => respondents)).toEqual([27, 27, 27]);
    expect(importance.total.respondents).toBe(81);
    // The pair's own report has the same figures, and everybody's are those of all counts together.
    const pair = report.tables[0];
    const whole = (await read({ by: "region:europe" })).tables[0];
    for (const { number, figures } of pair.rows) {
      const row = importance.rows.find(({ key }) => key === String(number));
      expect(row?.cells.slice(0, 2)).toMatchObject(figures);
      const counts = whole.rows.find((own) => own.number === number)?.counts ?? [];
      const sum = (what: "shown" | "best" | "worst") => counts[0][what] + counts[1][what];
      expect(row?.total).toMatchObject({
        value: Math.round((1e6 * (sum("best") - sum("worst"))) / sum("shown")) / 1e4,
      });
    }
    // The rule itself is held in significance-letters.spec.ts.
    for (const { below, cells } of importance.rows) {
      below.forEach((others, column) => {
        for (const other of others) {
          const [higher, lower] = [cells[column], cells[other]];
          if (higher === null || higher === "few" || lower === null || lower === "few") {
            throw new Error("a letter without figures");
          }
          expect(higher.value).toBeGreaterThan(lower.value);
        }
      });
    }
    expect((await read({})).columns).toEqual([]);
    expect((await read({ by: "region", from: 1, to: 2 })).columns).toEqual(report.columns);
  });

  it("of a question that is filtered by, only the answers that count are cohorts", async () => {
    const report = await read({ by: "region", filters: { region: ["europe", "elsewhere"] } });
    expect(report.cohorts.map(({ name }) => name)).toEqual(["Europe", "Elsewhere"]);
    expect(report.counted).toBe(54);
  });

  it("what was not named before the launch is called exploratory on the page and in files", async () => {
    const texts = (report: Awaited<ReturnType<typeof read>>) =>
      JSON.stringify(sectionsOf({ report, all: null, milliseconds: 0 }, "those counted"));
    const report = await read({ by: "region" });
    expect(texts(report)).toContain("Cohorts: by “Where do you work?”.");
    expect(texts(report)).toContain("Exploratory: not named in the plan before the launch.");
    const rows: Record<string, string>[] = parse(reportCsv(report), { columns: true });
    expect(rows.every(({ standing }) => standing === "exploratory")).toBe(true);
    expect(texts(await read({ filters: { region: ["europe"] } }))).toContain("Exploratory");
    expect(texts(await read({}))).not.toContain("Exploratory");
    expect(reportCsv(await read({}))).not.toContain("standing");
    // Causes and models are of the study's own cohorts.
    expect(report).toMatchObject({ causes: null, causesWithheld: "segment" });
    expect(await read({ by: "region", method: "hb" })).toMatchObject({ modelWithheld: "segment" });
  });

  it("refuses in words what cannot be cohorts", async () => {
    expect(await refused("size")).toEqual(["segmentUnknown"]);
    expect(await refused("region:mars")).toEqual(["unknownFilterValue"]);
    expect(await refused("region*region")).toEqual(["segmentCrossing"]);
    expect(await refused("region*role*region")).toEqual(["segmentCrossing"]);
  });

  it("shows no figures of fewer than five people, nor of those that would give them away", async () => {
    const small = await writeReportStudy(db, {
      sizes: [18, 9],
      organisationId: study.organisationId,
    });
    const report = await read({ by: "role*region", from: 1, to: 4 }, small);
    expect(report.withheld.map(({ name }) => name)).toEqual(["Senior leaders · Europe"]);
    expect(report.tables).toEqual([]);
    expect(reportCsv(report)).not.toContain("capability");
  });
});
