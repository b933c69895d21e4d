import { expect, it } from "vitest";
import { cellCount, everyCell } from "./quota-cells";

const CHOSEN = {
  cohortIds: ["leaders", "seniors"],
  answers: [{ screenKey: "region", options: ["europe", "asia", "africa"] }],
};

it("makes a quota of each combination, each once", () => {
  const cells = everyCell(CHOSEN);
  expect(cells).toHaveLength(cellCount(CHOSEN));
  expect(cells).toHaveLength(6);
  expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(6);
  expect(cells[1]).toEqual({
    cohortIds: ["leaders"],
    answers: [{ screenKey: "region", options: ["asia"] }],
  });
});

it("makes of nothing one for everybody", () => {
  const nothing = { cohortIds: [], answers: [] };
  expect(everyCell(nothing)).toEqual([nothing]);
  expect(cellCount(nothing)).toBe(1);
});
