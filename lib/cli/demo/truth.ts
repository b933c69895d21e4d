interface CohortTruth {
  readonly complete: number;
  readonly unfinished: number;
  /** On the logit scale. */
  readonly utilities: readonly number[];
  /** Mean points given to each item, of 100, by what was asked. */
  readonly now: readonly number[];
  readonly should: readonly number[];
}

/**
 * What is true of the demo's simulated respondents, item by item in the order of the template
 * "pmo-capabilities". The report has to find it:
 *
 * - project management is a real gap, lower with senior leaders;
 * - customer relationship management and stakeholder engagement are swapped: a gap in vocabulary,
 *   none once the two are merged. They mean one thing to everybody, who like and misjudge both alike;
 * - program management has no gap. (Utilities of both cohorts have the same sum, so that what one
 *   item loses does not lift all others on the zero-centred scale.)
 */
export const COHORTS: Readonly<Record<string, CohortTruth>> = {
  "PMO leaders": {
    complete: 1_010,
    unfinished: 74,
    utilities: [0.7, 0.6, 0.1, 0.3, 0.6, -0.6, 0.3, 0.1, 0.2, -0.3, -0.1, -0.4, -0.7],
    now: [7, 20, 9, 7, 6, 3, 7, 5, 10, 5, 9, 8, 4],
    should: [11, 12, 8, 9, 12, 4, 8, 8, 8, 6, 6, 4, 4],
  },
  "Senior leaders": {
    complete: 895,
    unfinished: 68,
    utilities: [1, -0.25, 0.1, 0.3, 0.9, 0.3, -0.6, 0.35, 0.2, -0.3, -0.1, -0.4, -0.7],
    now: [7, 20, 9, 7, 6, 3, 7, 5, 10, 5, 9, 8, 4],
    should: [17, 7, 8, 9, 14, 7, 5, 9, 8, 5, 5, 3, 3],
  },
};

/**
 * How often each option of a question is chosen, in the order of its options; of the question that
 * names the cohort, those that lead there.
 */
export const ANSWER_WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  role: [1, 5, 3, 2, 1, 1],
  organization_size: [13, 20, 26, 22, 19],
  region: [5, 21, 29, 9, 8, 28],
  // Nobody writes a text of their own, or says there are no customers beside others.
  pmo_customers: [9, 10, 8, 6, 5, 4, 4, 1, 0, 0],
  genai_top_five: [12, 8, 6, 7, 6, 4, 6, 5, 2, 4, 3, 3],
};

/**
 * What repeated tasks are drawn with, each respondent's number added. They are answered by the same
 * utilities and the same noise as the first time: both cohorts are equally consistent. One of the seeds
 * with which agreement is told as it is true: with 1 in 20 and more chance favours one of them.
 */
export const REPEATS_SEED = 8_000_000;

/** Those whom the screener turned away. */
export const SCREENED_OUT = 213;

/** How much respondents of a cohort differ, as a standard deviation of each utility. */
export const SPREAD = 0.6;

/** The two words for one thing, 0-based, and how much of taste and of error people share between them. */
export const ONE_THING = { words: [5, 6], sharedTaste: 0.9, sharedError: 0.7 } as const;

/** One of those with which everything above is told as it is true: at this size some 1 in 20 lets the swap miss its margin. */
export const SEED = 20_260_210;

/** Fieldwork of three weeks, long before anybody reads the demo. */
export const FIELDWORK_START = Date.UTC(2026, 1, 2, 8);
export const FIELDWORK_DAYS = 21;
