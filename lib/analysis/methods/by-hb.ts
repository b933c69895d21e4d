import { estimateHbInWorkers, type HbRunProgress } from "@/lib/compute/estimate-hb";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { placedItems } from "@/lib/maxdiff/choice/placed-items";
import { type HbOptions, hbDefaults } from "@/lib/maxdiff/hb/hb-options";
import { judgeHbGaps } from "@/lib/maxdiff/hb/judge-hb-gaps";
import type { ChoiceStudy } from "../study-data/choice-study";
import { type MethodEstimate, placedUtilities } from "./method-estimate";

/**
 * Hierarchical Bayes with the cohort in the upper level, chains in threads. A cohort's utilities are
 * the means of the population it stands for; its shares and scores average its respondents'.
 *
 * An item that a cohort's answers do not place (never shown there, shown to one respondent, or in a
 * part of the design that meets no other) has no figures in that cohort, which then has no shares and
 * scores either: they are parts of a whole of which one is unknown.
 *
 * @throws RangeError naming a cohort that nobody is in, or when no cohort's answers link the items
 */
export async function byHb(
  { data, cohortNames, itemNumbers }: ChoiceStudy,
  options: Partial<HbOptions>,
  margin: number,
  hooks: { onProgress: (progress: HbRunProgress) => void; signal: AbortSignal },
): Promise<MethodEstimate> {
  const empty = cohortNames.find((_, cohort) => !data.cohort.includes(cohort));
  if (empty !== undefined) {
    throw new RangeError(`Nobody in cohort “${empty}” answered a task: leave it out.`);
  }
  const placed = cohortNames.map((_, cohort) => placedItems(data, cohortRespondents(data, cohort)));
  if (placed.every(({ status }) => status === "disconnected")) {
    const apart = placed[0].items.map((item) => itemNumbers[item]).join(", ");
    throw new RangeError(
      `The answers give no utilities: items ${apart} share no task with any of the others, not even through other items (disconnected).`,
    );
  }
  const started = performance.now();
  const result = await estimateHbInWorkers({ data, options, ...hooks });
  const seconds = (performance.now() - started) / 1000;
  const { itemCount, convergence, cohortMeans } = result;
  const rows = (values: Float64Array, row: number) =>
    values.subarray(row * itemCount, (row + 1) * itemCount);
  const own = (values: Float64Array, cohort: number) =>
    Array.from(rows(values, cohort), (value, item) =>
      placed[cohort].placed[item] === 1 ? value : null,
    );
  const whole = (values: Float64Array, cohort: number) =>
    placed[cohort].status === "ok" ? rows(values, cohort) : null;
  return {
    logLikelihood: result.meanLogLikelihood,
    cohorts: cohortNames.map((_, cohort) => ({
      utility: own(cohortMeans.mean, cohort),
      se: own(cohortMeans.sd, cohort),
      low: own(cohortMeans.low, cohort),
      high: own(cohortMeans.high, cohort),
      share: whole(result.cohortShares, cohort),
      score: whole(result.cohortScores, cohort),
    })),
    gaps: result.gaps.map((gap) => ({
      from: gap.from,
      to: gap.to,
      items: judgeHbGaps(gap, margin),
    })),
    diagnostics: {
      cohorts: placed.map(({ status, items }, cohort) => ({
        name: cohortNames[cohort],
        status,
        items: items.map((item) => itemNumbers[item]),
      })),
      rhatMax: convergence.rHatMax,
      essBulkMin: convergence.essBulkMin,
      essTailMin: convergence.essTailMin,
      converged: convergence.converged,
      prior: { ...hbDefaults, ...options }.prior,
      seconds: Math.round(1000 * seconds) / 1000,
      chains: result.chainCount,
      drawsPerChain: result.drawsPerChain,
      acceptance: result.sampler.map(({ acceptance }) => acceptance),
    },
    individual: {
      utilities: placedUtilities(data, result.utilities, placed),
      rootLikelihood: result.rootLikelihood,
    },
  };
}
