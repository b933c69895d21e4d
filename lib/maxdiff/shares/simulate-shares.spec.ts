import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulateShares } from "./simulate-shares";

const { log } = Math;

describe("simulateShares", () => {
  // Odds 1 : 2 : 7 and 4 : 4 : 2, so every share can be reckoned by hand.
  const utilities = Float64Array.of(log(1), log(2), log(7), log(4), log(4), log(2));
  const all = { utilities, itemCount: 3, offered: [0, 1, 2] };

  it("averages each respondent's own split of preference", () => {
    const shares = simulateShares({ ...all, rule: "share of preference" });
    expect([...shares]).toEqual([25, 30, 45].map((share) => expect.closeTo(share, 10)));
  });

  it("lets what is left share what an item that is taken away had", () => {
    const shares = simulateShares({ ...all, offered: [1, 0], rule: "share of preference" });
    const first = 100 * (2 / 3 + 1 / 2) * 0.5;
    expect([...shares]).toEqual([expect.closeTo(first, 10), expect.closeTo(100 - first, 10)]);
  });

  it("gives a first choice whole, and splits it between equals", () => {
    expect([...simulateShares({ ...all, rule: "first choice" })]).toEqual([25, 25, 50]);
  });

  it("counts respondents by weight", () => {
    const weights = Float64Array.of(3, 1);
    expect([...simulateShares({ ...all, weights, rule: "first choice" })]).toEqual([
      12.5, 12.5, 75,
    ]);
  });

  it("sums to 100 and does not move when a respondent's utilities all move, however large they are", () => {
    const row = fc.array(fc.double({ min: -400, max: 400, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(row, fc.integer({ min: -500, max: 500 }), (values, shift) => {
        const input = { itemCount: 4, offered: [3, 1, 0], rule: "share of preference" } as const;
        const shares = simulateShares({ ...input, utilities: Float64Array.from(values) });
        const moved = simulateShares({
          ...input,
          utilities: Float64Array.from(values, (value) => value + shift),
        });
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
        for (const [place, share] of shares.entries()) {
          expect(moved[place]).toBeCloseTo(share, 6);
        }
      }),
    );
  });

  it("refuses what it cannot count, naming it", () => {
    const rule = "first choice";
    expect(() => simulateShares({ ...all, rule, offered: [] })).toThrow("No item");
    expect(() => simulateShares({ ...all, rule, offered: [0, 0] })).toThrow("twice");
    expect(() => simulateShares({ ...all, rule, offered: [3] })).toThrow("Item 3 is not 0 to 2");
    expect(() => simulateShares({ ...all, rule, itemCount: 4 })).toThrow("not rows of 4");
    expect(() => simulateShares({ ...all, rule, weights: Float64Array.of(0, 0) })).toThrow("All");
    expect(() => simulateShares({ ...all, rule, weights: Float64Array.of(-1, 2) })).toThrow("-1");
    const broken = Float64Array.of(Number.NaN, 1, 2);
    expect(() => simulateShares({ ...all, rule, utilities: broken })).toThrow("utility NaN");
  });
});
