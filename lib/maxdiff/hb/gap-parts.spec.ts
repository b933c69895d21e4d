import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { choiceData } from "../choice/choice-data";
import { cohortRespondents } from "../choice/cohort-respondents";
import { compareEstimates } from "../compare/compare-estimates";
import { logitEstimate } from "../compare/logit-estimate";
import { generateDesign } from "../design/generate-design";
import { aggregateLogit } from "../logit/aggregate-logit";
import { simulateRespondents, simulateTask } from "../simulate/simulate-respondents";
import { estimateHb } from "./estimate-hb";
import { judgeHbGaps } from "./judge-hb-gaps";

const { versions } = generateDesign({
  itemCount: 6,
  itemsPerTask: 3,
  taskCount: 10,
  versionCount: 20,
  seed: 1,
});
/** One short chain: its noise is some hundredths of an error. */
const brief = { chains: 1, warmup: 150, drawsPerLook: 1000, maxDraws: 1000 };
const utilities = [1, 0.6, 0.2, -0.2, -0.6, -1];

test("respondents who are all alike: errors of the gaps are those of the logit", () => {
  const { data } = simulateRespondents({
    itemCount: 6,
    versions,
    cohorts: [
      { respondents: 90, utilities },
      { respondents: 210, utilities },
    ],
    random: seededRandom(3),
  });
  const [gap] = estimateHb({ data, options: { ...brief, seed: 3 } }).gaps;
  const [from, to] = [0, 1].map((cohort) => {
    const respondents = cohortRespondents(data, cohort);
    const fit = aggregateLogit({ data, respondents, likelihood: "sequential" });
    if (fit.status !== "ok") throw new Error(fit.status);
    return logitEstimate(fit);
  });
  const ofLogit = compareEstimates(from, to, 0.1).items;
  judgeHbGaps(gap, 0.1).forEach(({ item, se }) => {
    const ratio = (se ?? 0) / (ofLogit[item].se ?? 0);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.2);
  });
  expect(gap.parts?.map(({ respondents }) => respondents)).toEqual([90, 210]);
  for (const { covariance } of gap.parts ?? []) {
    for (let row = 0; row < 6; row++) {
      const sum = covariance.subarray(row * 6, row * 6 + 6).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(0, 10);
    }
  }
}, 120_000);

test("answers that a respondent gives twice over do not count as more respondents", () => {
  const random = seededRandom(4);
  const respondents = Array.from({ length: 120 }, (_, r) => ({
    cohort: r % 2,
    tasks: versions[r % 20].map((shown) => simulateTask(shown, utilities, random)),
  }));
  const errors = [1, 3].map((times) => {
    const repeated = respondents.map(({ cohort, tasks }) => ({
      cohort,
      tasks: Array.from({ length: times }, () => tasks).flat(),
    }));
    const data = choiceData({ itemCount: 6, cohortCount: 2, respondents: repeated });
    const result = estimateHb({ data, options: { ...brief, seed: 4 } });
    const [gap] = judgeHbGaps(result.gaps[0], 0.1);
    // In units of the means, which copied answers stretch.
    return (gap.se ?? 0) / result.cohortMeans.mean[0];
  });
  expect(errors[1] / errors[0]).toBeGreaterThan(0.85);
}, 120_000);

test("a cohort of one respondent has no error", () => {
  const random = seededRandom(5);
  const respondents = Array.from({ length: 20 }, (_, r) => ({
    cohort: r === 0 ? 0 : 1,
    tasks: versions[r].map((shown) => simulateTask(shown, utilities, random)),
  }));
  const data = choiceData({ itemCount: 6, cohortCount: 2, respondents });
  const result = estimateHb({ data, options: brief });
  expect(result.gaps[0].parts).toBe(null);
});
