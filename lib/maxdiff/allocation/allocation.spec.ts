import { expect, test } from "vitest";
import { allocationData } from "./allocation-data";
import { allocationMeans } from "./allocation-means";

test("means and covariance are the sample mean and the sample covariance over n, by cohort", () => {
  const data = allocationData({
    name: "now",
    format: "constant-sum",
    itemCount: 3,
    cohortCount: 2,
    respondents: [
      { cohort: 0, points: [100, 0, 0] },
      { cohort: 1, points: [10, 20, 70] },
      { cohort: 0, points: [40, 60, 0] },
      { cohort: 0, points: [40, 30, 30] },
    ],
  });
  const first = allocationMeans(data, 0);
  expect([...first.means]).toEqual([60, 30, 10]);
  // var(100, 40, 40) / 3 = 1200 / 3; cov with (0, 60, 30): (40·−30 − 20·30 − 20·0) / 2 / 3.
  expect(first.covariance?.[0]).toBeCloseTo(400, 10);
  expect(first.covariance?.[1]).toBeCloseTo(-300, 10);
  expect(first.zeros[2]).toBeCloseTo(200 / 3, 10);
  expect(first.respondents).toBe(3);
  const second = allocationMeans(data, 1);
  expect([...second.means]).toEqual([10, 20, 70]);
  expect(second.covariance).toBeNull();
});

test("an unanswered percentage is not a zero", () => {
  const data = allocationData({
    name: "should",
    format: "percentage",
    itemCount: 2,
    cohortCount: 1,
    respondents: [
      { cohort: 0, points: [80, null] },
      { cohort: 0, points: [40, null] },
      { cohort: 0, points: [null, null] },
    ],
  });
  const means = allocationMeans(data, 0);
  expect(means.means[0]).toBe(60);
  expect([...means.defined]).toEqual([1, 0]);
  expect([...means.answered]).toEqual([2, 0]);
  expect(means.respondents).toBe(2);
});

test("points that cannot be are refused with respondent, item and value", () => {
  const one = (format: "constant-sum" | "percentage" | "top", points: (number | null)[]) => () =>
    allocationData({
      name: "now",
      format,
      itemCount: 2,
      cohortCount: 1,
      respondents: [{ cohort: 0, points }],
    });
  expect(one("constant-sum", [50, 49])).toThrow("sum to 99");
  expect(one("constant-sum", [50, null])).toThrow("item 1");
  expect(one("percentage", [50, 101])).toThrow("101");
  expect(one("percentage", [50, Number.NaN])).toThrow("NaN");
  expect(one("top", [100, 50])).toThrow("neither");
  expect(one("top", [100])).toThrow("1 figures");
});
