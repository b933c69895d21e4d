import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REFERENCE, referenceFile } from "@/lib/maxdiff/fixtures/reference-study";
import type { Design } from "./design";
import { designFromRows, designToRows } from "./design-layout";

const anyDesign: fc.Arbitrary<Design> = fc
  .record({
    itemCount: fc.integer({ min: 2, max: 12 }),
    itemsPerTask: fc.integer({ min: 2, max: 5 }),
  })
  .chain(({ itemCount, itemsPerTask }) => {
    const perTask = Math.min(itemsPerTask, itemCount);
    const items = Array.from({ length: itemCount }, (_, item) => item);
    const task = fc.shuffledSubarray(items, { minLength: perTask, maxLength: perTask });
    const tasks = fc.array(task, { minLength: 1, maxLength: 6 });
    return fc.record({
      itemCount: fc.constant(itemCount),
      itemsPerTask: fc.constant(perTask),
      versions: fc.array(tasks, { minLength: 1, maxLength: 5 }),
    });
  });

test("a design survives the round trip through rows exactly, in any row order", () => {
  fc.assert(
    fc.property(anyDesign, fc.infiniteStream(fc.nat()), (design, order) => {
      const { rows } = designToRows(design);
      expect(designFromRows(rows, design.itemCount)).toEqual(design);
      const keyed = rows.map((row) => ({ row, key: order.next().value ?? 0 }));
      const mixed = keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
      expect(designFromRows(mixed, design.itemCount)).toEqual(design);
    }),
  );
});

test("the header and numbers are the field's: version, set and items from 1", () => {
  const design = {
    itemCount: 4,
    itemsPerTask: 3,
    versions: [
      [
        [2, 0, 3],
        [1, 3, 0],
      ],
    ],
  };
  expect(designToRows(design)).toEqual({
    header: ["Version", "Set", "Item1", "Item2", "Item3"],
    rows: [
      [1, 1, 3, 1, 4],
      [1, 2, 2, 4, 1],
    ],
  });
  expect(designFromRows(designToRows(design).rows)).toEqual(design);
});

test("rows that make no design are refused with row and value", () => {
  const refused: [number[][], string][] = [
    [[], "The design has no rows."],
    [[[1, 1, 4]], "Row 1 shows 1 items; a task needs at least 2."],
    [
      [
        [1, 1, 1, 2],
        [1, 2, 1, 2, 3],
      ],
      "Row 2 shows 3 items, row 1 shows 2.",
    ],
    [[[1, 1, 1, 5]], "Row 1: Item2 is 5, not a whole number 1 to 4."],
    [[[1, 1, 1, Number.NaN]], "Row 1: Item2 is NaN, not a whole number 1 to 4."],
    [[[0, 1, 1, 2]], "Row 1: Version is 0, not a whole number 1 to 1."],
    [
      [
        [1, 1, 1, 2],
        [1, 1, 3, 4],
      ],
      "Row 2: version 1, set 1 is given twice.",
    ],
    [
      [
        [1, 1, 1, 2],
        [3, 1, 3, 4],
        [3, 2, 3, 4],
      ],
      "Version 2 is missing.",
    ],
    [
      [
        [1, 1, 1, 2],
        [1, 3, 3, 4],
        [2, 1, 3, 4],
      ],
      "Version 1, set 2 is missing.",
    ],
    [[[1, 1, 2, 2]], "Version 1, task 1: item 2 is shown twice."],
  ];
  for (const [rows, reason] of refused) {
    expect(() => designFromRows(rows, 4)).toThrow(new RangeError(reason));
  }
});

describe(`${REFERENCE}: a published design`, () => {
  test("comes back from rows as it was", () => {
    const published = referenceFile("political-issues", "design.csv");
    const lines = readFileSync(published, "utf8").trim().split(/\r?\n/);
    const [header, ...rows] = lines.map((line) => line.split(","));
    const numbers = rows.map((row) => row.map(Number));
    const written = designToRows(designFromRows(numbers));
    expect(written.header).toEqual(header);
    expect(written.rows).toEqual(numbers);
  });
});
