import { setMaxListeners } from "node:events";
import { inWorker, type TaskInput, type TaskName, type TaskOutput } from "./in-worker";

/**
 * Runs one task on several inputs at the same time, as many as there are threads.
 *
 * @param onProgress receives, at any progress of any of them, the finished part of each, 0 … 1
 * @param onDone receives how many of them are done, for tasks that tell no progress
 * @returns outputs in the order of the inputs
 * @throws what the first of them threw, once the others have been ended
 */
export async function runInWorkers<Name extends TaskName>(
  task: Name,
  inputs: readonly TaskInput<Name>[],
  options: {
    signal?: AbortSignal;
    onProgress?: (fractions: readonly number[]) => void;
    onDone?: (done: number) => void;
  } = {},
): Promise<TaskOutput<Name>[]> {
  const others = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, others.signal]) : others.signal;
  // Each call listens once; more than ten are no leak.
  setMaxListeners(inputs.length + 1, signal);
  const fractions = inputs.map(() => 0);
  let done = 0;
  try {
    return await Promise.all(
      inputs.map(async (input, index) => {
        const onProgress = (fraction: number) => {
          fractions[index] = fraction;
          options.onProgress?.(fractions);
        };
        const output = await inWorker(task, input, { signal, onProgress });
        options.onDone?.(++done);
        return output;
      }),
    );
  } catch (error) {
    others.abort(error);
    throw error;
  }
}
