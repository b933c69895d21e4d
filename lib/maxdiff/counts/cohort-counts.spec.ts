import { expect, test } from "vitest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortCounts } from "./cohort-counts";

const win = { shown: [0, 1], best: 0, worst: 1 };
const loss = { shown: [0, 1], best: 1, worst: 0 };

test("net and its clustered error are those of the worked ratio estimator", () => {
  const data = choiceData({
    itemCount: 3,
    cohortCount: 1,
    respondents: [
      { cohort: 0, tasks: [win, win, win, loss] },
      { cohort: 0, tasks: [loss] },
    ],
  });
  const counts = cohortCounts(data, Int32Array.of(0, 1));
  expect([...counts.shown]).toEqual([5, 5, 0]);
  expect([...counts.best]).toEqual([3, 2, 0]);
  expect([...counts.worst]).toEqual([2, 3, 0]);
  expect([...counts.net]).toEqual([20, -20, 0]);
  expect([...counts.defined]).toEqual([1, 1, 0]);
  // Residuals 2 − 0.2 · 4 = 1.2 and −1 − 0.2 · 1 = −1.2; variance 2 / 1 · (1.2² + 1.2²) / 5² = 0.2304.
  expect(Math.sqrt(counts.covariance?.[0] ?? 0)).toBeCloseTo(48, 10);
  expect(counts.covariance?.[1]).toBeCloseTo(-(48 ** 2), 8);
});

test("the error grows with answers that repeat within a respondent, which a binomial error would not", () => {
  const cohort = (tasks: (typeof win)[][]) => {
    const respondents = tasks.map((own) => ({ cohort: 0, tasks: own }));
    const data = choiceData({ itemCount: 2, cohortCount: 1, respondents });
    const { covariance } = cohortCounts(data, Int32Array.from(tasks.keys()));
    return Math.sqrt(covariance?.[0] ?? 0);
  };
  const loyal = cohort([
    [win, win],
    [win, win],
    [loss, loss],
    [loss, loss],
  ]);
  const mixed = cohort([
    [win, loss],
    [win, win],
    [loss, win],
    [loss, loss],
  ]);
  expect(loyal).toBeGreaterThan(1.3 * mixed);
});

test("weights multiply counts, and a respondent of weight 2 is not two respondents", () => {
  const respondents = [
    { cohort: 0, weight: 2, tasks: [win, win] },
    { cohort: 0, tasks: [loss, win] },
    { cohort: 0, tasks: [loss] },
  ];
  const data = choiceData({ itemCount: 2, cohortCount: 1, respondents });
  const counts = cohortCounts(data, Int32Array.of(0, 1, 2));
  expect([...counts.best]).toEqual([5, 2]);
  expect(counts.net[0]).toBeCloseTo((100 * 3) / 7, 12);
  expect(counts.respondents).toBe(3);
});
