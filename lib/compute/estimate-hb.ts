import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import type { HbChain } from "@/lib/maxdiff/hb/hb-chain";
import { type HbConvergence, nextLook } from "@/lib/maxdiff/hb/hb-convergence";
import { hbModel } from "@/lib/maxdiff/hb/hb-model";
import type { HbOptions } from "@/lib/maxdiff/hb/hb-options";
import { requireRespondents } from "@/lib/maxdiff/hb/require-respondents";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import { inWorker } from "./in-worker";
import { runInWorkers } from "./run-in-workers";

/** Where a run in threads stands. */
export interface HbRunProgress {
  /** Iterations of all chains together, warm-up included. */
  readonly iterations: number;
  /** As many at the next look at convergence, … */
  readonly nextLookAt: number;
  /** … and at the ceiling. */
  readonly ceiling: number;
  /** What the last look found; null before the first. */
  readonly convergence: HbConvergence | null;
}

/**
 * `estimateHb` with its chains in worker threads: the same result, number by number, in a part of
 * the time, and without holding up the thread that asks.
 *
 * @param input.signal ends the threads; nothing of the run is kept
 * @throws RangeError for bad data or options, or too few respondents; the signal's reason
 */
export async function estimateHbInWorkers(input: {
  data: ChoiceData;
  options?: Partial<HbOptions>;
  onProgress?: (progress: HbRunProgress) => void;
  signal?: AbortSignal;
}): Promise<HbResult> {
  const { data, onProgress, signal } = input;
  // Bad input is refused here, once, before any thread starts.
  const { options } = hbModel(data, input.options);
  requireRespondents(data, options.covariates?.count);
  const { chains: chainCount, warmup, maxDraws } = options;
  let chains: HbChain[] = [];
  let convergence: HbConvergence | null = null;
  let kept = 0;
  for (;;) {
    const until = nextLook(options, kept, convergence);
    if (until === null) {
      return inWorker("summarise-hb-chains", { data, options, chains }, { signal });
    }
    const done = kept === 0 ? 0 : warmup + kept;
    const slice = warmup + until - done;
    const lastLook = convergence;
    const slices = Array.from({ length: chainCount }, (_, number) => ({
      data,
      options,
      chain: chains[number] ?? number,
      until,
    }));
    chains = await runInWorkers("run-hb-chain", slices, {
      signal,
      onProgress: (fractions) =>
        onProgress?.({
          iterations: Math.round(
            fractions.reduce((sum, fraction) => sum + done + fraction * slice, 0),
          ),
          nextLookAt: chainCount * (warmup + until),
          ceiling: chainCount * (warmup + maxDraws),
          convergence: lastLook,
        }),
    });
    kept = until;
    const draws = chains.map(({ kept, coefficientDraws, spreadDraws }) => ({
      kept,
      coefficientDraws,
      spreadDraws,
    }));
    convergence = await inWorker(
      "judge-hb-convergence",
      { data, options, chains: draws },
      { signal },
    );
  }
}
