import { expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { hiddenCells } from "./minimum-cell";

it("a small cell takes the next smallest with it, so that the total does not give it away", () => {
  expect(hiddenCells([40, 3, 12], 5)).toEqual({ cells: [false, true, true], total: false });
  expect(hiddenCells([40, 3], 5)).toEqual({ cells: [true, true], total: false });
  expect(hiddenCells([40, 0, 12], 5)).toEqual({ cells: [false, false, false], total: false });
  expect(hiddenCells([3, 4, 40], 5)).toEqual({ cells: [true, true, false], total: false });
  expect(hiddenCells([2, 0], 5)).toEqual({ cells: [true, false], total: true });
});

it("whatever the sizes, no sum of shown cells leaves 1 to least − 1 people of the total", () => {
  const random = seededRandom(3);
  for (let row = 0; row < 2_000; row++) {
    const least = 2 + random.below(9);
    const sizes = Array.from({ length: 1 + random.below(12) }, () =>
      random.below(3) === 0 ? random.below(7) : random.below(60),
    );
    const { cells, total } = hiddenCells(sizes, least);
    sizes.forEach((size, index) => {
      if (size > 0 && size < least) expect(cells[index]).toBe(true);
    });
    const hidden = sizes.reduce((sum, size, index) => (cells[index] ? sum + size : sum), 0);
    if (!total) expect(hidden === 0 || hidden >= least).toBe(true);
  }
});
