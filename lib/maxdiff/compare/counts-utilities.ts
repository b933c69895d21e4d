import type { CohortEstimate } from "@/lib/maxdiff/compare/cohort-estimate";
import { sandwich } from "@/lib/stats/matrix";
import { closedFormLogit } from "../counts/closed-form-logit";
import type { CohortCounts } from "../counts/cohort-counts";

/**
 * Zero-centred utilities of the closed-form logit, with errors that cluster on the respondent: those
 * of the net counts, carried over by the delta method. With p = (1 + net / 100) / 2 and
 * u = ln(p / (1 − p)), du / d net = 1 / (200 p (1 − p)).
 *
 * @returns null where an item has no finite utility: always best, always worst or never shown
 */
export function countsUtilities(counts: CohortCounts): CohortEstimate | null {
  const size = counts.net.length;
  const allFinite = counts.net.every(
    (net, item) => counts.defined[item] === 1 && net > -100 && net < 100,
  );
  if (!allFinite) return null;
  const { probability, utility } = closedFormLogit(counts.shown, counts.best, counts.worst);
  const mean = utility.reduce((sum, value) => sum + value, 0) / size;
  const slope = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const p = probability[column];
      slope[row * size + column] = ((row === column ? 1 : 0) - 1 / size) / (200 * p * (1 - p));
    }
  }
  return {
    values: utility.map((value) => value - mean),
    covariance: counts.covariance && sandwich(slope, counts.covariance, size, size),
    respondents: counts.respondents,
    bases: counts.bases,
    bond: "zero-centred",
  };
}

/** The items (0-based) that have no finite utility from counts. */
export function countsWithoutUtility(counts: CohortCounts): number[] {
  return Array.from(counts.net.keys()).filter(
    (item) => counts.defined[item] === 0 || Math.abs(counts.net[item]) === 100,
  );
}
