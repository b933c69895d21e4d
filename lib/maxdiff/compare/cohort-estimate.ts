/**
 * What holds the figures of all items together.
 *
 * - nothing: each stands for itself.
 * - constant sum: they add to the same number in every cohort, as long as no item is missing.
 * - zero-centred: only their differences mean anything; without some items they are centred on the rest.
 * - parts of a whole: each depends on all of them, so that without one none can be compared.
 */
export type Bond = "nothing" | "constant sum" | "zero-centred" | "parts of a whole";

/** One figure per item of one cohort, on any scale, with its covariance. */
export interface CohortEstimate {
  /** K figures. */
  readonly values: Float64Array;
  /** K × K, from the respondents; null where there are too few to tell. */
  readonly covariance: Float64Array | null;
  /** K: 1 where the figure exists; every figure exists when left out. */
  readonly defined?: Uint8Array;
  /** How many respondents it comes from. */
  readonly respondents: number;
  /** K: how many of them each figure rests on; all of them when left out. */
  readonly bases?: ArrayLike<number>;
  readonly bond: Bond;
}
