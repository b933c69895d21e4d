import { expect, test } from "vitest";
import { simulateDirectResponses, simulateDualResponses } from "@/lib/maxdiff/anchor/testing";
import { type ChoiceData, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { logLikelihood } from "@/lib/maxdiff/choice/likelihood";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { type DirectResponse, type DualResponse, dualResponseNames } from "./anchor-answers";
import { anchoredData } from "./anchored-data";
import { type AnchoredEstimate, type AnchoredFit, anchoredLogit } from "./anchored-logit";

const first = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];
const second = [...first].reverse();
const anchors = [0.3, -0.4];
const likelihoods = ["sequential", "tricked"] as const;

function study(sizes: [number, number], seed: number, spread = 0) {
  const random = seededRandom(seed);
  const simulated = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(20, random),
    cohorts: [
      { respondents: sizes[0], utilities: first, spread },
      { respondents: sizes[1], utilities: second, spread },
    ],
    random,
  });
  return {
    data: simulated.data,
    dualResponses: simulateDualResponses({ simulated, anchors, random }),
    directResponses: simulateDirectResponses({ simulated, anchors, random }),
  };
}

function estimate(fit: AnchoredFit): AnchoredEstimate {
  if (fit.status !== "ok") throw new Error(fit.status);
  return fit;
}

function truth(cohort: number): number[] {
  return [first, second][cohort].map((utility) => utility - anchors[cohort]);
}

/** One respondent per list of [shown, best, worst]. */
function answers(
  itemCount: number,
  lists: readonly (readonly [number[], number, number][])[],
): ChoiceData {
  return choiceData({
    itemCount,
    cohortCount: 1,
    respondents: lists.map((tasks) => ({
      cohort: 0,
      tasks: tasks.map(([shown, best, worst]) => ({ shown, best, worst })),
    })),
  });
}

for (const likelihood of likelihoods) {
  test(`${likelihood}: the three dual responses add up to the probability of best and worst alone`, () => {
    const utilities = Float64Array.of(0.7, -1.2, 2.1, 0.2);
    const withAnchor = Float64Array.of(...utilities, -0.3);
    const shown = [3, 0, 2, 1];
    for (const best of shown) {
      for (const worst of shown.filter((item) => item !== best)) {
        const data = answers(4, [[[shown, best, worst]]]);
        let total = 0;
        for (const response of dualResponseNames) {
          const all = anchoredData({ data, dualResponses: [response], likelihood });
          total += Math.exp(logLikelihood({ data: all, likelihood, utilities: withAnchor }).value);
        }
        const alone = Math.exp(logLikelihood({ data, likelihood, utilities }).value);
        expect(total).toBeCloseTo(alone, 12);
      }
    }
  });

  test(`${likelihood}: gradient and information are the derivatives of the anchored log-likelihood`, () => {
    const { data, dualResponses, directResponses } = study([6, 5], 3);
    const all = anchoredData({ data, dualResponses, directResponses, likelihood });
    const random = seededRandom(8);
    const utilities = Float64Array.from({ length: 14 }, () => 3 * random.next() - 1.5);
    const at = (moved: Float64Array) => logLikelihood({ data: all, likelihood, utilities: moved });
    const here = at(utilities);
    const step = 1e-5;
    for (let item = 0; item < 14; item++) {
      const above = at(utilities.map((u, i) => (i === item ? u + step : u)));
      const below = at(utilities.map((u, i) => (i === item ? u - step : u)));
      expect(here.gradient[item]).toBeCloseTo((above.value - below.value) / (2 * step), 5);
      for (let other = 0; other < 14; other++) {
        const slope = (above.gradient[other] - below.gradient[other]) / (2 * step);
        expect(here.information[item * 14 + other]).toBeCloseTo(-slope, 5);
      }
    }
  });

  test(`${likelihood}: relabelling items and reordering respondents permutes results and nothing else`, () => {
    const { data, dualResponses, directResponses } = study([40, 60], 4, 0.5);
    const fits = anchoredLogit({ data, dualResponses, directResponses, likelihood });
    const label = seededRandom(2).shuffle(Array.from(first.keys()));
    const order = seededRandom(3).shuffle(Array.from(data.cohort.keys()));
    const moved = choiceData({
      itemCount: 13,
      cohortCount: 2,
      respondents: order.map((r) => ({
        cohort: data.cohort[r],
        tasks: tasksOf(data, r).map((task) => ({
          shown: Array.from(
            data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]),
            (item) => label[item],
          ),
          best: label[data.best[task]],
          worst: label[data.worst[task]],
        })),
      })),
    });
    const again = anchoredLogit({
      data: moved,
      dualResponses: order.flatMap((r) => tasksOf(data, r).map((task) => dualResponses[task])),
      directResponses: directResponses.map(({ respondent, item, above }) => ({
        respondent: order.indexOf(respondent),
        item: label[item],
        above,
      })),
      likelihood,
    });
    fits.forEach((fit, cohort) => {
      const here = estimate(fit);
      const there = estimate(again[cohort]);
      expect(there.logLikelihood).toBeCloseTo(here.logLikelihood, 7);
      here.items.forEach(({ item, utility, se, low }) => {
        const same = there.items[label[item]];
        expect(same.utility).toBeCloseTo(utility, 8);
        expect(same.se).toBeCloseTo(se ?? Number.NaN, 8);
        expect(same.low).toBeCloseTo(low ?? Number.NaN, 8);
      });
    });
  });
}

function tasksOf(data: ChoiceData, r: number): number[] {
  const start = data.respondentStart[r];
  return Array.from({ length: data.respondentStart[r + 1] - start }, (_, task) => start + task);
}

test("dual, direct and both give the simulated places against the anchor back, in unequal cohorts", () => {
  const { data, dualResponses, directResponses } = study([300, 700], 12);
  for (const given of [
    { dualResponses },
    { directResponses },
    { dualResponses, directResponses },
  ]) {
    const fits = anchoredLogit({ data, ...given, likelihood: "sequential" });
    fits.forEach((fit, cohort) => {
      const { items } = estimate(fit);
      const misses = truth(cohort).map((value, item) => {
        const { utility, se } = items[item];
        // 4 standard errors: one false alarm in 200 runs of these 78 comparisons.
        expect(Math.abs(utility - value)).toBeLessThan(4 * (se ?? 0));
        return utility - value;
      });
      expect(Math.abs(misses.reduce((sum, miss) => sum + miss, 0) / 13)).toBeLessThan(0.12);
    });
  }
});

test("the 95 % intervals hold the truth in 92 to 98 of 100 cases", () => {
  let held = 0;
  let cases = 0;
  for (let run = 0; run < 60; run++) {
    const { data, dualResponses, directResponses } = study([40, 90], 500 + run);
    // Half of the direct responses, so that neither kind says everything.
    const half = directResponses.filter(({ item }) => item % 2 === 0);
    const fits = anchoredLogit({
      data,
      dualResponses,
      directResponses: half,
      likelihood: "sequential",
    });
    fits.forEach((fit, cohort) => {
      const { items } = estimate(fit);
      truth(cohort).forEach((value, item) => {
        const { low, high } = items[item];
        cases++;
        if (low !== null && high !== null && low <= value && value <= high) held++;
      });
    });
  }
  expect(held / cases).toBeGreaterThan(0.92);
  expect(held / cases).toBeLessThan(0.98);
});

test("answers given twice by the same people make nobody surer: errors cluster on the respondent", () => {
  const { data, dualResponses } = study([50, 50], 31, 1);
  const once = estimate(anchoredLogit({ data, dualResponses, likelihood: "sequential" })[0]);
  const twice = choiceData({
    itemCount: 13,
    cohortCount: 2,
    respondents: Array.from(data.cohort, (cohort, r) => ({
      cohort,
      tasks: [...tasksOf(data, r), ...tasksOf(data, r)].map((task) => ({
        shown: Array.from(data.shown.subarray(data.taskStart[task], data.taskStart[task + 1])),
        best: data.best[task],
        worst: data.worst[task],
      })),
    })),
  });
  const doubled = Array.from(data.cohort.keys()).flatMap((r) =>
    [...tasksOf(data, r), ...tasksOf(data, r)].map((task) => dualResponses[task]),
  );
  const [fit] = anchoredLogit({ data: twice, dualResponses: doubled, likelihood: "sequential" });
  const again = estimate(fit);
  again.items.forEach(({ item, utility, se }) => {
    expect(utility).toBeCloseTo(once.items[item].utility, 6);
    expect(se).toBeCloseTo(once.items[item].se ?? Number.NaN, 6);
    const cell = item * 14;
    expect(again.modelCovariance[cell]).toBeCloseTo(once.modelCovariance[cell] / 2, 6);
  });
});

test("direct responses worked by hand: 3 of 4 above the anchor is ln 3, with the clustered error", () => {
  const data = answers(2, [[], [], [], []]);
  const directResponses = [0, 1, 2, 3].flatMap((respondent): DirectResponse[] => [
    { respondent, item: 0, above: respondent !== 0 },
    { respondent, item: 1, above: respondent === 0 },
  ]);
  const [fit] = anchoredLogit({ data, directResponses, likelihood: "sequential" });
  const { items, logLikelihood: value, modelCovariance, directResponses: count } = estimate(fit);
  expect(count).toBe(8);
  expect(items[0].utility).toBeCloseTo(Math.log(3), 7);
  expect(items[1].utility).toBeCloseTo(-Math.log(3), 7);
  expect(value).toBeCloseTo(6 * Math.log(0.75) + 2 * Math.log(0.25), 8);
  // Information 4 · 3/4 · 1/4; squared scores 3 · (1/4)² + (3/4)².
  expect(modelCovariance[0]).toBeCloseTo(1 / 0.75, 6);
  const se = Math.sqrt(0.75) / 0.75;
  expect(items[0].se).toBeCloseTo(se, 6);
  // Student's t of 3 degrees: 3.18245.
  expect(items[0].high).toBeCloseTo(Math.log(3) + 3.182446 * se, 4);
});

test("dual responses worked by hand: 16 all, 8 some and 6 none of two equal items are ln 2 above the anchor", () => {
  // With x = e^u: none 1/(1 + 2x); else all x/(1 + x). The score −12·6 + 8·16 − 7·8 = 0 at x = 2.
  const dualResponses: DualResponse[] = [];
  const tasks: [number[], number, number][] = [];
  for (const [response, times] of [
    ["all", 16],
    ["some", 8],
    ["none", 6],
  ] as const) {
    for (let time = 0; time < times; time++) {
      tasks.push([[0, 1], time % 2, 1 - (time % 2)]);
      dualResponses.push(response);
    }
  }
  const data = answers(2, [tasks]);
  const [fit] = anchoredLogit({ data, dualResponses, likelihood: "sequential" });
  const { items, logLikelihood: value, robustCovariance } = estimate(fit);
  expect(items.map(({ utility }) => utility)).toEqual([
    expect.closeTo(Math.log(2), 6),
    expect.closeTo(Math.log(2), 6),
  ]);
  const expected =
    30 * Math.log(1 / 2) +
    6 * Math.log(1 / 5) +
    24 * Math.log(4 / 5) +
    16 * Math.log(2 / 3) +
    8 * Math.log(1 / 3);
  expect(value).toBeCloseTo(expected, 7);
  // A single respondent gives places but no errors.
  expect(robustCovariance).toBeNull();
  expect(items[0]).toMatchObject({ se: null, low: null, high: null });
});

test("an anchor that always loses or always wins has a status and no figures", () => {
  const { data, directResponses } = study([30, 30], 41);
  const given = (response: DualResponse) => Array.from(data.best, () => response);
  for (const [response, status] of [
    ["all", "anchor always loses"],
    ["none", "anchor always wins"],
  ] as const) {
    const fits = anchoredLogit({ data, dualResponses: given(response), likelihood: "sequential" });
    for (const fit of fits) {
      expect(fit).toMatchObject({ status, statusItems: [], statusAnchor: true, converged: false });
    }
    const above = directResponses.map((answer) => ({ ...answer, above: response === "all" }));
    const [fit] = anchoredLogit({ data, directResponses: above, likelihood: "tricked" });
    expect(fit.status).toBe(status);
  }
  // All of them "some" is an ordinary answer: below every best item, above every worst one.
  const [some] = anchoredLogit({ data, dualResponses: given("some"), likelihood: "sequential" });
  expect(
    estimate(some).items.every(({ utility, se }) => Number.isFinite(utility + (se ?? 0))),
  ).toBe(true);
});

test("a cohort that is empty or said nothing of the anchor has a status, the other its figures", () => {
  const { data, dualResponses } = study([30, 30], 42);
  const silent = dualResponses.map((response, task) =>
    task >= data.respondentStart[30] ? null : response,
  );
  const [spoke, said] = anchoredLogit({ data, dualResponses: silent, likelihood: "sequential" });
  expect(estimate(spoke).dualResponses).toBe(30 * 13);
  expect(said).toMatchObject({ status: "no anchor answers", dualResponses: 0, respondents: 30 });
  const weights = Float64Array.from(data.cohort, (cohort) => (cohort === 0 ? 0 : 2));
  const [none, full] = anchoredLogit({ data, dualResponses, likelihood: "sequential", weights });
  expect(none).toMatchObject({ status: "no answers", respondents: 0 });
  // Twice everybody's weight changes the log-likelihood alone.
  const plain = estimate(anchoredLogit({ data, dualResponses, likelihood: "sequential" })[1]);
  expect(estimate(full).logLikelihood).toBeCloseTo(2 * plain.logLikelihood, 6);
  expect(estimate(full).items[5].utility).toBeCloseTo(plain.items[5].utility, 7);
  expect(estimate(full).items[5].se).toBeCloseTo(plain.items[5].se ?? Number.NaN, 7);
});

test("an item that never lost to any other or to the anchor is named", () => {
  const data = answers(3, [
    [
      [[0, 1, 2], 0, 1],
      [[0, 1, 2], 0, 2],
    ],
  ]);
  const [fit] = anchoredLogit({ data, dualResponses: ["some", "some"], likelihood: "sequential" });
  expect(fit).toMatchObject({ status: "separated", statusItems: [0], statusAnchor: false });
});

test("responses that cannot be used are refused with their place", () => {
  const data = answers(3, [[[[0, 1, 2], 0, 1]], [[[0, 1, 2], 1, 2]]]);
  const fitting = (given: object) => () =>
    anchoredLogit({ data, likelihood: "sequential", dualResponses: ["all", "none"], ...given });
  expect(fitting({ dualResponses: ["all"] })).toThrow("1 for 2 tasks");
  expect(fitting({ dualResponses: ["all", "most"] })).toThrow("Respondent 1, task 0");
  expect(fitting({ directResponses: [{ respondent: 2, item: 0, above: true }] })).toThrow(
    "respondent 2 is not 0 to 1",
  );
  expect(fitting({ directResponses: [{ respondent: 1, item: 3, above: true }] })).toThrow(
    "respondent 1: item 3",
  );
  const once = { respondent: 1, item: 2, above: true };
  expect(fitting({ directResponses: [once, once] })).toThrow("item 2 is judged twice");
  expect(fitting({ likelihood: "pair" })).toThrow("pair");
  expect(fitting({ weights: new Float64Array(3) })).toThrow("3 weights for 2 respondents");
  expect(fitting({ weights: Float64Array.of(1, -1) })).toThrow("Respondent 1: weight -1");
  const bestOnly = { ...data, worst: Int32Array.of(1, -1) };
  expect(fitting({ data: bestOnly })).toThrow("Respondent 1, task 0: a dual response needs");
  // Without a dual response such a task is as good as any.
  expect(fitting({ data: bestOnly, dualResponses: ["all", null] })).not.toThrow();
});

test("who judges the shown items one by one has an anchor that is fitted too near: direct responses are not", () => {
  const random = seededRandom(5);
  const simulated = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(20, random),
    cohorts: [{ respondents: 600, utilities: first }],
    random,
  });
  const { data, utilities } = simulated;
  const anchor = -1;
  const dualResponses = Array.from(data.cohort.keys()).flatMap((r) =>
    tasksOf(data, r).map((task): DualResponse => {
      const shown = data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]);
      const above = shown.filter(
        (item) => random.next() < 1 / (1 + Math.exp(anchor - utilities[13 * r + item])),
      ).length;
      return above === 0 ? "none" : above === shown.length ? "all" : "some";
    }),
  );
  const directResponses = simulateDirectResponses({ simulated, anchors: [anchor], random });
  const meanOf = (given: object) => {
    const [fit] = anchoredLogit({ data, ...given, likelihood: "sequential" });
    return estimate(fit).items.reduce((sum, { utility }) => sum + utility, 0) / 13;
  };
  const mean = truthMean(first) - anchor;
  expect(Math.abs(meanOf({ dualResponses }) / mean - 0.72)).toBeLessThan(0.06);
  expect(Math.abs(meanOf({ directResponses }) / mean - 1)).toBeLessThan(0.06);
});

function truthMean(utilities: readonly number[]): number {
  return utilities.reduce((sum, utility) => sum + utility, 0) / utilities.length;
}
