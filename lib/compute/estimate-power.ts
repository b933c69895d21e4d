import { type PowerResult, powerRun, studyTotal } from "@/lib/maxdiff/power/estimate-power";
import type { PowerPlan } from "@/lib/maxdiff/power/power-plan";
import { runInWorkers } from "./run-in-workers";

/**
 * `estimatePower` with its simulated studies in worker threads: the same result, number by number.
 *
 * @param input.onProgress receives fractions from 0 to 1
 * @throws RangeError for a plan that is not possible; the signal's reason
 */
export async function estimatePowerInWorkers(input: {
  plan: PowerPlan;
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}): Promise<PowerResult> {
  const { plan, onProgress, signal } = input;
  const total = studyTotal(plan);
  const run = powerRun(plan);
  let done = 0;
  let step = run.next();
  while (!step.done) {
    const batches = step.value;
    const outcomes = await runInWorkers(
      "simulate-studies",
      batches.map((batch) => ({ plan, batch })),
      {
        signal,
        onProgress: (fractions) => {
          const running = fractions.reduce((sum, part, i) => sum + part * batches[i].count, 0);
          onProgress?.((done + running) / total);
        },
      },
    );
    done += batches.reduce((sum, batch) => sum + batch.count, 0);
    step = run.next(outcomes);
  }
  return step.value;
}
