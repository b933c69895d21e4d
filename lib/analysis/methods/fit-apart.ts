import type { z } from "zod";
import { runInWorkers } from "@/lib/compute/run-in-workers";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortsApart } from "@/lib/maxdiff/hb/cohorts-apart";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import { hbMethod } from "./hb";
import type { MethodHooks } from "./method";
import { likelihoodOption } from "./options";

const { chains, targetEss, maxDraws } = hbMethod.optionsSchema.shape;

/** The options of a method that fits each cohort by itself. */
export const fitApartOptions = { likelihood: likelihoodOption, chains, targetEss, maxDraws };

/**
 * Hierarchical Bayes of each cohort by itself, in worker threads, each cohort with a seed of its own.
 *
 * @returns one fit a cohort, in their order
 * @throws the signal's reason
 */
export function fitApart(
  data: ChoiceData,
  options: { [Name in keyof typeof fitApartOptions]: z.output<(typeof fitApartOptions)[Name]> },
  { seed, signal, onProgress }: Pick<MethodHooks, "seed" | "signal" | "onProgress">,
): Promise<HbResult[]> {
  const { likelihood, chains, targetEss, maxDraws } = options;
  const drawsPerLook = Math.min(150, maxDraws);
  const asked = { likelihood, seed, chains, targetEss, maxDraws, drawsPerLook };
  return runInWorkers("estimate-hb", cohortsApart(data, asked), {
    signal,
    onProgress: (fractions) =>
      onProgress({ fraction: fractions.reduce((sum, part) => sum + part, 0) / fractions.length }),
  });
}
