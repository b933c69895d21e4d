import { expect, test } from "vitest";
import { judgeHbGaps } from "./judge-hb-gaps";

/** Errors of 0.2, 0.03 and 0.2, a half of each variance from either cohort. */
const parts = [0, 1].map(() => ({
  covariance: Float64Array.from([0.2, 0, 0, 0, 0.03, 0, 0, 0, 0.2], (se) => se ** 2 / 2),
  respondents: 200,
}));

/** A posterior with these standard deviations, normal, of which every item is compared. */
function posterior(mean: number[], sd: number[]) {
  return {
    mean: Float64Array.from(mean),
    sd: Float64Array.from(sd),
    low: Float64Array.from(mean, (value, item) => value - 1.96 * sd[item]),
    high: Float64Array.from(mean, (value, item) => value + 1.96 * sd[item]),
    compared: new Uint8Array(mean.length).fill(1),
  };
}

test("gaps of a posterior get clustered errors, Student's t under Holm, and one of three verdicts", () => {
  const gaps = judgeHbGaps({ ...posterior([0.8, 0.01, 0.2], [0.1, 0.02, 0.1]), parts }, 0.1);
  expect(gaps.map((gap) => gap.verdict)).toEqual(["different", "same", "cannot tell"]);
  // t of 398 degrees: two-sided 95 % at 1.966, and 4.0 at p = 7.55e-5.
  expect(gaps[0].se).toBeCloseTo(0.2, 12);
  expect(gaps[0].low).toBeCloseTo(0.8 - 1.966 * 0.2, 3);
  expect(gaps[0].high).toBeCloseTo(0.8 + 1.966 * 0.2, 3);
  expect(gaps[0].p).toBeCloseTo(7.56e-5, 6);
  expect(gaps[0].pHolm).toBeCloseTo(3 * (gaps[0].p ?? 0), 12);
});

test("a cohort too small for an error leaves its gaps open", () => {
  const gaps = judgeHbGaps({ ...posterior([0.8, -0.8], [0.1, 0.1]), parts: null }, 0.1);
  expect(gaps.map(({ gap, se, verdict }) => [gap, se, verdict])).toEqual([
    [0.8, null, "cannot tell"],
    [-0.8, null, "cannot tell"],
  ]);
});

test("an interval is never narrower than the posterior's own, and its p-value agrees with its end", () => {
  const wide = { ...posterior([0.8, 0.01, 2.2], [1, 0.02, 1]), parts };
  const [unsure, clustered, sure] = judgeHbGaps(wide, 0.1);
  expect([unsure.low, unsure.high]).toEqual([0.8 - 1.96, 0.8 + 1.96]);
  expect(unsure).toMatchObject({ se: 1, significant: false, verdict: "cannot tell" });
  expect(unsure.p).toBeCloseTo(0.4237, 4); // of z = 0.8
  expect(clustered.se).toBeCloseTo(0.03, 12);
  expect(sure.p).toBeCloseTo(0.0278, 4); // of z = 2.2
});

test("an item that is not compared has no gap, and Holm does not count it", () => {
  const gaps = { ...posterior([0.8, 0.01, 0.2], [0.1, 0.02, 0.1]), parts };
  gaps.compared[2] = 0;
  const [first, , last] = judgeHbGaps(gaps, 0.1);
  expect(last).toMatchObject({
    gap: null,
    low: null,
    p: null,
    pHolm: null,
    verdict: "cannot tell",
  });
  expect(first.pHolm).toBeCloseTo(2 * (first.p ?? 0), 12);
});
