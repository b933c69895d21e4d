import { expect, test } from "vitest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { aggregateLogit } from "@/lib/maxdiff/logit/aggregate-logit";
import { simulateRespondents, simulateTask } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { coAppearance } from "./co-appearance";
import { mergedPairs } from "./merged-pairs";

const utilities = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];

function fits(changed: number[]) {
  const random = seededRandom(6);
  const { data } = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(20, random),
    cohorts: [
      { respondents: 300, utilities, spread: 0.7 },
      { respondents: 500, utilities: changed, spread: 0.7 },
    ],
    random,
  });
  return [0, 1].map((cohort) => {
    const respondents = cohortRespondents(data, cohort);
    const fit = aggregateLogit({ data, respondents, likelihood: "sequential" });
    if (fit.status !== "ok") throw new Error(fit.status);
    return fit;
  });
}

test("two words changing places are found as a swap, a real gap is not", () => {
  // Items 2 and 11 change places; item 6 rises by itself.
  const changed = utilities.with(2, utilities[11]).with(11, utilities[2]).with(6, 1.2);
  const [from, to] = fits(changed);
  const pairs = mergedPairs(from, to, 0.1);
  expect(pairs).toHaveLength(78);
  expect(pairs[0].items).toEqual([2, 11]);
  expect(pairs[0].swap).toBe(true);
  expect(Math.abs(pairs[0].mergedGap)).toBeLessThan(3 * pairs[0].se);
  const real = pairs.find(({ items }) => items[0] === 6 && items[1] === 7);
  expect(real?.swap).toBe(false);
});

test("the merged gap is the gap of ln((e^ui + e^uj) / 2), its error that of moving both utilities", () => {
  const [from, to] = fits(utilities.with(0, 0));
  const [pair] = mergedPairs(from, to, 0.1).filter(({ items }) => items.join() === "0,4");
  const merge = (u: Float64Array) => Math.log((Math.exp(u[0]) + Math.exp(u[4])) / 2);
  expect(pair.mergedGap).toBeCloseTo(merge(to.utilities) - merge(from.utilities), 10);
  let variance = 0;
  for (const { utilities: u, robustCovariance, respondents } of [from, to]) {
    const factor = respondents / (respondents - 1);
    const slope = [0, 4].map(
      (item) => (merge(u.with(item, u[item] + 1e-6)) - merge(u.with(item, u[item] - 1e-6))) / 2e-6,
    );
    [0, 4].forEach((row, i) => {
      [0, 4].forEach((column, j) => {
        variance += factor * slope[i] * robustCovariance[row * 13 + column] * slope[j];
      });
    });
  }
  expect(pair.se).toBeCloseTo(Math.sqrt(variance), 6);
  expect(() => mergedPairs(from, { ...to, likelihood: "pair" }, 0.1)).toThrow("pair");
});

test("of all pairs, two items that mean the same to everyone hold each other back most", () => {
  const random = seededRandom(8);
  const versions = thirteenItemDesign(40, random);
  // Tastes differ from person to person, but items 3 and 4 are one thing to each of them.
  const respondents = Array.from({ length: 600 }, (_, r) => {
    const own = utilities.map((value) => value + 1.5 * standardNormal(random));
    own[4] = own[3];
    const tasks = versions[r % 40].map((shown) => simulateTask(shown, own, random));
    return { cohort: 0, tasks };
  });
  const data = choiceData({ itemCount: 13, cohortCount: 1, respondents });
  const members = cohortRespondents(data, 0);
  for (const likelihood of ["sequential", "pair", "tricked"] as const) {
    const fit = aggregateLogit({ data, respondents: members, likelihood });
    if (fit.status !== "ok") throw new Error(fit.status);
    const pairs = coAppearance({
      data,
      respondents: members,
      likelihood,
      utilities: fit.utilities,
    });
    expect(pairs[0].items).toEqual([3, 4]);
    expect(pairs[0].pHolm).toBeLessThan(0.05);
  }
});

test("where respondents follow the model exactly, residuals are noise", () => {
  const random = seededRandom(10);
  const { data } = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(40, random),
    cohorts: [{ respondents: 400, utilities }],
    random,
  });
  const respondents = cohortRespondents(data, 0);
  const fit = aggregateLogit({ data, respondents, likelihood: "sequential" });
  if (fit.status !== "ok") throw new Error(fit.status);
  const pairs = coAppearance({
    data,
    respondents,
    likelihood: "sequential",
    utilities: fit.utilities,
  });
  expect(pairs).toHaveLength(78);
  const squares = pairs.reduce((sum, { residual, se }) => sum + (residual / (se ?? 0)) ** 2, 0);
  // 78 squared z-scores of mean at most 1 (fitting takes some away): a variance of 2 each.
  expect(squares / 78).toBeLessThan(1 + 4 * Math.sqrt(2 / 78));
  expect(squares / 78).toBeGreaterThan(0.4);
});

test("a residual's error is that of the ratio of two sums over respondents, however unequal their parts", () => {
  const random = seededRandom(12);
  // Who sees items 0 and 1 together more often also has more to say of them: the residual and the
  // number of tasks go together, which the error of a ratio takes out again.
  const respondents = Array.from({ length: 30 }, (_, r) => ({
    cohort: 0,
    weight: 1 + (r % 3),
    tasks: Array.from({ length: 1 + (r % 5) }, (_, t) =>
      r % 5 > 2
        ? { shown: [0, 1, 2, 3], best: t % 2, worst: 1 - (t % 2) }
        : simulateTask([0, 1, 2, 3], [0, 0, 0, 0], random),
    ),
  }));
  const data = choiceData({ itemCount: 4, cohortCount: 1, respondents });
  const members = cohortRespondents(data, 0);
  const input = { data, likelihood: "sequential", utilities: new Float64Array(4) } as const;
  const [pair] = coAppearance({ ...input, respondents: members }).filter(
    ({ items }) => items.join() === "0,1",
  );
  // Each respondent's part in the error is how the residual moves with that respondent's weight.
  const step = 1e-5;
  const residualAt = (respondent: number, change: number) => {
    const weight = data.weight.with(respondent, data.weight[respondent] * (1 + change));
    const found = coAppearance({ ...input, data: { ...data, weight }, respondents: members });
    return found.find(({ items }) => items.join() === "0,1")?.residual ?? Number.NaN;
  };
  let variance = 0;
  for (let r = 0; r < 30; r++) {
    variance += ((residualAt(r, step) - residualAt(r, -step)) / (2 * step)) ** 2 * (30 / 29);
  }
  expect(pair.se).toBeCloseTo(Math.sqrt(variance), 5);
});
