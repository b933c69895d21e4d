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
  /** Whether the figures sum to the same number in every cohort (shares, zero-centred utilities). */
  readonly sumsToConstant: boolean;
}
