/**
 * How an allocation was asked for.
 *
 * - constant-sum: 100 points over all items
 * - percentage: for each item a percentage of its own, 0 to 100, with no common sum
 * - top: the items that a respondent put among the top N, each 0 or 100 here
 */
export type AllocationFormat = "constant-sum" | "percentage" | "top";

/** Allocations to all items in flat arrays. N respondents, K items, C cohorts. */
export interface AllocationData {
  /** The question it answers, for example "now" or "should". */
  readonly name: string;
  readonly format: AllocationFormat;
  readonly itemCount: number;
  readonly cohortCount: number;
  /** N cohort indices, each 0 … C − 1. */
  readonly cohort: Int32Array;
  /** N weights, finite and not negative. */
  readonly weight: Float64Array;
  /** N × K, row by row, 0 … 100; NaN where a percentage was left unanswered. */
  readonly points: Float64Array;
}

/** One respondent's allocation; null where a percentage was left unanswered. */
export interface AllocationRespondent {
  readonly cohort: number;
  readonly weight?: number;
  readonly points: readonly (number | null)[];
}

/** Sums of a constant sum may miss 100 by this much, which decimals entered by hand need. */
const sumTolerance = 0.01;

/**
 * Lays allocations flat and checks every one.
 *
 * @throws RangeError naming respondent, item and value when points are outside 0 … 100, a constant
 *   sum does not sum to 100, a top answer is neither 0 nor 100, or cohort or weight is out of range
 */
export function allocationData(input: {
  name: string;
  format: AllocationFormat;
  itemCount: number;
  cohortCount: number;
  respondents: readonly AllocationRespondent[];
}): AllocationData {
  const { name, format, itemCount, cohortCount, respondents } = input;
  const data = {
    name,
    format,
    itemCount,
    cohortCount,
    cohort: new Int32Array(respondents.length),
    weight: new Float64Array(respondents.length),
    points: new Float64Array(respondents.length * itemCount),
  };
  respondents.forEach((respondent, r) => {
    const weight = respondent.weight ?? 1;
    if (!Number.isFinite(weight) || weight < 0) {
      throw new RangeError(`Respondent ${r}: weight ${weight} is not a number of at least 0.`);
    }
    const { cohort } = respondent;
    if (!Number.isInteger(cohort) || cohort < 0 || cohort >= cohortCount) {
      throw new RangeError(`Respondent ${r}: cohort ${cohort} is not 0 to ${cohortCount - 1}.`);
    }
    if (respondent.points.length !== itemCount) {
      throw new RangeError(
        `Respondent ${r}: ${respondent.points.length} figures for ${itemCount} items.`,
      );
    }
    data.cohort[r] = cohort;
    data.weight[r] = weight;
    let sum = 0;
    respondent.points.forEach((points, item) => {
      if (points === null && format === "percentage") {
        data.points[r * itemCount + item] = Number.NaN;
        return;
      }
      if (points === null || !(points >= 0 && points <= 100)) {
        throw new RangeError(`Respondent ${r}, item ${item}: ${points} is not 0 to 100.`);
      }
      if (format === "top" && points !== 0 && points !== 100) {
        throw new RangeError(`Respondent ${r}, item ${item}: ${points} is neither 0 nor 100.`);
      }
      data.points[r * itemCount + item] = points;
      sum += points;
    });
    if (format === "constant-sum" && Math.abs(sum - 100) > sumTolerance) {
      throw new RangeError(`Respondent ${r}: the points sum to ${sum}, not 100.`);
    }
  });
  return data;
}
