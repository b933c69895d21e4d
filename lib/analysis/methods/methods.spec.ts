import { describe, expect, it } from "vitest";
import { z } from "zod";
import { computeHere } from "@/lib/compute/compute";
import { allocationData } from "@/lib/maxdiff/allocation/allocation-data";
import { simulateDirectResponses, simulateDualResponses } from "@/lib/maxdiff/anchor/testing";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import type { ChoiceStudy, QuestionAnswers } from "../study-data/choice-study";
import { allocationMethod } from "./allocation";
import { anchorsMethod } from "./anchors";
import { answerNoiseMethod } from "./answer-noise";
import { bootstrapMethod } from "./bootstrap";
import { countsMethod } from "./counts";
import { methods } from "./list";
import { logitMethod } from "./logit";
import type { Method, MethodHooks } from "./method";
import { questionsMethod } from "./questions";
import { requireParts } from "./require-parts";
import { simulatorMethod } from "./simulator";
import { turfMethod } from "./turf";
import { vocabularyMethod } from "./vocabulary";

const ITEMS = 13;
const UTILITIES = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];

const hooks = (more: Partial<MethodHooks> = {}): MethodHooks => ({
  seed: 1,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  compute: computeHere,
  ...more,
});

/** Two cohorts of known utilities. */
function simulated(
  cohorts: readonly { respondents: number; utilities: number[]; consistency?: number }[],
) {
  const random = seededRandom(11);
  const found = simulateRespondents({
    itemCount: ITEMS,
    versions: thirteenItemDesign(20, random),
    cohorts: cohorts.map((cohort) => ({ ...cohort, spread: 0.7 })),
    random,
  });
  return { found, study: studyOf(found.data) };
}

function studyOf(data: ChoiceStudy["data"], more: Partial<ChoiceStudy> = {}): ChoiceStudy {
  return {
    data,
    itemNumbers: Array.from({ length: data.itemCount }, (_, item) => item + 1),
    cohortNames: ["A", "B"].slice(0, data.cohortCount),
    respondentIds: Array.from(data.cohort, (_, r) => `r${r + 1}`),
    halfTasks: null,
    anchors: null,
    ...more,
  };
}

describe("every method", () => {
  it.each(methods.map((method) => [method.name, method as Method] as const))(
    "%s: its options are strict, have their defaults, and can be told of",
    (_name, { optionsSchema }) => {
      expect(optionsSchema.safeParse({}).success).toBe(true);
      expect(optionsSchema.safeParse({ unheardOf: 1 }).success).toBe(false);
      expect(() => z.toJSONSchema(optionsSchema, { io: "input" })).not.toThrow();
    },
  );

  it("is refused by name where the study lacks what it needs", () => {
    const { study } = simulated([{ respondents: 20, utilities: UTILITIES }]);
    const half = { ...study, halfTasks: { count: 1, first: "Respondent r1, set 1" } };
    expect(() => requireParts(countsMethod, half, {})).toThrow("Respondent r1, set 1 has no best");
    expect(() => requireParts(logitMethod, half, { likelihood: "pair" })).toThrow("pair");
    expect(() => requireParts(logitMethod, half, { likelihood: "tricked" })).not.toThrow();
    expect(() => requireParts(vocabularyMethod, study, {})).toThrow("two or more");
    expect(() => requireParts(anchorsMethod, study, {})).toThrow("anchor");
    expect(() => requireParts(allocationMethod, study, {})).toThrow("allocation");
    expect(() => requireParts(questionsMethod, study, {})).toThrow("questions");
  });
});

describe("vocabulary", () => {
  const changed = UTILITIES.with(2, UTILITIES[11]).with(11, UTILITIES[2]);
  const { study } = simulated([
    { respondents: 300, utilities: UTILITIES },
    { respondents: 400, utilities: changed },
  ]);

  it("finds the two words that change places, by number, and says which pairs were named", async () => {
    const options = vocabularyMethod.optionsSchema.parse({ pairs: ["12-3"] });
    const { result } = await vocabularyMethod.run(study, options, hooks());
    expect(result.pairs).toHaveLength((ITEMS * (ITEMS - 1)) / 2);
    expect(result.pairs[0]).toMatchObject({ numbers: [3, 12], from: "A", to: "B", swap: true });
    expect(result.pairs.filter(({ named }) => named)).toEqual([result.pairs[0]]);
    // The z of both cohorts is the sum of each one's, which is a normal of its own, over √2.
    for (const { z: together, cohorts } of result.coAppearance) {
      const zs = cohorts.map(({ residual, se }) => residual / (se ?? Number.NaN));
      expect(together).toBeCloseTo((zs[0] + zs[1]) / Math.SQRT2, 10);
    }
    const low = result.coAppearance.filter(({ isLow }) => isLow).length;
    // Of 78 pairs the lowest four or so lie below the 5th percentile of the other 77.
    expect(low).toBeGreaterThanOrEqual(3);
    expect(low).toBeLessThanOrEqual(5);
  });

  it("refuses a pair that is not of two items", async () => {
    const options = vocabularyMethod.optionsSchema.parse({ pairs: ["3-99"] });
    await expect(vocabularyMethod.run(study, options, hooks())).rejects.toThrow("3-99");
  });
});

it("answer noise: the draws of cohorts fitted apart are independent, the same answers or not", async () => {
  const { found } = simulated([{ respondents: 120, utilities: UTILITIES }]);
  const tasksOf = (respondent: number) =>
    Array.from({ length: 13 }, (_, place) => {
      const task = found.data.respondentStart[respondent] + place;
      const { taskStart, shown, best, worst } = found.data;
      return {
        shown: Array.from(shown.subarray(taskStart[task], taskStart[task + 1])),
        best: best[task],
        worst: worst[task],
      };
    });
  const twice = choiceData({
    itemCount: ITEMS,
    cohortCount: 2,
    respondents: [0, 1].flatMap((cohort) =>
      Array.from({ length: 120 }, (_, respondent) => ({ cohort, tasks: tasksOf(respondent) })),
    ),
  });
  const options = answerNoiseMethod.optionsSchema.parse({ chains: 1, maxDraws: 200 });
  const { result } = await answerNoiseMethod.run(studyOf(twice), options, hooks());
  const [one, other] = result.cohorts.map(({ low, high }) => (high - low) / 2);
  const [{ ratio, low, high }] = result.pairs;
  // Errors of independent figures add by their squares; with one seed for both the interval is a point.
  const expected = Math.hypot(one, other) / result.cohorts[0].decisiveness;
  expect((high - low) / 2 / expected).toBeGreaterThan(0.7);
  expect((high - low) / 2 / expected).toBeLessThan(1.4);
  expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
});

it("bootstrap: intervals by item number, about as wide as the robust ones", async () => {
  const { study } = simulated([
    { respondents: 80, utilities: UTILITIES },
    { respondents: 120, utilities: UTILITIES },
  ]);
  const options = bootstrapMethod.optionsSchema.parse({ replicates: 100 });
  const { result } = await bootstrapMethod.run(study, options, hooks());
  const logit = await logitMethod.run(study, logitMethod.optionsSchema.parse({}), hooks());
  const [{ utility, ...pair }] = result.pairs;
  expect(pair).toMatchObject({ from: "A", to: "B", status: "ok", replicates: 100 });
  utility.forEach(({ number, low, high }, item) => {
    const robust = logit.result.gaps[item];
    expect(number).toBe(robust.number);
    const ratio = (high - low) / (Number(robust.high) - Number(robust.low));
    // The ends of 100 draws stray by a tenth or two.
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.5);
  });
});

describe("answer noise", () => {
  const short = answerNoiseMethod.optionsSchema.parse({ chains: 2, maxDraws: 150 });
  const noise = async (second: { utilities: number[]; consistency?: number }) => {
    const { study } = simulated([
      { respondents: 250, utilities: UTILITIES },
      { respondents: 250, ...second },
    ]);
    return (await answerNoiseMethod.run(study, short, hooks())).result;
  };

  it("half as decided is found, λ may be read, and on one footing the gaps are gone", async () => {
    const { pairs, scaleAdjusted } = await noise({ utilities: UTILITIES, consistency: 0.5 });
    const [{ ratio, low, high, verdict, gaps, gapsOnOneFooting }] = pairs;
    // Simulated with 0.5; the interval has to hold it.
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(Math.abs(ratio - 0.5)).toBeLessThan(0.1);
    expect(verdict).toBe("differs");
    expect(scaleAdjusted.proportional).toBe(true);
    expect(scaleAdjusted.consistency?.[1].consistency).toBeCloseTo(0.5, 0);
    expect(gaps.filter((gap) => gap.verdict === "different").length).toBeGreaterThan(4);
    expect(gapsOnOneFooting?.filter((gap) => gap.verdict === "different")).toEqual([]);
  }, 60_000);

  it("real gaps and equal noise: decisiveness does not differ, and λ is not shown as noise", async () => {
    const changed = UTILITIES.with(2, UTILITIES[11]).with(11, UTILITIES[2]);
    const { pairs, scaleAdjusted } = await noise({ utilities: changed });
    expect(pairs[0].verdict).not.toBe("differs");
    expect(pairs[0].gapsOnOneFooting).toBeNull();
    expect(scaleAdjusted).toMatchObject({ proportional: false, consistency: null });
  }, 60_000);
});

it("anchors: each kind by itself and together; direct shares are those who said so", async () => {
  const cohorts = [
    { respondents: 150, utilities: UTILITIES },
    { respondents: 150, utilities: UTILITIES },
  ];
  const { found, study } = simulated(cohorts);
  const random = seededRandom(2);
  const anchors = {
    dualResponses: simulateDualResponses({ simulated: found, anchors: [0.3, 0.3], random }),
    directResponses: simulateDirectResponses({ simulated: found, anchors: [0.3, 0.3], random }),
  };
  const options = anchorsMethod.optionsSchema.parse({});
  const { result } = await anchorsMethod.run({ ...study, anchors }, options, hooks());
  for (const part of [result.together, result.dual, result.direct]) {
    expect(part?.map(({ name, status }) => [name, status])).toEqual([
      ["A", "ok"],
      ["B", "ok"],
    ]);
    expect(part?.[0].items[0].utility).toBeGreaterThan(0);
    expect(part?.[0].items[12].utility).toBeLessThan(0);
  }
  expect(result.dual?.[0].directResponses).toBe(0);
  expect(result.direct?.[0].dualResponses).toBe(0);
  const said = anchors.directResponses.filter(
    ({ respondent, item }) => respondent < 150 && item === 4,
  );
  expect(result.above?.cohorts[0].parts[4]).toMatchObject({
    part: "5",
    answered: 150,
    share: (100 * said.filter(({ above }) => above).length) / 150,
  });
  const onlyDirect = {
    dualResponses: anchors.dualResponses.map(() => null),
    directResponses: anchors.directResponses,
  };
  const alone = await anchorsMethod.run({ ...study, anchors: onlyDirect }, options, hooks());
  expect(alone.result.dual).toBeNull();
  expect(alone.result.direct).toEqual(result.direct);
});

it("allocation: means, and without covariates the fractional logit's gaps are those of log mean shares", async () => {
  const points = [
    [
      [50, 30, 20],
      [20, 20, 60],
      [40, 40, 20],
      [10, 0, 90],
    ],
    [
      [10, 60, 30],
      [30, 30, 40],
      [0, 50, 50],
    ],
  ];
  const data = allocationData({
    name: "now",
    format: "constant-sum",
    itemCount: 3,
    cohortCount: 2,
    respondents: points.flatMap((rows, cohort) => rows.map((own) => ({ cohort, points: own }))),
  });
  const { study } = simulated([{ respondents: 4, utilities: UTILITIES }]);
  const three = {
    ...study,
    itemNumbers: [1, 2, 3],
    cohortNames: ["A", "B"],
    allocations: [{ data, respondentIds: ["a", "b", "c", "d", "e", "f", "g"] }],
  };
  const { result } = await allocationMethod.run(three, {}, hooks());
  const [now] = result.allocations;
  const means = points.map((rows) =>
    [0, 1, 2].map((item) => rows.reduce((sum, own) => sum + own[item], 0) / rows.length),
  );
  now.cohorts.forEach(({ items }, cohort) => {
    items.forEach(({ mean }, item) => {
      expect(mean).toBeCloseTo(means[cohort][item], 10);
    });
  });
  // t.test(c(50, 20, 40, 10))$conf.int of R 4.2
  expect(now.cohorts[0].items[0]).toMatchObject({ zeros: 0, answered: 4 });
  expect(now.cohorts[0].items[0].low).toBeCloseTo(
    30 - 3.182446305284263 * Math.sqrt(1000 / 3 / 4),
    8,
  );
  const centred = means.map((own) => {
    const logs = own.map(Math.log);
    const mean = logs.reduce((sum, value) => sum + value, 0) / 3;
    return logs.map((value) => value - mean);
  });
  expect(now.fractionalLogit?.status).toBe("ok");
  now.fractionalLogit?.gaps.forEach(({ gap }, item) => {
    expect(gap).toBeCloseTo(centred[1][item] - centred[0][item], 6);
  });
});

describe("questions", () => {
  const { study } = simulated([{ respondents: 4, utilities: UTILITIES }]);
  const figures = async (
    question: Pick<QuestionAnswers, "measure" | "parts" | "points"> & {
      rows: number[][];
      cohort: number[];
    },
  ) => {
    const { rows, cohort, ...asked } = question;
    const questions: QuestionAnswers[] = [
      {
        key: "q",
        label: "Question",
        single: false,
        ...asked,
        values: Float64Array.from(rows.flat()),
        cohort: Int32Array.from(cohort),
        weight: new Float64Array(cohort.length).fill(1),
        respondentIds: cohort.map((_, r) => `r${r}`),
      },
    ];
    const options = questionsMethod.optionsSchema.parse({});
    const both = { ...study, cohortNames: ["A", "B"], questions };
    return (await questionsMethod.run(both, options, hooks())).result.questions[0];
  };
  const part = [{ id: "p", label: "Part" }];
  const chosen = (first: number[], second: number[]) =>
    figures({
      measure: "chosen",
      parts: part,
      rows: [...first, ...second].map((value) => [value]),
      cohort: [...first.map(() => 0), ...second.map(() => 1)],
    });

  it("shares, intervals and p-values are those of R's prop.test without correction", async () => {
    const found = await chosen(
      [0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0],
      [1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1],
    );
    const [a, b] = found.shares?.cohorts ?? [];
    expect(a.parts[0].low).toBeCloseTo(9.74605929002, 6);
    expect(a.parts[0].high).toBeCloseTo(56.56453011761, 6);
    expect(b.parts[0].low).toBeCloseTo(39.0622088873, 6);
    expect(b.parts[0].high).toBeCloseTo(86.1879908909, 6);
    expect(found.shares?.gaps[0].p).toBeCloseTo(0.0588560658859, 9);
  });

  it("the interval of a difference is Newcombe's: 56/70 against 48/80 in his Table II", async () => {
    const of = (ones: number, all: number) =>
      Array.from({ length: all }, (_, i) => Number(i < ones));
    const found = await chosen(of(48, 80), of(56, 70));
    expect(found.shares?.gaps[0].gap).toBeCloseTo(20, 10);
    expect(found.shares?.gaps[0].low).toBeCloseTo(5.24, 2);
    expect(found.shares?.gaps[0].high).toBeCloseTo(33.39, 2);
  });

  it("a rating's top box is that of who rated the row, its points counted by hand", async () => {
    const nobody = Number.NaN;
    const found = await figures({
      measure: "rating",
      parts: [
        { id: "clear", label: "Clear" },
        { id: "fair", label: "Fair" },
      ],
      points: ["Never", "Rarely", "Sometimes", "Often", "Always"],
      rows: [
        [5, 1],
        [4, nobody],
        [2, 3],
        [4, 4],
        [1, 2],
        [5, 5],
      ],
      cohort: [0, 0, 0, 0, 1, 1],
    });
    expect(found.means?.cohorts[0].parts.map(({ mean }) => mean)).toEqual([3.75, 8 / 3]);
    expect(found.topBox).toMatchObject({
      boxes: 2,
      counts: [
        { name: "A", parts: [{ counts: [0, 1, 0, 2, 1] }, { counts: [1, 0, 1, 1, 0] }] },
        { name: "B", parts: [{ counts: [1, 0, 0, 0, 1] }, { counts: [0, 1, 0, 0, 1] }] },
      ],
    });
    const [a, b] = found.topBox?.cohorts ?? [];
    expect(a.parts[0]).toMatchObject({ answered: 4, share: 75 });
    expect(a.parts[1].answered).toBe(3);
    expect(a.parts[1].share).toBeCloseTo(100 / 3, 10);
    expect(b.parts.map(({ share }) => share)).toEqual([50, 50]);
    // The same people as who chose and who did not: Wilson, Newcombe and Pearson as above.
    const shares = (await chosen([1, 1, 0, 1], [0, 1])).shares?.gaps[0];
    expect(found.topBox?.gaps[0]).toMatchObject({ gap: shares?.gap, p: shares?.p });
  });

  it("days have a median and a range in each cohort", async () => {
    const day = (iso: string) => [Date.parse(iso) / 86_400_000];
    const found = await figures({
      measure: "day",
      parts: part,
      rows: [
        ...["2024-02-28", "2024-03-01", "1969-12-31"].map(day),
        ...["2024-02-28", "2024-03-03", "2020-01-01", "2026-11-30"].map(day),
      ],
      cohort: [0, 0, 0, 1, 1, 1, 1],
    });
    expect(found.days?.cohorts).toEqual([
      {
        ...{ name: "A", answered: 3, median: "2024-02-28" },
        ...{ earliest: "1969-12-31", latest: "2024-03-01" },
      },
      // 28 February and 3 March of a leap year are four days apart: the middle is 1 March.
      {
        ...{ name: "B", answered: 4, median: "2024-03-01" },
        ...{ earliest: "2020-01-01", latest: "2026-11-30" },
      },
    ]);
    expect(found.days?.gaps).toEqual([{ from: "A", to: "B", days: 2 }]);
    expect(found.means).toBeNull();
  });

  it("means, intervals and p-values are those of R's t.test; medians too", async () => {
    const [a, b] = [
      [3, 5, 2, 8, 7, 4, 6, 9],
      [1, 2, 2, 5, 3, 4, 1],
    ];
    const found = await figures({
      measure: "amount",
      parts: part,
      rows: [...a, ...b].map((value) => [value]),
      cohort: [...a.map(() => 0), ...b.map(() => 1)],
    });
    const [first, second] = found.means?.cohorts ?? [];
    expect(first.parts[0]).toMatchObject({ mean: 5.5, median: 5.5, answered: 8 });
    expect(first.parts[0].low).toBeCloseTo(3.45217532772, 9);
    expect(first.parts[0].high).toBeCloseTo(7.54782467228, 9);
    expect(second.parts[0].median).toBe(2);
    expect(found.means?.gaps[0].p).toBeCloseTo(0.0155971468156, 9);
    expect(found.means?.gaps[0].low).toBeCloseTo(-5.193253524548, 9);
    expect(found.means?.gaps[0].high).toBeCloseTo(-0.663889332595, 9);
    expect(found.shares).toBeNull();
  });

  it("ranks: who ranked an option at all, and its mean place among them; Holm within the question", async () => {
    const found = await figures({
      measure: "ranked",
      parts: [
        { id: "x", label: "X" },
        { id: "y", label: "Y" },
      ],
      rows: [
        [1, 2],
        [2, 0],
        [0, 1],
        [1, 2],
      ],
      cohort: [0, 0, 1, 1],
    });
    expect(found.shares?.cohorts[0].parts.map(({ share }) => share)).toEqual([100, 50]);
    expect(found.means?.cohorts[1].parts.map(({ mean }) => mean)).toEqual([1, 1.5]);
    const ps = found.shares?.gaps.map(({ p }) => p ?? 1) ?? [];
    const least = Math.min(...ps);
    expect(found.shares?.gaps.find(({ p }) => p === least)?.pHolm).toBeCloseTo(
      Math.min(1, 2 * least),
      12,
    );
  });
});

describe("what utilities of respondents are good for", () => {
  const { study } = simulated([
    { respondents: 2, utilities: UTILITIES },
    { respondents: 2, utilities: UTILITIES },
  ]);
  const individual = {
    itemNumbers: [2, 5, 7],
    respondents: [
      { id: "a", cohort: "A", rlh: null, utilities: [2, 0, -2] },
      { id: "b", cohort: "A", rlh: null, utilities: [1, 0, -1] },
      { id: "c", cohort: "B", rlh: null, utilities: [-2, 0, 2] },
      { id: "d", cohort: "B", rlh: null, utilities: [0, 1, -1] },
    ],
  };

  it("simulator: shares among those on offer are e^u over their sum, averaged over respondents", async () => {
    const options = simulatorMethod.optionsSchema.parse({ offered: [2, 5] });
    const { result } = await simulatorMethod.run(study, options, hooks({ individual }));
    const own = ([x, y]: number[]) => (100 * Math.exp(x)) / (Math.exp(x) + Math.exp(y));
    const [a, b, all] = result.cohorts;
    const shares = individual.respondents.map(({ utilities }) => own(utilities));
    expect([a.name, b.name, all.name]).toEqual(["A", "B", null]);
    expect(a.items[0].share).toBeCloseTo((shares[0] + shares[1]) / 2, 10);
    expect(all.items[0].share).toBeCloseTo(shares.reduce((x, y) => x + y, 0) / 4, 10);
    expect(all.items.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(100, 10);
    // Two figures x and y: the error of their mean is |x − y| / 2.
    expect(a.items[0].se).toBeCloseTo(Math.abs(shares[0] - shares[1]) / 2, 10);
    const bad = simulatorMethod.optionsSchema.parse({ offered: [3] });
    await expect(simulatorMethod.run(study, bad, hooks({ individual }))).rejects.toThrow("Item 3");
  });

  it("turf: first choices counted by hand, within a cohort too", async () => {
    const run = async (given: object) => {
      const options = turfMethod.optionsSchema.parse({ reach: "first-choice", top: 1, ...given });
      return (await turfMethod.run(study, options, hooks({ individual }))).result;
    };
    const { sizes, respondents } = await run({ size: [1, 2] });
    expect(respondents).toBe(4);
    expect(sizes.map(({ portfolios }) => portfolios[0])).toMatchObject([
      { items: [2], reach: 50 },
      { items: [2, 5], reach: 75 },
    ]);
    expect(
      (await run({ size: [1], only: "B", exclude: [5] })).sizes[0].portfolios[0],
    ).toMatchObject({
      items: [7],
      reach: 50,
    });
    await expect(run({ size: [1], only: "C" })).rejects.toThrow("There are: A, B.");
  });
});
