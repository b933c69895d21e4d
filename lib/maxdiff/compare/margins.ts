/**
 * How small a gap must be to count as none, where a study does not say otherwise. One idea in
 * five scales: near the middle, 5 points of net count are 0.1 of a logit (u = 2 atanh(net / 100)),
 * and 0.1 of a logit moves a share by a tenth of itself. Allocations, which people give in steps of
 * 5 or 10, get a fifth of the average item.
 */

/** Points of net count, on −100 … 100. */
export const defaultNetMargin = 5;

/** Logits. */
export const defaultUtilityMargin = 0.1;

/** Part of the average share, 100 / K. */
export const defaultShareMarginOfAverage = 0.1;

/** Part of the average rescaled score, 100 / K: in a task of 4 near the middle, 0.1 of a logit moves a score by 0.075 of itself. */
export const defaultScoreMarginOfAverage = 0.075;

/** Part of the average allocation, 100 / K, of a constant sum. */
export const defaultConstantSumMarginOfAverage = 0.2;

/** Points of an unsummed percentage, 0 … 100. */
export const defaultPercentageMargin = 5;

/** Points of the percentage of respondents who put an item among their top N. */
export const defaultTopMargin = 5;
