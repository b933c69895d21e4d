import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rescaled } from "./rescale-allocation";

describe("rescaled", () => {
  it("keeps proportions and gives what rounding leaves to the largest remainders", () => {
    expect(rescaled([50, 50, 100], 100)).toEqual([25, 25, 50]);
    expect(rescaled([1, 1, 1], 100)).toEqual([34, 33, 33]);
    expect(rescaled([40, 0, 20, 25], 100)).toEqual([47, 0, 24, 29]);
  });

  it("always adds up, moves no amount by a whole point, and leaves zeros alone", () => {
    const amounts = fc
      .array(fc.nat(999_999_999), { minLength: 1, maxLength: 30 })
      .filter((list) => list.some((amount) => amount > 0));
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 1000 }), (list, total) => {
        const points = rescaled(list, total);
        const sum = list.reduce((a, b) => a + b, 0);
        expect(points.reduce((a, b) => a + b, 0)).toBe(total);
        for (const [at, amount] of list.entries()) {
          expect(Math.abs(points[at] - (amount * total) / sum)).toBeLessThan(1);
          if (amount === 0) expect(points[at]).toBe(0);
        }
      }),
    );
  });

  it("refuses amounts that have no proportions", () => {
    expect(() => rescaled([0, 0], 100)).toThrow("0 cannot be rescaled");
  });
});
