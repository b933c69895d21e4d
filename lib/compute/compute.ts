import { inWorker, type TaskInput, type TaskName, type TaskOutput } from "./in-worker";
import { tasks } from "./tasks";

/** Runs a named engine function somewhere: here, or in a thread. */
export type Compute = <Name extends TaskName>(
  task: Name,
  input: TaskInput<Name>,
) => Promise<TaskOutput<Name>>;

/** Runs it in this thread: for a process that has nobody else to answer. */
export const computeHere: Compute = async <Name extends TaskName>(
  task: Name,
  input: TaskInput<Name>,
) => {
  // The signature ties each name to its input and output; the table's union cannot say so.
  const run = tasks[task] as (input: unknown, onProgress: () => void) => unknown;
  return run(input, () => undefined) as TaskOutput<Name>;
};

/** Runs it in a worker thread, ended by the signal. */
export function computeInWorkers(signal: AbortSignal): Compute {
  return (task, input) => inWorker(task, input, { signal });
}
