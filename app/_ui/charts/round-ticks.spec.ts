import { expect, it } from "vitest";
import { roundTicks } from "./round-ticks";

it("are round numbers that reach from 0 to the highest figure or just beyond", () => {
  expect(roundTicks(1_010, 3)).toEqual([0, 500, 1_000, 1_500]);
  expect(roundTicks(1_000, 3)).toEqual([0, 500, 1_000]);
  expect(roundTicks(7, 3)).toEqual([0, 2, 4, 6, 8]);
  expect(roundTicks(0, 3).at(-1)).toBe(1);
  for (let highest = 1; highest < 3_000; highest += 7) {
    const ticks = roundTicks(highest, 3);
    const step = ticks[1];
    expect(ticks.length, `${highest}`).toBeLessThanOrEqual(6);
    expect(ticks.at(-1), `${highest}`).toBeGreaterThanOrEqual(highest);
    expect(ticks.at(-1), `${highest}`).toBeLessThan(highest + step);
    expect([1, 2, 5], `${highest}`).toContain(
      Math.round(step / 10 ** Math.floor(Math.log10(step))),
    );
  }
});
