import { expect, it } from "vitest";
import { cellCount, everyCell, oneCell } from "./quota-cells";

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

it("makes one of all that was chosen, and of nothing one for everybody", () => {
  expect(oneCell(CHOSEN)).toEqual(CHOSEN);
  const nothing = { cohortIds: [], answers: [] };
  expect(oneCell(nothing)).toEqual(nothing);
  expect(everyCell(nothing)).toEqual([nothing]);
});
