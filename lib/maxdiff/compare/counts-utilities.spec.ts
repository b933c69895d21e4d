import { expect, test } from "vitest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { allRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { cohortCounts } from "../counts/cohort-counts";
import { countsUtilities, countsWithoutUtility } from "./counts-utilities";

test("errors of utilities from counts are those that leaving out one respondent at a time gives", () => {
  const random = seededRandom(4);
  const { data } = simulateRespondents({
    itemCount: 13,
    versions: thirteenItemDesign(10, random),
    cohorts: [
      { respondents: 150, utilities: Array.from({ length: 13 }, (_, i) => (6 - i) / 5), spread: 1 },
    ],
    random,
  });
  const everybody = allRespondents(data);
  const all = countsUtilities(cohortCounts(data, everybody));
  if (!all?.covariance) throw new Error("There are no utilities.");
  expect(all.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  const total = everybody.length;
  const without = Array.from(everybody, (_, left) =>
    countsUtilities(
      cohortCounts(
        data,
        everybody.filter((_, index) => index !== left),
      ),
    ),
  );
  for (let item = 0; item < 13; item++) {
    const values = without.map((estimate) => estimate?.values[item] ?? Number.NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / total;
    const jackknife =
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) * ((total - 1) / total);
    const ratio = Math.sqrt(all.covariance[item * 13 + item] / jackknife);
    expect(ratio).toBeGreaterThan(0.97);
    expect(ratio).toBeLessThan(1.03);
  }
});

test("an item that always wins or is never shown leaves no utilities, and is named", () => {
  const data = choiceData({
    itemCount: 4,
    cohortCount: 1,
    respondents: [
      { cohort: 0, tasks: [{ shown: [0, 1, 2], best: 0, worst: 1 }] },
      { cohort: 0, tasks: [{ shown: [0, 1, 2], best: 0, worst: 2 }] },
    ],
  });
  const counts = cohortCounts(data, allRespondents(data));
  expect(countsUtilities(counts)).toBeNull();
  expect(countsWithoutUtility(counts)).toEqual([0, 3]);
});
