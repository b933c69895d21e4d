import type { ChoiceData } from "./choice-data";

/** Utilities with their exponentials, taken once per item and used by every task. */
export interface UtilityPoint {
  /** K utilities. */
  readonly utilities: Float64Array;
  /** e^utility. */
  readonly up: Float64Array;
  /** e^−utility. */
  readonly down: Float64Array;
}

/** Where derivatives are added up. */
export interface DerivativeTotals {
  /** K: the gradient of the log-likelihood. */
  readonly gradient: Float64Array;
  /** K × K, row by row: the information, minus the Hessian; null where only the gradient is asked. */
  readonly information: Float64Array | null;
}

/**
 * The log-likelihood of one task; adds weight × its derivatives to `into` unless that is null.
 */
export type TaskLikelihood = (
  data: ChoiceData,
  task: number,
  at: UtilityPoint,
  weight: number,
  into: DerivativeTotals | null,
) => number;

/** The largest distance of a utility from the middle that the exponentials are trusted with. */
const largestUtility = 300;

/**
 * Prepares utilities for the task likelihoods. Only differences of utilities matter, so they are
 * moved to lie around 0 first.
 *
 * @throws RangeError when a utility is not finite or their range passes 600
 */
export function utilityPoint(utilities: Float64Array): UtilityPoint {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of utilities) {
    if (!Number.isFinite(value)) throw new RangeError(`A utility is ${value}, not a number.`);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high - low > 2 * largestUtility) {
    throw new RangeError(`Utilities from ${low} to ${high} are too far apart.`);
  }
  const centred = utilities.map((value) => value - (low + high) / 2);
  return { utilities: centred, up: centred.map(Math.exp), down: centred.map((u) => Math.exp(-u)) };
}
