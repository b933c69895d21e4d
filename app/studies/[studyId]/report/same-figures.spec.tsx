import { parse } from "csv-parse/sync";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GapChart } from "@/app/_ui/charts/gap-chart";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { decimalsOf, figureText, pText, signedText } from "@/lib/reports/figure-text";
import { type CohortReport, readCohortReport } from "@/lib/reports/report/read-cohort-report";
import { reportCsv } from "@/lib/reports/report/report-csv";
import { gapChart } from "@/lib/reports/report/sections/gap-chart";
import { gapContent } from "@/lib/reports/report/sections/gap-content";
import type { ImportanceScale } from "@/lib/reports/schema";
import { type ReportStudy, writeReportStudy } from "@/lib/reports/testing";
import { chartPng, chartSvg } from "./chart-file";
import { SectionPanel } from "./section-panel";

/** The words of markup, tags and entities gone. */
function wordsOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}

describe("the report's figures", () => {
  let db: Database;
  let study: ReportStudy;
  beforeAll(async () => {
    db = await freshDatabase("sqlite");
    study = await writeReportStudy(db, {
      sizes: [45, 35],
      name: '=HYPERLINK("x") & <Co>',
      allocations: [{ format: "constant-sum", tense: "should" }],
    });
  });
  afterAll(() => db.close());
  const ask = (scale: ImportanceScale): Promise<CohortReport> =>
    readCohortReport({
      db,
      actor: systemActor(study.organisationId),
      input: { studyId: study.studyId, scale, filters: { region: ["europe", "americas"] } },
    });
  const csvRows = (report: CohortReport): Record<string, string>[] =>
    parse(reportCsv(report), { columns: true });

  it.each(["net", "share", "utility", "score"] as const)(
    "are the same on the page, in the file of the chart, in the table and in report.csv (%s)",
    async (scale) => {
      const report = await ask(scale);
      const rows = csvRows(report);
      expect(rows).toHaveLength(26);
      for (const table of report.tables) {
        const decimals = decimalsOf(table.scale);
        const chart = gapChart(report, table);
        const drawn = [
          wordsOf(renderToStaticMarkup(<GapChart chart={chart} />)),
          wordsOf(await chartSvg(chart)),
        ];
        const tableRows = renderToStaticMarkup(
          <SectionPanel content={gapContent(report, table)} fileHref={String} />,
        )
          .split("<tr")
          // The rows that the chart leads to; other tables of the section have none of these ids.
          .filter((row) => row.includes(`id="${table.key}-row-`))
          .map(wordsOf);
        const own = rows.filter((row) => (row.question === "") === (table.allocation === null));
        expect(own).toHaveLength(13);
        own.forEach((row, index) => {
          // In the same order too.
          expect(tableRows[index]).toContain(row.label);
          expect(chart.rows[index].label).toBe(row.label);
          const figures = ["value_from", "low_from", "high_from", "value_to", "low_to", "high_to"];
          for (const column of figures) {
            const text = figureText(Number(row[column]), decimals);
            expect(tableRows[index]).toContain(text);
            for (const words of drawn) expect(words).toContain(text);
          }
          const [from, to] = chart.rows[index].marks;
          expect([from?.value, from?.low, from?.high]).toEqual(
            [row.value_from, row.low_from, row.high_from].map(Number),
          );
          expect([to?.value, to?.low, to?.high]).toEqual(
            [row.value_to, row.low_to, row.high_to].map(Number),
          );
          const gap = signedText(Number(row.gap), decimals);
          const ends = [row.gap_low, row.gap_high].map((end) => figureText(Number(end), decimals));
          const reading = `${gap} [${ends.join(", ")}]`;
          expect(tableRows[index]).toContain(`${gap} ${ends.join(" to ")}`);
          expect(tableRows[index]).toContain(pText(Number(row.p_holm)));
          expect(tableRows[index]).toContain(row.verdict);
          for (const words of drawn) {
            expect(words).toContain(reading);
            expect(words).toContain(`${reading} ${row.verdict}`);
          }
        });
      }
    },
  );

  it("name scale, range, average, method, likelihood, adjustment, n, filter and origin in every line", async () => {
    for (const scale of ["net", "share"] as const) {
      const report = await ask(scale);
      for (const row of csvRows(report)) {
        expect(row.data).toBe("Synthetic data: simulated respondents, not people");
        expect(row.filter).toBe("Where do you work?: Europe or The Americas");
        expect(row.method.length).toBeGreaterThan(20);
        expect(row.adjustment).toBe("Holm over 13 items");
        expect([row.n_from, row.n_to]).toEqual(
          report.tables[0].cohorts.map(({ respondents }) => String(respondents)),
        );
        expect([row.scale_low, row.scale_high, row.average]).toEqual(
          row.scale === "Net count" ? ["-100", "100", "0"] : ["0", "100", "7.6923"],
        );
        expect(row.likelihood).toBe(row.scale === "Share of preference" ? "sequential" : "");
        // A spreadsheet must not run what a researcher typed.
        expect(row.study).toBe('\'=HYPERLINK("x") & <Co>');
      }
    }
  });

  it("come with everything that qualifies them in the file of a chart", async () => {
    const report = await ask("share");
    const svg = await chartSvg(gapChart(report, report.tables[0]));
    expect(svg.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')).toBe(true);
    const words = wordsOf(svg);
    for (const part of [
      "Synthetic data: simulated respondents, not people",
      "Share of preference, 0 to 100",
      "average item 7.7",
      "sequential (best first, then worst among the rest) likelihood",
      "Holm’s adjustment over 13 items",
      "Filter: Where do you work?: Europe or The Americas.",
      "Data up to 5 Oct 2026",
      '=HYPERLINK("x") & <Co>'.replaceAll('"', "&quot;"),
    ]) {
      expect(words.replaceAll("&gt;", ">")).toContain(part);
    }
    const png = await sharp(await chartPng(svg)).metadata();
    const drawing = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect([png.width, png.height]).toEqual([2 * Number(drawing[1]), 2 * Number(drawing[2])]);
  });
});
