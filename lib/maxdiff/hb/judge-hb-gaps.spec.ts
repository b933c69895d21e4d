import { expect, test } from "vitest";
import { judgeHbGaps } from "./judge-hb-gaps";

/** Errors of 0.2, 0.03 and 0.2, a half of each variance from either cohort. */
const parts = [0, 1].map(() => ({
  covariance: Float64Array.from([0.2, 0, 0, 0, 0.03, 0, 0, 0, 0.2], (se) => se ** 2 / 2),
  respondents: 200,
}));

test("gaps of a posterior get clustered errors, Student's t under Holm, and one of three verdicts", () => {
  const gaps = judgeHbGaps({ mean: Float64Array.of(0.8, 0.01, 0.2), parts }, 0.1);
  expect(gaps.map((gap) => gap.verdict)).toEqual(["different", "same", "cannot tell"]);
  // t of 398 degrees: two-sided 95 % at 1.966, and 4.0 at p = 7.55e-5.
  expect(gaps[0].se).toBeCloseTo(0.2, 12);
  expect(gaps[0].low).toBeCloseTo(0.8 - 1.966 * 0.2, 3);
  expect(gaps[0].high).toBeCloseTo(0.8 + 1.966 * 0.2, 3);
  expect(gaps[0].p).toBeCloseTo(7.56e-5, 6);
  expect(gaps[0].pHolm).toBeCloseTo(3 * (gaps[0].p ?? 0), 12);
});

test("a cohort too small for an error leaves its gaps open", () => {
  const gaps = judgeHbGaps({ mean: Float64Array.of(0.8, -0.8), parts: null }, 0.1);
  expect(gaps.map(({ gap, se, verdict }) => [gap, se, verdict])).toEqual([
    [0.8, null, "cannot tell"],
    [-0.8, null, "cannot tell"],
  ]);
});
