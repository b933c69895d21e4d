import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { checkDesign, type Design } from "@/lib/maxdiff/design/design";
import { normalQuantile } from "@/lib/stats/normal-quantile";

/** The scales on which gaps are judged. */
export const powerScales = ["net", "utility", "share"] as const;
export type PowerScale = (typeof powerScales)[number];

/** One of the two cohorts of a planned study. */
export interface PlannedCohort {
  /** How many are expected to answer, 2 or more. */
  readonly respondents: number;
  /** Consistency, above 0; 1 when left out. Two cohorts that differ in it show the scale trap. */
  readonly consistency?: number;
  /** The part, 0 … 1, who answer at random; 0 when left out. */
  readonly randomShare?: number;
}

/** A study before it is fielded, and what is believed of those who will answer it. */
export interface PowerPlan {
  readonly design: Design;
  /** Gaps are those of the second cohort minus the first. */
  readonly cohorts: readonly [PlannedCohort, PlannedCohort];
  /** K mean utilities that both cohorts share, logit scale. */
  readonly utilities: readonly number[];
  /** Standard deviation of a respondent's utilities around the mean, by item, 0 or more. */
  readonly spread: number;
  /** The item, 0-based, that gets a gap where one is planted. */
  readonly item: number;
  readonly scale: PowerScale;
  readonly likelihood: LikelihoodName;
  /** Simulated studies without any gap, and at each planted size of it; 20 or more. */
  readonly studies: number;
  /** A whole number; the same plan and seed give the same figures. */
  readonly seed: number;
}

/**
 * Mean utilities of a list where little is known: normal scores from highest to lowest, with a
 * standard deviation of about one logit, the middle item at about 0.
 *
 * Source: G. Blom (1958), Statistical Estimates and Transformed Beta-Variables, for (i − 3/8)/(K + 1/4).
 */
export function typicalUtilities(itemCount: number): number[] {
  return Array.from({ length: itemCount }, (_, item) =>
    normalQuantile((itemCount - item - 0.375) / (itemCount + 0.25)),
  );
}

/** @throws RangeError naming what is wrong with the plan, and its value */
export function checkPlan(plan: PowerPlan): void {
  const { design, cohorts, utilities, spread, item, studies, seed } = plan;
  checkDesign(design);
  cohorts.forEach(({ respondents, consistency = 1, randomShare = 0 }, index) => {
    const where = `Cohort ${index + 1}`;
    if (!Number.isInteger(respondents) || respondents < 2) {
      throw new RangeError(`${where}: needs 2 respondents or more, not ${respondents}.`);
    }
    if (!(consistency > 0)) {
      throw new RangeError(`${where}: consistency must be above 0, not ${consistency}.`);
    }
    if (!(randomShare >= 0 && randomShare <= 1)) {
      throw new RangeError(`${where}: the random share must be 0 to 1, not ${randomShare}.`);
    }
  });
  if (utilities.length !== design.itemCount || !utilities.every(Number.isFinite)) {
    throw new RangeError(
      `A plan of ${design.itemCount} items needs as many finite utilities, not ${utilities.length}.`,
    );
  }
  if (!(spread >= 0)) throw new RangeError(`The spread must be 0 or more, not ${spread}.`);
  if (!Number.isInteger(item) || item < 0 || item >= design.itemCount) {
    throw new RangeError(`Item ${item + 1} is not 1 to ${design.itemCount}.`);
  }
  if (!Number.isInteger(studies) || studies < 20) {
    throw new RangeError(`A simulation needs 20 studies or more, not ${studies}.`);
  }
  if (!Number.isInteger(seed)) throw new RangeError(`A seed must be a whole number, not ${seed}.`);
}
