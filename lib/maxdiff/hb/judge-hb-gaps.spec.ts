import { expect, test } from "vitest";
import { judgeHbGaps } from "./judge-hb-gaps";

test("gaps of a posterior get its interval, a normal p under Holm, and one of three verdicts", () => {
  const gaps = judgeHbGaps(
    {
      mean: Float64Array.of(0.8, 0.01, 0.2),
      sd: Float64Array.of(0.2, 0.03, 0.2),
      low: Float64Array.of(0.41, -0.05, -0.21),
      high: Float64Array.of(1.22, 0.07, 0.6),
    },
    0.1,
  );
  expect(gaps.map((gap) => gap.verdict)).toEqual(["different", "same", "cannot tell"]);
  expect(gaps[0]).toMatchObject({ low: 0.41, high: 1.22, significant: true });
  expect(gaps[0].p).toBeCloseTo(6.334e-5, 8);
  expect(gaps[0].pHolm).toBeCloseTo(3 * 6.334e-5, 7);
});
