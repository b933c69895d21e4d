import {
  type AllocationData,
  type AllocationFormat,
  allocationData,
} from "@/lib/maxdiff/allocation/allocation-data";
import { drawIndex } from "@/lib/stats/draw-index";
import { gammaDraw } from "@/lib/stats/gamma";
import type { Random } from "@/lib/stats/random";

/** What is true of one cohort's allocations. */
export interface SimulatedAllocationCohort {
  readonly respondents: number;
  /**
   * K mean points. A constant sum: they sum to 100. A percentage: each 0 … 100. Top N: the
   * percentage who choose each item, summing to 100 N.
   */
  readonly means: readonly number[];
}

/** Points are given in steps of this size, as people do. */
const step = 5;

/**
 * Allocations whose expected means are exactly the given ones, in steps of 5 points.
 *
 * - constant sum: each respondent's shares come from a Dirichlet distribution, and 20 chips of 5
 *   points fall by them, so many items get nothing
 * - percentage: from a beta distribution, rounded to a step up or down at random by the remainder
 * - top: N items by systematic sampling in random order, which keeps every chance of inclusion
 *   (W. G. Madow 1949)
 *
 * @param agreement 1 or more: how alike respondents are; small values give many zeros. 8 when left out
 * @throws RangeError when means do not fit the format or agreement is below 1
 */
export function simulateAllocation(input: {
  name: string;
  format: AllocationFormat;
  itemCount: number;
  cohorts: readonly SimulatedAllocationCohort[];
  agreement?: number;
  random: Random;
}): AllocationData {
  const { name, format, itemCount, cohorts, agreement = 8, random } = input;
  if (!(agreement >= 1)) throw new RangeError(`Agreement must be 1 or more, not ${agreement}.`);
  const draw = { "constant-sum": drawConstantSum, percentage: drawPercentages, top: drawTop }[
    format
  ];
  const respondents = cohorts.flatMap(({ respondents, means }, cohort) => {
    checkMeans(means, format, itemCount, cohort);
    return Array.from({ length: respondents }, () => ({
      cohort,
      points: draw(means, agreement, random),
    }));
  });
  return allocationData({ name, format, itemCount, cohortCount: cohorts.length, respondents });
}

function drawConstantSum(means: readonly number[], agreement: number, random: Random): number[] {
  const points = means.map(() => 0);
  const pull = means.map((mean) => (mean > 0 ? gammaDraw((agreement * mean) / 100, random) : 0));
  for (let given = 0; given < 100; given += step) points[drawIndex(random, pull)] += step;
  return points;
}

function drawPercentages(means: readonly number[], agreement: number, random: Random): number[] {
  return means.map((mean) => {
    if (mean === 0 || mean === 100) return mean;
    const yes = gammaDraw((agreement * mean) / 100, random);
    const no = gammaDraw((agreement * (100 - mean)) / 100, random);
    const steps = ((100 / step) * yes) / (yes + no);
    const whole = Math.floor(steps);
    return step * (whole + (random.next() < steps - whole ? 1 : 0));
  });
}

function drawTop(means: readonly number[], _agreement: number, random: Random): number[] {
  const points = means.map(() => 0);
  const order = random.shuffle(means.map((_, item) => item));
  let next = 100 * random.next();
  let passed = 0;
  for (const item of order) {
    passed += means[item];
    if (passed > next) {
      points[item] = 100;
      next += 100;
    }
  }
  return points;
}

function checkMeans(
  means: readonly number[],
  format: AllocationFormat,
  itemCount: number,
  cohort: number,
): void {
  const where = `Simulated cohort ${cohort}`;
  if (means.length !== itemCount || !means.every((mean) => mean >= 0 && mean <= 100)) {
    throw new RangeError(`${where}: needs ${itemCount} means of 0 to 100.`);
  }
  const sum = means.reduce((total, mean) => total + mean, 0);
  if (format === "constant-sum" && Math.abs(sum - 100) > 1e-6) {
    throw new RangeError(`${where}: the means sum to ${sum}, not 100.`);
  }
  if (format === "top" && Math.abs(sum / 100 - Math.round(sum / 100)) > 1e-8) {
    throw new RangeError(`${where}: the means sum to ${sum}, not to a multiple of 100.`);
  }
}
