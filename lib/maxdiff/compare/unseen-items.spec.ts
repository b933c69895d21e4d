import { describe, expect, test } from "vitest";
import { type ChoiceData, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import { generateDesign } from "@/lib/maxdiff/design/generate-design";
import { REFERENCE, readReferenceStudy } from "@/lib/maxdiff/fixtures/reference-study";
import { estimateHb } from "@/lib/maxdiff/hb/estimate-hb";
import { judgeHbGaps } from "@/lib/maxdiff/hb/judge-hb-gaps";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import { simulateTask } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import type { CohortEstimate } from "./cohort-estimate";
import { compareCohorts } from "./compare-cohorts";
import type { Gap } from "./compare-estimates";
import { compareScaleAdjusted } from "./compare-scale-adjusted";
import { gapEstimate } from "./gap-estimate";
import { globalTest } from "./global-test";
import { mergedPairs } from "./merged-pairs";

/*
 * Two cohorts of the same utilities, of which one hardly or never saw the last item: whatever is called
 * "different" is invented. The designs are small enough for hundreds of studies.
 */
const complete = [
  [0, 1, 2],
  [0, 3, 4],
  [0, 1, 5],
  [2, 3, 5],
  [1, 4, 5],
  [0, 2, 4],
  [1, 3, 4],
  [2, 3, 5],
  [0, 3, 5],
  [1, 2, 4],
];
const lacking = complete.map((task) => {
  const other = [0, 1, 2, 3, 4].find((item) => !task.includes(item)) ?? 0;
  return task.map((item) => (item === 5 ? other : item));
});
const utilities = [1, 0.5, 0, -0.2, -0.5, -0.8];

/** @param saw how many respondents of the second cohort got the design with the last item */
function study(seed: number, perCohort: number, saw: number): ChoiceData {
  const random = seededRandom(seed);
  return choiceData({
    itemCount: 6,
    cohortCount: 2,
    respondents: Array.from({ length: 2 * perCohort }, (_, r) => {
      const own = utilities.map((value) => value + 0.7 * standardNormal(random));
      const tasks = r % 2 === 0 || r < 2 * saw ? complete : lacking;
      return { cohort: r % 2, tasks: tasks.map((shown) => simulateTask(shown, own, random)) };
    }),
  });
}

/** Gaps of every way of comparing that rests on counts or on the logit. */
function everyList(data: ChoiceData): [string, readonly Gap[]][] {
  const lists = compareCohorts({ data, options: { likelihood: "sequential", seed: 1 } }).gaps.map(
    ({ scale, items }): [string, readonly Gap[]] => [scale, items],
  );
  const adjusted = compareScaleAdjusted({ data, likelihood: "sequential" });
  return adjusted.status === "ok" ? [...lists, ["adjusted", adjusted.gaps[0].after]] : lists;
}

describe("an item that hardly anybody of one cohort saw", () => {
  test.each([1, 3])("has no gap under any method where %i of 60 saw it", (saw) => {
    let lists = 0;
    const falseFamilies: Record<string, number> = {};
    for (let seed = 101; seed <= 140; seed++) {
      for (const [name, gaps] of everyList(study(seed, 60, saw))) {
        lists++;
        if (gaps.length > 0) {
          expect(gaps[5]).toMatchObject({ gap: null, se: null, verdict: "cannot tell" });
        }
        falseFamilies[name] ??= 0;
        if (gaps.some(({ verdict }) => verdict === "different")) falseFamilies[name]++;
      }
    }
    expect(lists).toBeGreaterThan(150);
    // 5 % of 40 studies, and three standard errors of that.
    for (const families of Object.values(falseFamilies)) expect(families).toBeLessThanOrEqual(6);
    // What is left has its gaps: only parts of a whole are lost with one of them.
    const [, utility] = everyList(study(1, 60, saw)).find(([name]) => name === "utility") ?? [];
    expect(utility?.slice(0, 5).every(({ se }) => se !== null)).toBe(true);
    expect(utility?.reduce((sum, { gap }) => sum + (gap ?? 0), 0)).toBeCloseTo(0, 10);
  });

  test("is in no pair of items that is looked at for a swap", () => {
    const data = study(2, 60, 3);
    const [from, to] = [0, 1].map((cohort) => {
      const respondents = cohortRespondents(data, cohort);
      const fit = aggregateLogit({ data, respondents, likelihood: "sequential" });
      if (fit.status !== "ok") throw new Error(fit.status);
      return fit;
    });
    const pairs = mergedPairs(from, to, 0.1);
    expect(pairs).toHaveLength(10);
    expect(pairs.some(({ items }) => items.includes(5))).toBe(false);
  });

  test("takes the verdict from nets that stood against other items for it, and tells which", () => {
    const [net] = compareCohorts({
      data: study(3, 300, 0),
      options: { likelihood: "sequential", seed: 1 },
    }).gaps;
    expect(net.unlikeSets).toEqual([0, 1, 2, 3, 4]);
    expect(net.global).toBeNull();
    expect(net.items.some(({ pHolm }) => pHolm !== null && pHolm < 0.001)).toBe(true);
    expect(net.items.some(({ verdict }) => verdict === "different")).toBe(false);
    const [alike] = compareCohorts({
      data: study(3, 300, 300),
      options: { likelihood: "sequential", seed: 1 },
    }).gaps;
    expect(alike.unlikeSets).toEqual([]);
  });
});

describe(`${REFERENCE} of an item that one cohort never saw`, () => {
  test("the global test of the others is T² on as many degrees as there are: they sum to nothing", () => {
    const data = readReferenceStudy("unseen-item", "cohort");
    const netOf = (cohort: number): CohortEstimate => {
      const respondents = cohortRespondents(data, cohort);
      const { net, covariance, defined, bases } = cohortCounts(data, respondents);
      const shared = { covariance, defined, bases, respondents: respondents.length };
      return { values: net, bond: "constant sum", ...shared };
    };
    const tested = globalTest(gapEstimate(netOf(0), netOf(1)));
    // fixtures/global-test.R; under the constraint that no longer holds it was 8.83 on 4, p = 0.068.
    expect(tested?.degrees).toBe(5);
    expect(tested?.statistic).toBeCloseTo(441.905554784, 6);
    expect(tested?.p).toBeLessThan(1e-50);
  });
});

describe("hierarchical Bayes", () => {
  /** One short chain: what it says of single items is noisy, of many studies it is not. */
  const brief = { chains: 1, warmup: 100, drawsPerLook: 200, maxDraws: 200 };
  const judged = (data: ChoiceData, seed: number) =>
    judgeHbGaps(estimateHb({ data, options: { ...brief, seed } }).gaps[0], 0.1);

  test.each([0, 1])(
    "invents nothing where %i of 40 saw an item, and compares the others",
    (saw) => {
      let different = 0;
      for (let seed = 1; seed <= 4; seed++) {
        const gaps = judged(study(seed, 40, saw), seed);
        expect(gaps[5]).toMatchObject({ gap: null, low: null, verdict: "cannot tell" });
        different += gaps.filter(({ verdict }) => verdict === "different").length;
        for (const { low, high } of gaps.slice(0, 5)) {
          // The posterior of the lost item, 4.6 wide, would stretch these beyond 2.
          expect((high ?? 9) - (low ?? 0)).toBeLessThan(1.3);
        }
      }
      expect(different).toBeLessThanOrEqual(1);
    },
  );

  test("an item that one cohort always chose is known no better than its posterior", () => {
    const random = seededRandom(8);
    const data = choiceData({
      itemCount: 6,
      cohortCount: 2,
      respondents: Array.from({ length: 40 }, (_, r) => {
        const own = utilities.map((value, item) => (r % 2 === 0 && item === 0 ? 40 : value));
        return {
          cohort: r % 2,
          tasks: complete.map((shown) => simulateTask(shown, own, random)),
        };
      }),
    });
    const result = estimateHb({ data, options: { ...brief, seed: 8 } });
    const [first] = judgeHbGaps(result.gaps[0], 0.1);
    const { low, high } = result.cohortMeans;
    expect((first.high ?? 0) - (first.low ?? 0)).toBeGreaterThanOrEqual(high[0] - low[0]);
  });
});

describe("designs in which nobody sees everything", () => {
  test("sparse and express ones invent no more than others, under counts and logit", () => {
    const design = generateDesign({
      itemCount: 16,
      itemsPerTask: 4,
      taskCount: 4,
      versionCount: 60,
      seed: 4,
    });
    const families: Record<string, number> = {};
    const studies = 20;
    for (let seed = 1; seed <= studies; seed++) {
      const random = seededRandom(seed);
      const data = choiceData({
        itemCount: 16,
        cohortCount: 2,
        respondents: Array.from({ length: 90 }, (_, r) => {
          const own = Array.from(
            { length: 16 },
            (_, item) => (item - 7.5) / 8 + 0.7 * standardNormal(random),
          );
          const tasks = design.versions[random.below(60)];
          return {
            cohort: r % 3 === 0 ? 0 : 1,
            tasks: tasks.slice(0, 2).map((shown) => simulateTask(shown, own, random)),
          };
        }),
      });
      for (const [name, gaps] of everyList(data)) {
        families[name] ??= 0;
        if (gaps.some(({ verdict }) => verdict === "different")) families[name]++;
      }
    }
    // 5 % of 20, and three standard errors of that.
    for (const count of Object.values(families)) expect(count).toBeLessThanOrEqual(4);
  });
});
