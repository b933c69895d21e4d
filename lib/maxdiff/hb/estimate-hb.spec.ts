import { expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { type ChoiceData, type ChoiceTask, choiceData } from "../choice/choice-data";
import { thirteenItemDesign } from "../fixtures/thirteen-item-design";
import { simulateRespondents, simulateTask } from "../simulate/simulate-respondents";
import { estimateHb, HbCancelled } from "./estimate-hb";
import { hbModel } from "./hb-model";
import { fieldPrior, type HbOptions, halfTPrior, learntPrior } from "./hb-options";
import { runChain } from "./run-chain";

/** Enough for a guarantee, not for a report. */
const brief: Partial<HbOptions> = {
  chains: 2,
  warmup: 150,
  drawsPerLook: 150,
  maxDraws: 150,
};

/** True utilities averaged over the respondents of each cohort, zero-centred: C × K. */
function trueAverages(data: ChoiceData, utilities: Float64Array): Float64Array {
  const { itemCount, cohortCount, cohort } = data;
  const averages = new Float64Array(cohortCount * itemCount);
  const counts = new Int32Array(cohortCount);
  for (const c of cohort) counts[c]++;
  for (let r = 0; r < cohort.length; r++) {
    const own = utilities.subarray(r * itemCount, (r + 1) * itemCount);
    const mean = own.reduce((sum, u) => sum + u, 0) / itemCount;
    own.forEach((u, i) => {
      averages[cohort[r] * itemCount + i] += (u - mean) / counts[cohort[r]];
    });
  }
  return averages;
}

/** The least-squares slope through zero of fitted on true. */
function slope(fitted: Float64Array, truth: Float64Array): number {
  let products = 0;
  let squares = 0;
  truth.forEach((value, i) => {
    products += value * fitted[i];
    squares += value * value;
  });
  return products / squares;
}

it("recovers cohort gaps that one pooled mean would halve", { timeout: 120_000 }, () => {
  const itemCount = 13;
  const random = seededRandom(32);
  const first = Float64Array.from({ length: itemCount }, () => standardNormal(random));
  const second = first.map((u) => u + 0.5 * standardNormal(random));
  const { data, utilities } = simulateRespondents({
    itemCount,
    versions: thirteenItemDesign(40, random).map((version) => version.slice(0, 9)),
    cohorts: [
      { respondents: 550, utilities: first, spread: 1 },
      { respondents: 450, utilities: second, spread: 1 },
    ],
    random,
  });
  const truth = trueAverages(data, utilities);
  const trueGap = first.map((_, i) => truth[itemCount + i] - truth[i]);

  const options = { ...brief, chains: 1, warmup: 120, drawsPerLook: 120, maxDraws: 120 };
  const withCohorts = estimateHb({ data, options });
  expect(slope(withCohorts.gaps[0].mean, trueGap)).toBeGreaterThan(0.95);
  expect(slope(withCohorts.gaps[0].mean, trueGap)).toBeLessThan(1.05);
  const gapOfAverages = trueGap.map(
    (_, i) => withCohorts.cohortAverages.mean[itemCount + i] - withCohorts.cohortAverages.mean[i],
  );
  expect(slope(gapOfAverages, trueGap)).toBeGreaterThan(0.95);
  expect(slope(gapOfAverages, trueGap)).toBeLessThan(1.05);

  const pooled = estimateHb({
    data: { ...data, cohortCount: 1, cohort: new Int32Array(data.cohort.length) },
    options,
  });
  const pooledAverages = trueAverages(data, pooled.utilities);
  const pooledGap = trueGap.map((_, i) => pooledAverages[itemCount + i] - pooledAverages[i]);
  expect(slope(pooledGap, trueGap)).toBeLessThan(0.7);
});

/** A small study of unequal cohorts on 13 items. */
function smallStudy(respondents: [number, number], seed: number) {
  const random = seededRandom(seed);
  const first = Float64Array.from({ length: 13 }, () => standardNormal(random));
  const second = first.map((u) => u + 0.6 * standardNormal(random));
  return simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(10, random),
    cohorts: [
      { respondents: respondents[0], utilities: first, spread: 1.5 },
      { respondents: respondents[1], utilities: second, spread: 1.5 },
    ],
    random,
  });
}

it("recovers cohort means, spread and individual utilities, and its intervals hold the truth", () => {
  const { data, utilities } = smallStudy([60, 140], 5);
  const truth = trueAverages(data, utilities);
  const result = estimateHb({ data, options: { ...brief, drawsPerLook: 250, maxDraws: 250 } });
  let inside = 0;
  truth.forEach((value, i) => {
    if (value > result.cohortMeans.low[i] && value < result.cohortMeans.high[i]) inside++;
    expect(Math.abs(result.cohortAverages.mean[i] - value)).toBeLessThan(0.45);
  });
  expect(inside).toBeGreaterThanOrEqual(22); // of 26 intervals of 95 %
  for (const spread of result.spread.mean) {
    expect(spread).toBeGreaterThan(1.1); // 1.5 sqrt(12/13) = 1.44
    expect(spread).toBeLessThan(1.9);
  }
  let products = 0;
  let own = 0;
  let true2 = 0;
  for (let r = 0; r < data.cohort.length; r++) {
    let mean = 0;
    for (let i = 0; i < 13; i++) mean += utilities[r * 13 + i] / 13;
    for (let i = 0; i < 13; i++) {
      const value = utilities[r * 13 + i] - mean;
      products += value * result.utilities[r * 13 + i];
      own += result.utilities[r * 13 + i] ** 2;
      true2 += value ** 2;
    }
  }
  expect(products / Math.sqrt(own * true2)).toBeGreaterThan(0.84);
});

it("gives zero-centred utilities, and shares and scores that sum to 100", () => {
  const { data } = smallStudy([10, 20], 6);
  const result = estimateHb({ data, options: brief });
  const sumOf = (values: Float64Array, row: number): number =>
    values.subarray(row * 13, (row + 1) * 13).reduce((sum, value) => sum + value, 0);
  for (let r = 0; r < 30; r++) {
    expect(sumOf(result.utilities, r)).toBeCloseTo(0, 9);
    expect(sumOf(result.shares, r)).toBeCloseTo(100, 9);
    expect(sumOf(result.scores, r)).toBeCloseTo(100, 9);
  }
  for (let c = 0; c < 2; c++) {
    expect(sumOf(result.cohortMeans.mean, c)).toBeCloseTo(0, 9);
    expect(sumOf(result.cohortAverages.mean, c)).toBeCloseTo(0, 9);
    expect(sumOf(result.cohortShares, c)).toBeCloseTo(100, 9);
    expect(sumOf(result.cohortScores, c)).toBeCloseTo(100, 9);
  }
  expect(result.meanDraws.length).toBe(2 * 150 * 2 * 13);
  expect(result.gaps.map(({ from, to }) => [from, to])).toEqual([[0, 1]]);
  result.gaps[0].mean.forEach((gap, i) => {
    expect(gap).toBeCloseTo(result.cohortMeans.mean[13 + i] - result.cohortMeans.mean[i], 9);
  });
});

it("permutes results and changes nothing else when items are relabelled", () => {
  const { data } = smallStudy([12, 9], 7);
  const label = seededRandom(4).shuffle(Array.from({ length: 13 }, (_, item) => item));
  const relabelled = (items: Int32Array): Int32Array => items.map((item) => label[item]);
  const plain = estimateHb({ data, options: brief });
  const renamed = estimateHb({
    data: {
      ...data,
      shown: relabelled(data.shown),
      best: relabelled(data.best),
      worst: relabelled(data.worst),
    },
    options: brief,
  });
  for (let row = 0; row < 2; row++) {
    for (let item = 0; item < 13; item++) {
      const from = row * 13 + item;
      const to = row * 13 + label[item];
      expect(renamed.cohortMeans.mean[to]).toBe(plain.cohortMeans.mean[from]);
      expect(renamed.cohortMeans.low[to]).toBe(plain.cohortMeans.low[from]);
      expect(renamed.cohortAverages.mean[to]).toBe(plain.cohortAverages.mean[from]);
      expect(renamed.utilities[to]).toBe(plain.utilities[from]);
    }
  }
  plain.spread.mean.forEach((value, item) => {
    expect(renamed.spread.mean[label[item]]).toBe(value);
  });
});

it("gives other draws of the same posterior when respondents and tasks change order", () => {
  const { data } = smallStudy([40, 30], 8);
  const tasksOf = (respondent: number): ChoiceTask[] => {
    const tasks: ChoiceTask[] = [];
    for (let t = data.respondentStart[respondent]; t < data.respondentStart[respondent + 1]; t++) {
      const shown = Array.from(data.shown.subarray(data.taskStart[t], data.taskStart[t + 1]));
      tasks.push({ shown: shown.reverse(), best: data.best[t], worst: data.worst[t] });
    }
    return tasks.reverse();
  };
  const reversed = choiceData({
    itemCount: 13,
    cohortCount: 2,
    respondents: Array.from({ length: 70 }, (_, r) => ({
      cohort: data.cohort[69 - r],
      tasks: tasksOf(69 - r),
    })),
  });
  const options = { ...brief, drawsPerLook: 400, maxDraws: 400 };
  const plain = estimateHb({ data, options });
  const other = estimateHb({ data: reversed, options });
  plain.gaps[0].mean.forEach((gap, item) => {
    const tolerance = 0.25 * plain.gaps[0].sd[item]; // over four Monte Carlo errors
    expect(Math.abs(other.gaps[0].mean[item] - gap)).toBeLessThan(tolerance);
    expect(other.gaps[0].sd[item] / plain.gaps[0].sd[item]).toBeGreaterThan(0.8);
    expect(other.gaps[0].sd[item] / plain.gaps[0].sd[item]).toBeLessThan(1.25);
  });
});

it("gives the same draws for the same seed however the run is sliced, posted or not", () => {
  const { data } = smallStudy([9, 8], 9);
  const model = hbModel(data, { ...brief, seed: 77 });
  const whole = runChain({ model, chain: 1, until: 60 });
  let sliced = runChain({
    model,
    chain: 1,
    until: 60,
    signal: {
      get aborted() {
        return looks++ === 40;
      },
    },
  });
  expect(sliced.iteration).toBe(40);
  sliced = runChain({ model, chain: structuredClone(sliced), until: 25 });
  sliced = runChain({ model, chain: structuredClone(sliced), until: 60 });
  expect(sliced).toEqual(whole);
  const otherSeed = runChain({ model: hbModel(data, { ...brief, seed: 78 }), chain: 1, until: 60 });
  expect(otherSeed.coefficientDraws).not.toEqual(whole.coefficientDraws);
});
let looks = 0;

it("stops when the effective sizes are met, and says so when the ceiling comes first", () => {
  const { data } = smallStudy([20, 20], 10);
  const met = estimateHb({
    data,
    options: { chains: 2, warmup: 150, drawsPerLook: 100, targetEss: 100, targetRHat: 1.05 },
  });
  expect(met.convergence.converged).toBe(true);
  expect(met.convergence.essBulkMin).toBeGreaterThanOrEqual(100);
  expect(met.convergence.essTailMin).toBeGreaterThanOrEqual(100);
  expect(met.convergence.rHatMax).toBeLessThan(1.05);
  expect(met.convergence.essBulkMin).toBe(
    Math.min(...met.cohortMeans.essBulk, ...met.gaps[0].essBulk),
  );
  expect(met.drawsPerChain).toBeLessThan(5000);
  const ceiling = estimateHb({ data, options: { ...brief, maxDraws: 20, drawsPerLook: 10 } });
  expect(ceiling.convergence.converged).toBe(false);
  expect(ceiling.drawsPerChain).toBe(20);
});

it("tells its progress and stops when asked", () => {
  const { data } = smallStudy([5, 5], 11);
  const seen: number[] = [];
  const signal = { aborted: false };
  expect(() =>
    estimateHb({
      data,
      options: brief,
      signal,
      onProgress: ({ chain, iteration, nextLookAt, ceiling, convergence }) => {
        seen.push(iteration);
        expect([chain, nextLookAt, ceiling, convergence]).toEqual([0, 300, 300, null]);
        if (iteration === 30) signal.aborted = true;
      },
    }),
  ).toThrow(HbCancelled);
  expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

it("adjusts cohort means for a covariate and gives its effect", () => {
  const random = seededRandom(12);
  const effect = [1.2, -0.6, -0.6, 0, 0];
  const count = 300;
  const values = new Float64Array(count);
  const data = choiceData({
    itemCount: 5,
    cohortCount: 2,
    respondents: Array.from({ length: count }, (_, r) => {
      const cohort = r % 3 === 0 ? 1 : 0;
      values[r] = standardNormal(random) + cohort; // the cohorts differ in the covariate alone
      const utilities = effect.map((e) => e * values[r] + 0.5 * standardNormal(random));
      const tasks = Array.from({ length: 8 }, () => {
        const shown = random.shuffle([0, 1, 2, 3, 4]).slice(0, 4);
        return simulateTask(shown, utilities, random);
      });
      return { cohort, tasks };
    }),
  });
  const adjusted = estimateHb({ data, options: { ...brief, covariates: { count: 1, values } } });
  effect.forEach((e, item) => {
    expect(Math.abs(adjusted.covariateEffects.mean[item] - e)).toBeLessThan(0.2);
    expect(Math.abs(adjusted.gaps[0].mean[item])).toBeLessThan(0.3);
  });
  const unadjusted = estimateHb({ data, options: brief });
  expect(unadjusted.gaps[0].mean[0]).toBeGreaterThan(0.8);
});

it("weights respondents where they are averaged, not where they are estimated", () => {
  const { data } = smallStudy([6, 6], 13);
  const weight = data.weight.map((_, r) => (r === 2 ? 1 : 0.001 * (1 + (r % 3))));
  const plain = estimateHb({ data, options: brief });
  const weighted = estimateHb({ data: { ...data, weight }, options: brief });
  expect(weighted.utilities).toEqual(plain.utilities);
  expect(weighted.cohortMeans.mean).toEqual(plain.cohortMeans.mean);
  for (let item = 0; item < 13; item++) {
    const own = weighted.utilities[2 * 13 + item];
    expect(Math.abs(weighted.cohortAverages.mean[item] - own)).toBeLessThan(0.1);
    expect(Math.abs(weighted.cohortShares[item] - weighted.shares[2 * 13 + item])).toBeLessThan(1);
  }
});

const task = (shown: number[], best: number, worst: number): ChoiceTask => ({ shown, best, worst });

it.each([
  {
    name: "an item always best",
    respondents: Array.from({ length: 20 }, (_, r) => ({
      cohort: r % 2,
      tasks: [task([0, 1, 2], 0, 1 + (r % 2)), task([0, 2, 3], 0, 2), task([0, 3, 1], 0, 1)],
    })),
  },
  {
    name: "an item never shown",
    respondents: Array.from({ length: 20 }, (_, r) => ({
      cohort: r % 2,
      tasks: [task([0, 1, 2], r % 3, (r + 1) % 3), task([2, 1, 0], (r + 2) % 3, r % 3)],
    })),
  },
  {
    name: "one respondent in each cohort, one of them without answers",
    respondents: [
      { cohort: 0, tasks: [task([0, 1, 2], 0, 1), task([1, 2, 3], 3, 1)] },
      { cohort: 1, tasks: [] },
    ],
  },
  {
    name: "all answers alike",
    respondents: Array.from({ length: 30 }, (_, r) => ({
      cohort: r % 2,
      tasks: [task([0, 1, 2], 0, 2), task([1, 2, 3], 1, 3), task([3, 0, 1], 0, 3)],
    })),
  },
])("answers with finite numbers when there is $name", ({ respondents }) => {
  for (const prior of [fieldPrior, learntPrior, halfTPrior]) {
    const data = choiceData({ itemCount: 4, cohortCount: 2, respondents });
    const result = estimateHb({ data, options: { ...brief, prior } });
    for (const values of [
      result.cohortMeans.mean,
      result.cohortMeans.low,
      result.cohortMeans.high,
      result.gaps[0].sd,
      result.spread.mean,
      result.utilities,
      result.scores,
    ]) {
      expect(values.every(Number.isFinite)).toBe(true);
    }
    result.rootLikelihood.forEach((rlh, r) => {
      if (respondents[r].tasks.length === 0) expect(rlh).toBeNull();
      else expect(rlh).toBeGreaterThan(0);
    });
  }
});

it("refuses an empty cohort and options out of range, naming them", () => {
  const { data } = smallStudy([3, 3], 14);
  expect(() => hbModel({ ...data, cohortCount: 3 })).toThrow(/Cohort 2 has no respondents/);
  for (const [options, message] of [
    [{ warmup: 5 }, /warmup .* not 5/],
    [{ chains: 0 }, /chains .* not 0/],
    [{ seed: 0.5 }, /seed .* not 0.5/],
    [{ targetEss: -1 }, /targetEss .* not -1/],
    [{ targetRHat: 1 }, /targetRHat .* not 1/],
    [{ meanVariance: 0 }, /meanVariance .* not 0/],
    [{ prior: { kind: "inverse-wishart", variance: Number.NaN, extraDegrees: 5 } }, /variance/],
    [{ prior: { kind: "half-t", degrees: 0, scale: 1 } }, /degrees .* not 0/],
    [{ prior: { kind: "learnt-variance", most: -1, extraDegrees: 5 } }, /most .* not -1/],
    [{ covariates: { count: 1, values: new Float64Array(5) } }, /6 numbers .* not 5/],
    [
      { covariates: { count: 1, values: Float64Array.of(1, 2, Number.NaN, 4, 5, 6) } },
      /values\[2\] is NaN/,
    ],
  ] as const) {
    expect(() => hbModel(data, options)).toThrow(message);
  }
});
