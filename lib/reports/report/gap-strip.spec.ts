import { expect, it } from "vitest";
import type { Analysis } from "@/lib/analysis/methods/analysis";
import type { Causes } from "@/lib/analysis/methods/causes";
import { stripVerdict } from "@/lib/maxdiff/causes/strip";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import { gapStrip } from "./gap-strip";
import type { GapTable } from "./gap-table";
import { stripBlocks } from "./sections/strip-table";

const items = [
  { number: 4, label: "Risk" },
  { number: 9, label: "Value" },
];
const gap = (value: number, verdict: string) => ({ gap: value, verdict });
const comparison = {
  gaps: (["net", "utility"] as const).map((scale) => ({
    ...{ scale, from: 1, to: 0 },
    items: [gap(-2, "different"), gap(0.1, scale === "net" ? "same" : "cannot tell")],
  })),
} as unknown as CohortComparison;
/** Its cohorts stand the other way round than they are compared: cohort 0 against 1. */
const causes = {
  cohorts: [{ name: "A" }, { name: "B" }],
  pairs: [
    {
      ...{ from: "A", to: "B" },
      strip: (["counts", "logit tricked", "logit pair", "hb"] as const).map((analysis) => ({
        analysis,
        isRequired: true,
        signs: [
          { number: 4, sign: analysis === "counts" ? 0 : 1 },
          { number: 9, sign: analysis === "hb" ? null : 0 },
        ],
      })),
    },
  ],
} as unknown as Causes;
const model = {
  cohorts: [{ name: "A" }, { name: "B" }],
  gaps: [
    { number: 4, from: "A", to: "B", ...gap(2, "different") },
    { number: 9, from: "A", to: "B", ...gap(-1, "different") },
  ],
} as unknown as Analysis;
const table = {
  cohorts: [{ name: "B" }, { name: "A" }],
  rows: items.map((item, place) => ({ ...item, gap: comparison.gaps[0].items[place] })),
} as unknown as GapTable;

const cellsOf = (strip: ReturnType<typeof gapStrip>, withFlagged: typeof strip = null) => {
  const block = stripBlocks(table, strip, withFlagged).find(({ kind }) => kind === "table");
  if (block?.kind !== "table") throw new Error("No table.");
  return block.table.rows.map(({ cells }) => Object.values(cells).slice(1));
};
const linesOf = (strip: ReturnType<typeof gapStrip>) => {
  const [list] = stripBlocks(table, strip, null);
  return list.kind === "list" ? list.lines : [];
};

it("counts what has run, turned to the cohorts as they are compared, and says what has not", () => {
  const alone = gapStrip([1, 0], items, { comparison, model: null, causes: null });
  expect(cellsOf(alone)).toEqual([
    ["2 of 2", "so far", "● holds", "● holds", ...Array(3).fill("not run yet")],
    ["0 of 2", "no", "○ does not", "○ does not", ...Array(3).fill("not run yet")],
  ]);
  expect(linesOf(alone).slice(0, 2)).toEqual([
    "Risk: holds in 2 of 2 analyses.",
    "3 analyses have not run yet on these answers: Logit, tricked, Logit, pair, Hierarchical Bayes. The causes and hierarchical Bayes bring them.",
  ]);
  const whole = gapStrip([1, 0], items, { comparison, model: null, causes });
  expect(cellsOf(whole)).toEqual([
    ["5 of 5", "yes", ...Array(5).fill("● holds")],
    ["0 of 4", "no", ...Array(4).fill("○ does not"), "– no figure"],
  ]);
  expect(linesOf(whole)[0]).toBe("Risk: survives, holds in 5 of 5 analyses.");
});

it("takes hierarchical Bayes from its own run before that of the causes", () => {
  const strip = gapStrip([1, 0], items, { comparison, model, causes });
  expect(cellsOf(strip).map((cells) => cells.at(-1))).toEqual(["● holds", "● holds"]);
  expect(gapStrip([0], items, { comparison, model, causes })).toBeNull();
});

it("stands both ways where the flagged are left out", () => {
  const strip = gapStrip([1, 0], items, { comparison, model: null, causes: null });
  expect(cellsOf(strip, strip)[0]).toEqual([
    ...["4 of 4", "so far", "● holds", "● holds", ...Array(3).fill("not run yet")],
    ...["● holds", "● holds"],
  ]);
});

it("survives in four of five, and never against one that has to agree", () => {
  const marks = (required: 0 | 1, others: (0 | 1)[]) => [
    { isRequired: true, sign: required },
    ...others.map((sign) => ({ isRequired: false, sign })),
  ];
  expect(stripVerdict(1, marks(1, [1, 1, 1, 0]))).toEqual({ holds: 4, of: 5, survives: true });
  expect(stripVerdict(1, marks(1, [1, 1, 0]))).toEqual({ holds: 3, of: 4, survives: false });
  expect(stripVerdict(1, marks(0, [1, 1, 1, 1]))).toMatchObject({ holds: 4, survives: false });
});
