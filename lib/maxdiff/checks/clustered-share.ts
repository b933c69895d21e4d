import { wilson } from "@/lib/stats/wilson";

/** A share of tasks, 0 … 1, with its 95 % interval. */
export interface TaskShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** What one respondent adds: how many of their tasks are hits, of how many. */
export interface RespondentHits {
  readonly weight: number;
  readonly hits: number;
  readonly tasks: number;
}

/**
 * The share of tasks that are hits, respondents as clusters: a ratio estimator with its linearised
 * variance, and Wilson's interval at the number of independent tasks that has the same variance.
 *
 * Source: W. G. Cochran (1977), Sampling Techniques, 3rd ed., section 6.3, for the variance of a ratio.
 *
 * @returns null where nobody has a task
 */
export function clusteredShare(respondents: readonly RespondentHits[]): TaskShare | null {
  const counted = respondents.filter(({ tasks, weight }) => tasks > 0 && weight > 0);
  const total = sum(counted, ({ weight, tasks }) => weight * tasks);
  if (total === 0) return null;
  const share = sum(counted, ({ weight, hits }) => weight * hits) / total;
  const squares = sum(counted, ({ weight, hits, tasks }) => (weight * (hits - share * tasks)) ** 2);
  const count = counted.length;
  const variance = count < 2 ? 0 : ((count / (count - 1)) * squares) / total ** 2;
  // All alike: as many as there are people, since those of one say the same thing.
  const size = variance > 0 ? (share * (1 - share)) / variance : count;
  return { share, ...wilson(share, size) };
}

/**
 * The difference of two such shares, `to` minus `from`, with Newcombe's interval.
 *
 * Source: R. G. Newcombe (1998), Interval estimation for the difference between independent proportions,
 * Statistics in Medicine 17, 873–890, method 10.
 */
export function shareDifference(
  from: TaskShare,
  to: TaskShare,
): { readonly difference: number; readonly low: number; readonly high: number } {
  const difference = to.share - from.share;
  const below = Math.hypot(to.share - to.low, from.high - from.share);
  const above = Math.hypot(to.high - to.share, from.share - from.low);
  return { difference, low: difference - below, high: difference + above };
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((all, row) => all + of(row), 0);
}
