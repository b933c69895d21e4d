import type { ChoiceData } from "../choice/choice-data";
import type { HbChain } from "./hb-chain";
import { type HbConvergence, hbConvergence, nextLook } from "./hb-convergence";
import { hbModel } from "./hb-model";
import type { HbOptions } from "./hb-options";
import { type CancelSignal, runChain } from "./run-chain";
import { type HbResult, summariseChains } from "./summarise-chains";

/** Where a run stands, after every iteration of every chain. */
export interface HbProgress {
  readonly chain: number;
  /** Iterations this chain has done, warm-up included. */
  readonly iteration: number;
  /** Iterations it will have done at the next look at convergence. */
  readonly nextLookAt: number;
  /** Iterations it will have done at the ceiling. */
  readonly ceiling: number;
  /** What the last look found; null before the first. */
  readonly convergence: HbConvergence | null;
}

/** The run was cancelled through its signal; nothing of it is kept. */
export class HbCancelled extends Error {
  override readonly name = "HbCancelled";
  constructor() {
    super("The hierarchical Bayes run was cancelled.");
  }
}

/**
 * Hierarchical Bayes of a study: all chains, one after another in this thread, until the targets of
 * the options are met or the ceiling is reached. The result says which.
 *
 * @throws RangeError for bad data or options; HbCancelled when the signal says stop
 */
export function estimateHb(input: {
  data: ChoiceData;
  options?: Partial<HbOptions>;
  onProgress?: (progress: HbProgress) => void;
  signal?: CancelSignal;
}): HbResult {
  const { onProgress, signal } = input;
  const model = hbModel(input.data, input.options);
  const { options } = model;
  const chains: HbChain[] = [];
  let convergence: HbConvergence | null = null;
  let kept = 0;
  for (;;) {
    const until = nextLook(options, kept, convergence);
    if (until === null) return summariseChains(model, chains);
    for (let number = 0; number < options.chains; number++) {
      const lastLook = convergence;
      chains[number] = runChain({
        model,
        chain: chains[number] ?? number,
        until,
        signal,
        onIteration: (iteration) =>
          onProgress?.({
            chain: number,
            iteration,
            nextLookAt: options.warmup + until,
            ceiling: options.warmup + options.maxDraws,
            convergence: lastLook,
          }),
      });
      if (signal?.aborted) throw new HbCancelled();
    }
    kept = until;
    convergence = hbConvergence(model, chains);
  }
}
