import { describe, expect, it } from "vitest";
import { figureText, pText, shortText, signedText } from "../figure-text";
import type { GapTable } from "./gap-table";
import { findingsOf } from "./report-words";

const cohorts = [
  { number: 1, name: "PMO leaders", respondents: 950, problem: null },
  { number: 2, name: "Senior leaders", respondents: 900, problem: null },
];

const row = (label: string, value: number, verdict: "different" | "same" | "cannot tell") => ({
  number: label.length,
  label,
  figures: [
    { value: 1, low: 0, high: 2, n: 950 },
    { value: 1 + value, low: 0, high: 2, n: 900 },
  ],
  counts: null,
  gap: {
    gap: value,
    low: value - 5,
    high: value + 5,
    pHolm: verdict === "different" ? 0.0004 : 1,
    verdict,
  },
});

const importance: GapTable = {
  key: "capability",
  allocation: null,
  method: "counts",
  scale: "net",
  lowest: -100,
  highest: 100,
  average: 0,
  margin: 5,
  globalP: 0.00001,
  unlikeSets: [],
  cohorts,
  rows: [
    row("Project management", -18, "different"),
    row("Strategy", 9.25, "different"),
    row("Program management", 0.4, "same"),
    row("Governance", 3, "cannot tell"),
    row("Talent", -4, "cannot tell"),
  ],
};

describe("findings", () => {
  it("say no more than the verdicts, largest gap first", () => {
    const said = findingsOf(importance).map((text) => text.replaceAll("\u00a0", " "));
    expect(said).toEqual([
      "Taken together, the cohorts differ (p < 0.001, one test of all 5 items).",
      "Senior leaders rank Project management lower than PMO leaders (gap −18.0, 95 % interval −23.0 to −13.0, p < 0.001 after Holm).",
      "Senior leaders rank Strategy higher than PMO leaders (gap +9.3, 95 % interval 4.3 to 14.3, p < 0.001 after Holm).",
      "The cohorts are the same, to within ±5, on Program management.",
      "We cannot tell whether the cohorts differ on Governance and Talent.",
    ]);
  });

  it("never say significant, and say it once when nothing can be told", () => {
    const rows = [row("A", 20, "cannot tell"), row("BB", -1, "cannot tell")];
    const said = findingsOf({ ...importance, globalP: 0.4, rows });
    expect(said.map((text) => text.replaceAll("\u00a0", " "))).toEqual([
      "One test of all 2 items together does not tell the cohorts apart (p = 0.400).",
      "We cannot tell whether the cohorts differ on any of the 2 items.",
    ]);
    expect([...said, ...findingsOf(importance)].join()).not.toMatch(/significan/i);
  });

  it("leave the seventh difference and those after it to the chart", () => {
    const rows = Array.from({ length: 9 }, (_, index) =>
      row("x".repeat(index + 1), 30 - index, "different"),
    );
    const said = findingsOf({ ...importance, rows });
    expect(said).toHaveLength(8);
    expect(said[7]).toBe("3 more gaps are marked different in the chart and the table.");
  });

  it("are none where there is nothing to compare", () => {
    expect(findingsOf({ ...importance, cohorts: cohorts.slice(0, 1), margin: null })).toEqual([]);
    const rows = importance.rows.map((one) => ({ ...one, gap: null }));
    expect(findingsOf({ ...importance, rows })).toEqual([]);
  });
});

it("writes figures with a real minus, never minus zero, and p never as zero", () => {
  expect([-0.04, 0.04, -0.05, 12.345].map((value) => figureText(value, 1))).toEqual([
    "0.0",
    "0.0",
    "−0.1",
    "12.3",
  ]);
  expect([3, -3, 0, 0.04, -0.04].map((value) => signedText(value, 1))).toEqual([
    "+3.0",
    "−3.0",
    "0.0",
    "0.0",
    "0.0",
  ]);
  expect([5, 0.1, 1.5385, 10, 0, 100].map((value) => shortText(value, 2))).toEqual([
    "5",
    "0.1",
    "1.54",
    "10",
    "0",
    "100",
  ]);
  expect([0, 0.00099, 0.001, 0.04951, 1].map(pText)).toEqual([
    "< 0.001",
    "< 0.001",
    "0.001",
    "0.050",
    "1.000",
  ]);
});
