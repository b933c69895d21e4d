import { expect, test } from "vitest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { logLikelihood } from "@/lib/maxdiff/choice/likelihood";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { scaledLogit } from "@/lib/maxdiff/logit/scaled-logit";
import {
  type SimulatedCohort,
  simulateRespondents,
} from "@/lib/maxdiff/simulate/simulate-respondents";
import { studentQuantile } from "@/lib/stats/distributions";
import { seededRandom } from "@/lib/stats/random";
import { compareScaleAdjusted } from "./compare-scale-adjusted";

const itemCount = 13;
const utilities = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];

function study(seed: number, cohorts: SimulatedCohort[]) {
  const random = seededRandom(seed);
  const versions = thirteenItemDesign(20, random);
  return simulateRespondents({ itemCount, versions, cohorts, random }).data;
}

function compared(data: ReturnType<typeof study>) {
  const result = compareScaleAdjusted({ data, likelihood: "sequential" });
  if (result.status !== "ok") throw new Error(result.status);
  return result;
}

/*
 * 20 studies. A rate of 5 % exceeds 4 of 20 with probability 0.3 %, and so do intervals of 95 % that
 * cover fewer than 16.
 */
test("a cohort that answers at 0.7 of the other's consistency looks different before and not after", () => {
  const studies = 20;
  const counts = { before: 0, after: 0, ratio: 0, robust: 0, covered: 0 };
  let total = 0;
  for (let index = 0; index < studies; index++) {
    const result = compared(
      study(300 + index, [
        { respondents: 300, utilities },
        { respondents: 700, utilities, consistency: 0.7 },
      ]),
    );
    const [, noisy] = result.cohorts;
    total += noisy.consistency;
    if ((noisy.low ?? 1) <= 0.7 && (noisy.high ?? 0) >= 0.7) counts.covered++;
    if (result.gaps[0].before.filter((gap) => gap.significant).length >= 3) counts.before++;
    if (result.gaps[0].after.some((gap) => gap.significant)) counts.after++;
    if (result.equalPreferences.p < 0.05) counts.ratio++;
    if ((result.equalPreferencesRobust?.p ?? 1) < 0.05) counts.robust++;
    expect(result.equalConsistency.p).toBeLessThan(0.001);
    expect(noisy.p).toBeLessThan(0.001);
  }
  expect(Math.abs(total / studies - 0.7)).toBeLessThan(0.02);
  expect(counts.before).toBe(studies);
  expect(counts.after).toBeLessThanOrEqual(4);
  expect(counts.ratio).toBeLessThanOrEqual(4);
  expect(counts.robust).toBeLessThanOrEqual(4);
  expect(counts.covered).toBeGreaterThanOrEqual(16);
}, 120_000);

test("a real gap survives the adjustment, and equal preferences are refuted", () => {
  const changed = utilities.with(3, -0.8);
  const result = compared(
    study(5, [
      { respondents: 300, utilities, spread: 0.5 },
      { respondents: 400, utilities: changed, spread: 0.5, consistency: 0.7 },
    ]),
  );
  expect(result.equalPreferences.p).toBeLessThan(0.001);
  expect(result.equalPreferencesRobust?.p).toBeLessThan(0.001);
  expect(result.equalPreferences.degrees).toBe(11);
  expect(result.gaps[0].after[3].verdict).toBe("different");
  expect(result.gaps[0].after[3].gap).toBeLessThan(-0.7);
});

test("the scaled fit is a maximum: moving any utility or the consistency lowers the likelihood", () => {
  const data = study(8, [
    { respondents: 30, utilities },
    { respondents: 50, utilities, consistency: 0.6 },
  ]);
  const groups = [cohortRespondents(data, 0), cohortRespondents(data, 1)];
  const fit = scaledLogit({
    data,
    groups,
    likelihood: "pair",
    start: Float64Array.from(utilities, (value) => value / 2),
  });
  if (fit.status !== "ok") throw new Error(fit.status);
  const valueAt = (at: Float64Array, lambda: number) =>
    [1, lambda].reduce(
      (sum, scale, group) =>
        sum +
        logLikelihood({
          data,
          likelihood: "pair",
          utilities: at.map((value) => scale * value),
          respondents: groups[group],
        }).value,
      0,
    );
  const lambda = fit.consistency[1];
  const best = valueAt(fit.utilities, lambda);
  expect(best).toBeCloseTo(fit.logLikelihood, 8);
  for (const step of [-0.01, 0.01]) {
    expect(valueAt(fit.utilities, lambda + step)).toBeLessThan(best);
    for (let item = 0; item < itemCount; item++) {
      const moved = fit.utilities.with(item, fit.utilities[item] + step);
      expect(valueAt(moved, lambda)).toBeLessThan(best);
    }
  }
});

test("errors of adjusted gaps and of the consistency are those of the infinitesimal jackknife", () => {
  // Each respondent's share in the error is how the figure moves with that respondent's weight;
  // squares are summed with n / (n − 1) in each cohort.
  const data = study(13, [
    { respondents: 20, utilities, spread: 0.5 },
    { respondents: 30, utilities, spread: 0.5, consistency: 0.6 },
  ]);
  const figures = (weight: Float64Array) => {
    const result = compared({ ...data, weight });
    return [Math.log(result.cohorts[1].consistency), ...result.gaps[0].after.map((gap) => gap.gap)];
  };
  const step = 1e-4;
  const variance = new Float64Array(itemCount + 1);
  for (const respondent of data.weight.keys()) {
    const up = figures(data.weight.with(respondent, 1 + step));
    const down = figures(data.weight.with(respondent, 1 - step));
    const n = data.cohort[respondent] === 0 ? 20 : 30;
    up.forEach((value, index) => {
      variance[index] += (n / (n - 1)) * (((value ?? 0) - (down[index] ?? 0)) / (2 * step)) ** 2;
    });
  }
  const result = compared(data);
  const { low, high } = result.cohorts[1];
  const half = (Math.log(high ?? 0) - Math.log(low ?? 0)) / 2;
  expect(half / studentQuantile(0.95, 48)).toBeCloseTo(Math.sqrt(variance[0]), 5);
  result.gaps[0].after.forEach((gap, item) => {
    expect(gap.se).toBeCloseTo(Math.sqrt(variance[item + 1]), 5);
  });
});

test("swapping the cohorts inverts the consistency and its interval, and keeps the tests", () => {
  const data = study(11, [
    { respondents: 60, utilities, spread: 1 },
    { respondents: 90, utilities, spread: 1, consistency: 0.7 },
  ]);
  const run = (cohorts: number[]) => {
    const result = compareScaleAdjusted({ data, likelihood: "sequential", cohorts });
    if (result.status !== "ok") throw new Error(result.status);
    return result;
  };
  const forward = run([0, 1]);
  const backward = run([1, 0]);
  expect(1 / backward.cohorts[1].consistency).toBeCloseTo(forward.cohorts[1].consistency, 5);
  expect(1 / (backward.cohorts[1].high ?? 0)).toBeCloseTo(forward.cohorts[1].low ?? 0, 4);
  expect(backward.equalPreferences.statistic).toBeCloseTo(forward.equalPreferences.statistic, 5);
  expect(backward.equalPreferencesRobust?.statistic).toBeCloseTo(
    forward.equalPreferencesRobust?.statistic ?? 0,
    4,
  );
});

test("three cohorts get a consistency each, and 2 (K − 2) degrees for equal preferences", () => {
  const result = compared(
    study(2, [
      { respondents: 200, utilities },
      { respondents: 300, utilities, consistency: 0.5 },
      { respondents: 250, utilities, consistency: 1.5 },
    ]),
  );
  expect(result.equalPreferences.degrees).toBe(22);
  expect(Math.abs(result.cohorts[1].consistency - 0.5)).toBeLessThan(0.08);
  expect(Math.abs(result.cohorts[2].consistency - 1.5)).toBeLessThan(0.2);
  expect(result.gaps.map((gaps) => [gaps.from, gaps.to])).toEqual([
    [0, 1],
    [0, 2],
  ]);
});

test("cohorts without utilities, without preferences or with opposed ones get a status", () => {
  const empty = study(1, [
    { respondents: 20, utilities },
    { respondents: 0, utilities },
  ]);
  expect(compareScaleAdjusted({ data: empty, likelihood: "sequential" })).toMatchObject({
    status: "no answers",
    cohorts: [1],
  });
  const opposed = study(1, [
    { respondents: 200, utilities },
    { respondents: 100, utilities: utilities.map((value) => -value) },
  ]);
  expect(compareScaleAdjusted({ data: opposed, likelihood: "sequential" }).status).toBe("opposed");
  const cycle = [
    { shown: [0, 1, 2], best: 0, worst: 1 },
    { shown: [0, 1, 2], best: 1, worst: 2 },
    { shown: [0, 1, 2], best: 2, worst: 0 },
  ];
  const indifferent = choiceData({
    itemCount: 3,
    cohortCount: 2,
    respondents: [0, 1, 0, 1].map((cohort) => ({ cohort, tasks: cycle })),
  });
  expect(compareScaleAdjusted({ data: indifferent, likelihood: "pair" }).status).toBe(
    "no preferences",
  );
  expect(compareScaleAdjusted({ data: indifferent, likelihood: "pair", cohorts: [0] }).status).toBe(
    "fewer than two cohorts",
  );
});
