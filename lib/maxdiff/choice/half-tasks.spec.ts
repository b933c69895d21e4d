import { expect, test } from "vitest";
import { coAppearance } from "@/lib/maxdiff/compare/co-appearance";
import { compareScaleAdjusted } from "@/lib/maxdiff/compare/compare-scale-adjusted";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { estimateHb } from "@/lib/maxdiff/hb/estimate-hb";
import { latentClass } from "@/lib/maxdiff/latent-class/latent-class";
import { aggregateLogit, type LogitEstimate } from "@/lib/maxdiff/logit/aggregate-logit";
import { overlap } from "@/lib/maxdiff/logit/overlap";
import { rootLikelihood } from "@/lib/maxdiff/shares/root-likelihood";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { type ChoiceData, choiceData, type HalfTask } from "./choice-data";
import { logLikelihood } from "./likelihood";

const truth = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];

/** Simulated answers of which every third task keeps the best alone. */
function pooledAnswers(respondents: number, seed: number): { data: ChoiceData; full: ChoiceData } {
  const random = seededRandom(seed);
  const { data: full } = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(20, random),
    cohorts: [{ respondents, utilities: truth }],
    random,
  });
  return { full, data: { ...full, worst: full.worst.map((w, t) => (t % 3 === 0 ? -1 : w)) } };
}

function fitted(data: ChoiceData, likelihood: "sequential" | "tricked"): LogitEstimate {
  const fit = aggregateLogit({ data, respondents: everyone(data), likelihood });
  if (fit.status !== "ok") throw new Error(fit.status);
  return fit;
}

function everyone(data: ChoiceData): Int32Array {
  return Int32Array.from(data.cohort, (_, respondent) => respondent);
}

function halfOnly(tasks: HalfTask[], itemCount = 4): ChoiceData {
  return choiceData({ itemCount, cohortCount: 1, respondents: [{ cohort: 0, tasks }] });
}

for (const likelihood of ["sequential", "tricked"] as const) {
  test(`${likelihood}: tasks with a best or a worst alone have the derivatives of their log-likelihood`, () => {
    const data = halfOnly([
      { shown: [0, 1, 2, 3], best: 2, worst: null },
      { shown: [3, 1, 0], best: null, worst: 1 },
      { shown: [1, 3, 2], best: 1, worst: 2 },
    ]);
    const utilities = Float64Array.of(0.4, -1, 0.9, 0.1);
    const at = (moved: Float64Array) => logLikelihood({ data, likelihood, utilities: moved });
    const here = at(utilities);
    const step = 1e-5;
    for (let item = 0; item < 4; item++) {
      const above = at(utilities.map((u, i) => (i === item ? u + step : u)));
      const below = at(utilities.map((u, i) => (i === item ? u - step : u)));
      expect(here.gradient[item]).toBeCloseTo((above.value - below.value) / (2 * step), 7);
      for (let other = 0; other < 4; other++) {
        const slope = (above.gradient[other] - below.gradient[other]) / (2 * step);
        expect(here.information[item * 4 + other]).toBeCloseTo(-slope, 7);
      }
    }
  });

  test(`${likelihood}: best-only tasks pooled with complete ones give simulated utilities back, a little less surely`, () => {
    const { data, full } = pooledAnswers(600, 21);
    const pooled = fitted(data, likelihood);
    const complete = fitted(full, likelihood);
    // Under the tricked likelihood utilities are about 1.08 of the sequential truth.
    const slope = likelihood === "tricked" ? 1.08 : 1;
    truth.forEach((value, item) => {
      const se = Math.sqrt(pooled.robustCovariance[item * 14]);
      const centre = truth.reduce((sum, u) => sum + u, 0) / 13;
      expect(Math.abs(pooled.utilities[item] - slope * (value - centre))).toBeLessThan(
        4 * se + 0.02,
      );
      expect(se).toBeGreaterThan(Math.sqrt(complete.robustCovariance[item * 14]));
    });
    expect(pooled.logLikelihood).toBeGreaterThan(pooled.logLikelihoodNull);
    const equal = logLikelihood({ data, likelihood, utilities: new Float64Array(13) });
    expect(pooled.logLikelihoodNull).toBeCloseTo(equal.value, 7);
  });
}

test("worked by hand: three of four choose the first of two items, so it is ln 3 above the other", () => {
  const tasks = [0, 0, 0, 1].map((best) => ({ shown: [0, 1], best, worst: null }));
  const fit = fitted(halfOnly(tasks, 2), "sequential");
  expect(fit.utilities[0] - fit.utilities[1]).toBeCloseTo(Math.log(3), 8);
  expect(fit.logLikelihood).toBeCloseTo(3 * Math.log(0.75) + Math.log(0.25), 8);
  // The information of the difference is 4 · 3/4 · 1/4.
  const variance = fit.modelCovariance[0] - 2 * fit.modelCovariance[1] + fit.modelCovariance[3];
  expect(variance).toBeCloseTo(1 / 0.75, 8);
  const utilities = fit.utilities;
  const fitMeasure = rootLikelihood({
    data: halfOnly(tasks, 2),
    respondent: 0,
    utilities,
    likelihood: "sequential",
  });
  expect(fitMeasure).toBeCloseTo(Math.exp((3 * Math.log(0.75) + Math.log(0.25)) / 4), 8);
});

test("a best alone says who beat whom, and nothing of the worst", () => {
  const best = (item: number, shown: number[]) => ({ shown, best: item, worst: null });
  const last = halfOnly([best(2, [0, 1, 2]), best(0, [0, 1]), best(1, [0, 1])], 3);
  expect(overlap(last, Int32Array.of(0))).toEqual({ status: "separated", items: [2] });
  const round = halfOnly([best(0, [0, 1, 2]), best(1, [1, 2, 0]), best(2, [2, 0, 1])], 3);
  expect(overlap(round, Int32Array.of(0)).status).toBe("overlap");
});

test("latent classes take best-only tasks too", () => {
  const { data } = pooledAnswers(60, 5);
  const one = latentClass({
    data,
    likelihood: "sequential",
    classCount: 1,
    random: seededRandom(1),
  });
  if (one.status !== "ok") throw new Error(one.status);
  expect(one.logLikelihood).toBeCloseTo(fitted(data, "sequential").logLikelihood, 2);
});

test("the scale-adjusted comparison takes best-only tasks: a cohort at 0.7 of the other's consistency", () => {
  const random = seededRandom(15);
  const { data } = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(20, random),
    cohorts: [
      { respondents: 300, utilities: truth },
      { respondents: 700, utilities: truth, consistency: 0.7 },
    ],
    random,
  });
  const pooled = { ...data, worst: data.worst.map((w, t) => (t % 3 === 0 ? -1 : w)) };
  const result = compareScaleAdjusted({ data: pooled, likelihood: "sequential" });
  if (result.status !== "ok") throw new Error(result.status);
  expect(Math.abs(result.cohorts[1].consistency - 0.7)).toBeLessThan(0.08);
});

test("what needs best and worst refuses a best alone, naming respondent and task", () => {
  const tasks = [
    { shown: [0, 1, 2], best: 0, worst: 1 },
    { shown: [0, 1, 2], best: 0, worst: null },
  ];
  const data = choiceData({
    itemCount: 3,
    cohortCount: 1,
    respondents: [
      { cohort: 0, tasks: tasks.slice(0, 1) },
      { cohort: 0, tasks },
    ],
  });
  const respondents = everyone(data);
  const utilities = new Float64Array(3);
  const where = "respondent 1, task 1 has no worst";
  expect(() => aggregateLogit({ data, respondents, likelihood: "pair" })).toThrow(where);
  expect(() => logLikelihood({ data, utilities, likelihood: "pair" })).toThrow(where);
  expect(() => cohortCounts(data, respondents)).toThrow(where);
  expect(() => coAppearance({ data, respondents, utilities, likelihood: "tricked" })).toThrow(
    where,
  );
  expect(() => estimateHb({ data })).toThrow(where);
  // Who is not counted does not matter.
  expect(cohortCounts(data, Int32Array.of(0)).best[0]).toBe(1);
});

test("a task with neither is refused, and so is −1 for an item", () => {
  expect(() => halfOnly([{ shown: [0, 1], best: null, worst: null }])).toThrow("neither");
  expect(() => halfOnly([{ shown: [0, 1], best: 0, worst: -1 }])).toThrow("worst item -1");
});
