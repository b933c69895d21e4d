import { expect, test } from "vitest";
import { allocationData } from "@/lib/maxdiff/allocation/allocation-data";
import { type ChoiceRespondent, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import { simulateAllocation } from "@/lib/maxdiff/simulate/simulate-allocation";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { type CohortComparison, compareCohorts } from "./compare-cohorts";

const itemCount = 13;
const utilities = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];
const options = { likelihood: "sequential", seed: 1 } as const;

function study(first: number, second: number, seed: number, changed = utilities) {
  const random = seededRandom(seed);
  return simulateRespondents({
    itemCount,
    versions: thirteenItemDesign(20, random),
    cohorts: [
      { respondents: first, utilities, spread: 1 },
      { respondents: second, utilities: changed, spread: 1 },
    ],
    random,
  }).data;
}

function listOf(comparison: CohortComparison, scale: "net" | "utility" | "share" | "allocation") {
  const list = comparison.gaps.find((gaps) => gaps.scale === scale);
  if (!list) throw new Error(`No gaps on ${scale}`);
  return list;
}

/** Every number in a result, wherever it sits. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(numbersIn);
}

test("a planted gap is found on every scale, its neighbours are not called different, and the sign is to minus from", () => {
  const changed = utilities.with(4, utilities[4] + 1.3);
  const comparison = compareCohorts({ data: study(300, 700, 5, changed), options });
  for (const scale of ["net", "utility", "share"] as const) {
    const list = listOf(comparison, scale);
    expect(list.items[4].gap).toBeGreaterThan(0);
    expect(list.items[4].verdict).toBe("different");
    expect(list.global?.p).toBeLessThan(0.001);
    expect(list.global?.degrees).toBe(12);
    expect([list.from, list.to, list.respondentsFrom, list.respondentsTo]).toEqual([
      0, 1, 300, 700,
    ]);
  }
});

test("errors of utility gaps carry n / (n - 1) of each cohort, the logit's own do not", () => {
  const data = study(9, 14, 7);
  const [from, to] = [0, 1].map((cohort) => {
    const respondents = cohortRespondents(data, cohort);
    const fit = aggregateLogit({ data, respondents, likelihood: "sequential" });
    if (fit.status !== "ok") throw new Error(fit.status);
    return fit.robustCovariance;
  });
  listOf(compareCohorts({ data, options }), "utility").items.forEach(({ se }, item) => {
    const cell = item * (itemCount + 1);
    expect(se).toBeCloseTo(Math.sqrt((from[cell] * 9) / 8 + (to[cell] * 14) / 13), 10);
  });
});

test("the same seed and data give the same bytes, and the result survives JSON unchanged", () => {
  const data = study(40, 60, 8);
  const allocations = [
    simulateAllocation({
      name: "now",
      format: "constant-sum",
      itemCount,
      cohorts: [
        { respondents: 40, means: new Array<number>(13).fill(100 / 13) },
        { respondents: 60, means: new Array<number>(13).fill(100 / 13) },
      ],
      random: seededRandom(2),
    }),
  ];
  const first = compareCohorts({ data, allocations, options });
  const second = compareCohorts({ data, allocations, options });
  expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  expect(numbersIn(first).every(Number.isFinite)).toBe(true);
  const allocation = listOf(first, "allocation");
  expect(allocation.average).toBeCloseTo(100 / 13, 12);
  expect(allocation.range).toEqual({ low: 0, high: 100 });
  expect(
    first.cohorts[0].allocations[0].items.reduce((sum, item) => sum + (item.mean ?? 0), 0),
  ).toBeCloseTo(100, 9);
});

test("renaming items permutes every figure and changes none", () => {
  const random = seededRandom(21);
  const data = study(50, 80, 9);
  const label = random.shuffle(Int32Array.from({ length: itemCount }, (_, item) => item));
  const rename = (items: Int32Array) => items.map((item) => label[item]);
  const renamed = {
    ...data,
    shown: rename(data.shown),
    best: rename(data.best),
    worst: rename(data.worst),
  };
  const before = compareCohorts({ data, options });
  const after = compareCohorts({ data: renamed, options });
  before.gaps.forEach((list, index) => {
    for (const gap of list.items) {
      const same = after.gaps[index].items[label[gap.item]];
      for (const key of ["gap", "se", "low", "high", "p", "pHolm"] as const) {
        expect(same[key]).toBeCloseTo(gap[key] ?? 0, 7);
      }
      expect(same.verdict).toBe(gap.verdict);
    }
    expect(after.gaps[index].global?.statistic).toBeCloseTo(list.global?.statistic ?? 0, 6);
  });
});

test("the order of respondents and of their tasks changes nothing", () => {
  const random = seededRandom(31);
  const tasksOf = (data: ReturnType<typeof study>): ChoiceRespondent[] =>
    Array.from(data.cohort, (cohort, r) => ({
      cohort,
      weight: 1 + (r % 3),
      tasks: Array.from(
        { length: data.respondentStart[r + 1] - data.respondentStart[r] },
        (_, offset) => {
          const task = data.respondentStart[r] + offset;
          return {
            shown: [...data.shown.slice(data.taskStart[task], data.taskStart[task + 1])],
            best: data.best[task],
            worst: data.worst[task],
          };
        },
      ),
    }));
  const respondents = tasksOf(study(30, 50, 10));
  const shuffled = random.shuffle([...respondents]).map((respondent) => ({
    ...respondent,
    tasks: random.shuffle([...respondent.tasks]),
  }));
  const before = compareCohorts({
    data: choiceData({ itemCount, cohortCount: 2, respondents }),
    options,
  });
  const after = compareCohorts({
    data: choiceData({ itemCount, cohortCount: 2, respondents: shuffled }),
    options,
  });
  const left = numbersIn(before);
  const right = numbersIn(after);
  expect(right).toHaveLength(left.length);
  left.forEach((value, index) => {
    expect(right[index]).toBeCloseTo(value, 7);
  });
});

test("a weight of 3 gives the figures of three equal respondents, with the larger error of one", () => {
  const respondent = (best: number, worst: number): ChoiceRespondent => ({
    cohort: 0,
    tasks: [
      { shown: [0, 1, 2], best, worst },
      { shown: [0, 1, 2], best: worst, worst: best },
    ],
  });
  const others = [respondent(0, 1), respondent(1, 2), respondent(2, 0)];
  const weighted = compareCohorts({
    data: choiceData({
      itemCount: 3,
      cohortCount: 1,
      respondents: [
        ...others,
        { cohort: 0, weight: 3, tasks: [{ shown: [0, 1, 2], best: 0, worst: 2 }] },
      ],
    }),
    options,
  }).cohorts[0];
  const copy: ChoiceRespondent = { cohort: 0, tasks: [{ shown: [0, 1, 2], best: 0, worst: 2 }] };
  const repeated = compareCohorts({
    data: choiceData({ itemCount: 3, cohortCount: 1, respondents: [...others, copy, copy, copy] }),
    options,
  }).cohorts[0];
  expect(weighted.effectiveRespondents).toBeCloseTo(36 / 12, 12);
  weighted.items.forEach((item, index) => {
    expect(item.net).toBeCloseTo(repeated.items[index].net ?? 0, 12);
    expect(item.utility).toBeCloseTo(repeated.items[index].utility ?? 0, 9);
  });
  expect(weighted.items[0].netSe).toBeGreaterThan(repeated.items[0].netSe ?? 0);
});

test("an empty cohort gives nulls and a status, and leaves the other cohort whole", () => {
  const data = study(60, 0, 12);
  const comparison = compareCohorts({ data, options });
  expect(comparison.cohorts[1].respondents).toBe(0);
  expect(comparison.cohorts[1].logit.status).toBe("no answers");
  expect(comparison.cohorts[1].items[0].net).toBeNull();
  expect(comparison.gaps.map((list) => list.status)).toEqual([
    "no figures",
    "no figures",
    "no figures",
    "no figures",
  ]);
  expect(comparison.cohorts[0].logit.status).toBe("ok");
  expect(numbersIn(comparison).every(Number.isFinite)).toBe(true);
});

test("no respondent at all, and one single respondent, are answered without an exception", () => {
  const none = compareCohorts({
    data: choiceData({ itemCount, cohortCount: 2, respondents: [] }),
    options,
  });
  expect(none.cohorts.map((cohort) => cohort.logit.status)).toEqual(["no answers", "no answers"]);
  const single = compareCohorts({ data: study(1, 1, 3), options });
  expect(numbersIn(single).every(Number.isFinite)).toBe(true);
  expect(single.gaps[0].items.every((gap) => gap.verdict === "cannot tell")).toBe(true);
  expect(single.cohorts[0].items[0].netSe).toBeNull();
});

test("separated, unseen and unlinked items are named; the counts stay", () => {
  const task = (shown: number[], best: number, worst: number) => ({ shown, best, worst });
  const cohortOf = (tasks: ReturnType<typeof task>[], count: number) =>
    compareCohorts({
      data: choiceData({
        itemCount: count,
        cohortCount: 1,
        respondents: [
          { cohort: 0, tasks },
          { cohort: 0, tasks },
        ],
      }),
      options,
    }).cohorts[0];
  const alwaysBest = cohortOf([task([0, 1, 2], 0, 1), task([0, 1, 2], 0, 2)], 3);
  expect(alwaysBest.logit).toMatchObject({ status: "separated", statusItems: [0] });
  expect(alwaysBest.items[0].net).toBe(100);
  expect(alwaysBest.items[0].utility).toBeNull();
  const alwaysWorst = cohortOf([task([0, 1, 2], 0, 2), task([0, 1, 2], 1, 2)], 3);
  expect(alwaysWorst.logit).toMatchObject({ status: "separated", statusItems: [0, 1] });
  const firstWorst = cohortOf([task([0, 1, 2], 1, 0), task([0, 1, 2], 2, 0)], 3);
  expect(firstWorst.logit).toMatchObject({ status: "separated", statusItems: [1, 2] });
  const unseen = cohortOf([task([0, 1, 2], 0, 2), task([0, 1, 2], 2, 0)], 4);
  expect(unseen.logit).toMatchObject({ status: "item never shown", statusItems: [3] });
  expect(unseen.items[3].net).toBeNull();
  const unlinked = cohortOf([task([0, 1], 0, 1), task([2, 3, 4], 3, 2)], 5);
  expect(unlinked.logit).toMatchObject({ status: "disconnected", statusItems: [0, 1] });
});

test("answers all alike leave no error to estimate, and then nothing can be told", () => {
  const tasks = [
    { shown: [0, 1, 2], best: 0, worst: 1 },
    { shown: [0, 1, 2], best: 1, worst: 2 },
    { shown: [0, 1, 2], best: 2, worst: 0 },
  ];
  const data = choiceData({
    itemCount: 3,
    cohortCount: 2,
    respondents: Array.from({ length: 20 }, (_, r) => ({ cohort: r % 2, tasks })),
  });
  const comparison = compareCohorts({ data, options });
  for (const list of comparison.gaps) {
    expect(list.global).toBeNull();
    for (const gap of list.items) {
      expect(gap.verdict).toBe("cannot tell");
      expect(gap.gap).toBeCloseTo(0, 12);
    }
  }
});

test("three cohorts give each later one against the first, and any pair asked for", () => {
  const random = seededRandom(4);
  const cohort = { respondents: 20, utilities };
  const { data } = simulateRespondents({
    itemCount,
    versions: thirteenItemDesign(5, random),
    cohorts: [cohort, cohort, cohort],
    random,
  });
  const pairs = (asked?: [number, number][]) =>
    compareCohorts({ data, options: { ...options, pairs: asked } })
      .gaps.filter((list) => list.scale === "net")
      .map((list) => [list.from, list.to]);
  expect(pairs()).toEqual([
    [0, 1],
    [0, 2],
  ]);
  expect(pairs([[1, 2]])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  expect(() => pairs([[1, 3]])).toThrow("cohort 3");
});

test("an allocation of another study is refused", () => {
  const allocation = allocationData({
    name: "now",
    format: "percentage",
    itemCount: 2,
    cohortCount: 1,
    respondents: [],
  });
  expect(() =>
    compareCohorts({ data: study(2, 2, 1), allocations: [allocation], options }),
  ).toThrow("2 items");
});
