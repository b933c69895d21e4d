import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { choiceData } from "../choice/choice-data";
import { drawRepeated } from "../design/check-tasks";
import { thirteenItemDesign } from "../fixtures/thirteen-item-design";
import { cohortsApart } from "../hb/cohorts-apart";
import { estimateHb } from "../hb/estimate-hb";
import { simulateTask } from "../simulate/simulate-respondents";
import type { HoldoutTask, RepeatedTask } from "./check-answers";
import { clusteredShare, shareDifference } from "./clustered-share";
import { alikeProbabilities, pairProbabilities } from "./task-probabilities";
import { tellChecks } from "./tell-checks";

const UTILITIES = [0.9, 0.6, 0.5, 0.3, 0.3, 0.1, 0, -0.1, -0.3, -0.4, -0.5, -0.6, -0.8];
const HOLDOUTS = [
  [0, 4, 8, 12],
  [1, 5, 9, 11],
];

/** Cohorts with these consistencies who answer 13 tasks, two of them again, and two holdouts. */
function study(perCohort: number, consistency: readonly number[], seed: number) {
  const random = seededRandom(seed);
  const versions = thirteenItemDesign(20, random);
  const repeats: RepeatedTask[] = [];
  const holdouts: HoldoutTask[] = [];
  let respondent = 0;
  const expected = consistency.map(() => ({ best: 0, worst: 0, both: 0 }));
  const respondents = consistency.flatMap((scale, cohort) =>
    Array.from({ length: perCohort }, () => {
      const own = UTILITIES.map((mean) => scale * (mean + standardNormal(random)));
      const tasks = versions[respondent % versions.length].map((shown) =>
        simulateTask(shown, own, random),
      );
      for (const number of drawRepeated(tasks.length, 2, random)) {
        const { shown } = tasks[number - 1];
        const { best, worst } = simulateTask(shown, own, random);
        repeats.push({ respondent, task: respondent * tasks.length + number - 1, best, worst });
        const seen = shown.map((item) => own[item]);
        const pairs = pairProbabilities(seen, "sequential", new Float64Array(16));
        const alike = alikeProbabilities(pairs, 4);
        for (const part of ["best", "worst", "both"] as const) {
          expected[cohort][part] += alike[part] / (2 * perCohort);
        }
      }
      for (const [index, shown] of HOLDOUTS.entries()) {
        holdouts.push({ respondent, number: index + 1, ...simulateTask(shown, own, random) });
      }
      respondent++;
      return { cohort, tasks };
    }),
  );
  const data = choiceData({ itemCount: 13, cohortCount: consistency.length, respondents });
  const options = { seed, chains: 1, warmup: 120, drawsPerLook: 120, maxDraws: 120 };
  const fits = cohortsApart(data, options).map(estimateHb);
  const checks = { repeats, holdouts };
  return { expected, ...tellChecks({ data, checks, fits, likelihood: "sequential", seed }) };
}

describe("repeated and holdout tasks", () => {
  it("have the probabilities of the sequential model: those of R's softmax, and Σ P² of a coin", () => {
    // exp(1) / (exp(1) + 2) = 0.5761169; the worst of the other two is a coin.
    const pairs = pairProbabilities([1, 0, 0], "sequential", new Float64Array(9));
    expect(pairs[1]).toBeCloseTo(0.5761169 / 2, 7);
    expect(pairs.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    const even = pairProbabilities([0, 0, 0, 0], "sequential", new Float64Array(16));
    const alike = alikeProbabilities(even, 4);
    expect(alike.best).toBeCloseTo(1 / 4, 12);
    expect(alike.worst).toBeCloseTo(1 / 4, 12);
    expect(alike.both).toBeCloseTo(1 / 12, 12);
  });

  it("have intervals that cluster on the respondent", () => {
    // Two tasks each that are always alike count as one: the width of 100 tasks, not of 200.
    const twice = Array.from({ length: 100 }, (_, at) => ({
      ...{ weight: 1, hits: at < 40 ? 2 : 0, tasks: 2 },
    }));
    const once = twice.map((row) => ({ ...row, hits: row.hits / 2, tasks: 1 }));
    const [both, one] = [clusteredShare(twice), clusteredShare(once)];
    expect(both?.share).toBeCloseTo(0.4, 12);
    expect(both?.low).toBeCloseTo(one?.low ?? 0, 10);
    // R: prop.test(40, 100, correct = FALSE)$conf.int gives 0.3094013 0.4979974; n − 1 for n here.
    expect(one?.low).toBeCloseTo(0.3094, 2);
    expect(one?.high).toBeCloseTo(0.498, 2);
    const all = clusteredShare([{ weight: 1, hits: 2, tasks: 2 }]);
    expect(all).toMatchObject({ share: 1, high: 1 });
    expect(all?.low).toBeLessThan(0.5);
    expect(clusteredShare([])).toBeNull();
    const none = shareDifference(
      { share: 0.5, low: 0.4, high: 0.6 },
      { share: 0.5, low: 0.4, high: 0.6 },
    );
    expect(none.difference).toBe(0);
    expect(none.high).toBeCloseTo(Math.hypot(0.1, 0.1), 12);
  });

  it("recover planted consistency, agree with what the model expects, and tell the cohorts apart", () => {
    const { expected, agreement, differences, holdouts } = study(140, [1, 0.4], 7);
    for (const [cohort, own] of agreement.entries()) {
      for (const part of ["best", "worst", "both"] as const) {
        const { low, high, expected: byModel } = own?.parts[part] ?? {};
        // Truth is known here: Σ P² at the planted utilities.
        expect(expected[cohort][part]).toBeGreaterThan(Number(low) - 0.01);
        expect(expected[cohort][part]).toBeLessThan(Number(high) + 0.01);
        expect(Math.abs(Number(byModel) - expected[cohort][part])).toBeLessThan(0.03);
      }
    }
    expect(differences).toHaveLength(1);
    expect(differences[0].parts.both.high).toBeLessThan(0);
    const [counts, logit, hb] = holdouts?.methods ?? [];
    expect(holdouts?.chance.both).toBeCloseTo(1 / 12, 12);
    for (const { best, both } of [counts, logit, hb]) {
      expect(best?.low).toBeGreaterThan(0.25);
      expect(both?.low).toBeGreaterThan(1 / 12);
    }
    // People's own utilities know more of them than their cohort's.
    expect(Number(hb.best?.share)).toBeGreaterThan(Number(counts.best?.share));
  });
});
