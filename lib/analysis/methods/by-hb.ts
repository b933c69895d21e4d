import { estimateHbInWorkers, type HbRunProgress } from "@/lib/compute/estimate-hb";
import { type HbOptions, hbDefaults } from "@/lib/maxdiff/hb/hb-options";
import { judgeHbGaps } from "@/lib/maxdiff/hb/judge-hb-gaps";
import type { ChoiceStudy } from "./choice-study";
import type { MethodEstimate } from "./method-estimate";

/**
 * Hierarchical Bayes with the cohort in the upper level, chains in threads. A cohort's utilities are
 * the means of the population it stands for; its shares and scores average its respondents'.
 *
 * @throws RangeError naming a cohort that nobody is in
 */
export async function byHb(
  { data, cohortNames }: ChoiceStudy,
  options: Partial<HbOptions>,
  margin: number,
  hooks: { onProgress: (progress: HbRunProgress) => void; signal: AbortSignal },
): Promise<MethodEstimate> {
  const empty = cohortNames.find((_, cohort) => !data.cohort.includes(cohort));
  if (empty !== undefined) {
    throw new RangeError(`Nobody in cohort “${empty}” answered a task: leave it out.`);
  }
  const started = performance.now();
  const result = await estimateHbInWorkers({ data, options, ...hooks });
  const seconds = (performance.now() - started) / 1000;
  const { itemCount, convergence, cohortMeans } = result;
  const own = (values: Float64Array, cohort: number) =>
    values.subarray(cohort * itemCount, (cohort + 1) * itemCount);
  return {
    logLikelihood: result.meanLogLikelihood,
    cohorts: cohortNames.map((_, cohort) => ({
      utility: own(cohortMeans.mean, cohort),
      se: own(cohortMeans.sd, cohort),
      low: own(cohortMeans.low, cohort),
      high: own(cohortMeans.high, cohort),
      share: own(result.cohortShares, cohort),
      score: own(result.cohortScores, cohort),
    })),
    gaps: result.gaps.map((gap) => ({
      from: gap.from,
      to: gap.to,
      items: judgeHbGaps(gap, margin),
    })),
    diagnostics: {
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
    individual: { utilities: result.utilities, rootLikelihood: result.rootLikelihood },
  };
}
