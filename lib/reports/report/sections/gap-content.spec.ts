import { expect, it } from "vitest";
import type { GapTable } from "../gap-table";
import type { CohortReport } from "../read-cohort-report";
import { reportCsv } from "../report-csv";
import { gapContent } from "./gap-content";

const cohort = (number: number, name: string) => ({
  number,
  name,
  respondents: 100,
  problem: null,
});
const row = (number: number, label: string) => ({
  number,
  label,
  figures: [1, 2].map((value) => ({ value, low: 0, high: 3, n: 100 })),
  counts: [1, 2].map(() => ({ shown: 300, best: 60, worst: 50 })),
  gap: { gap: 1, low: -1, high: 3, pHolm: 1, verdict: "cannot tell" as const },
});
const table: GapTable = {
  key: "capability",
  allocation: null,
  method: "counts",
  scale: "net",
  lowest: -100,
  highest: 100,
  average: 0,
  margin: 5,
  globalP: null,
  unlikeSets: [2],
  cohorts: [cohort(1, "A"), cohort(2, "B")],
  rows: [row(1, "Alpha"), row(2, "Beta")],
};
const report = {
  study: { name: "Study", origin: "fielded" },
  revisionNumber: 1,
  plans: [],
  questions: [],
  filters: {},
  leftOut: null,
  dataUpTo: null,
  likelihood: "tricked",
  withheld: [],
  tables: [table],
} as unknown as CohortReport;

it("an item that the cohorts saw beside unlike others is named on the page and in report.csv", () => {
  const noticed = (unlikeSets: number[]) =>
    gapContent(report, { ...table, unlikeSets }).blocks.flatMap((block) =>
      block.kind === "notice" ? block.lines : [],
    );
  expect(noticed([2])[0]).toContain("“Beta” stood against other items");
  expect(noticed([2])[1]).toContain("Utilities");
  expect(noticed([])).toEqual([]);
  const verdicts = reportCsv(report)
    .trim()
    .split("\n")
    .map((line) => line.split(",").at(-1));
  expect(verdicts).toEqual([
    "verdict",
    "cannot tell",
    "cannot tell: the cohorts saw it beside other items",
  ]);
});
