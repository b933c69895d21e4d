import { parentPort } from "node:worker_threads";
import { type Tasks, tasks } from "./tasks";

export interface Request {
  task: keyof Tasks;
  input: unknown;
}

export type Reply =
  | { kind: "progress"; fraction: number }
  | { kind: "done"; output: unknown }
  | { kind: "failed"; error: unknown };

/** Smaller steps of progress are not worth a message. */
const PROGRESS_STEP = 0.01;

if (!parentPort) throw new Error("compute.worker runs in a worker thread only.");
const port = parentPort;
const reply = (message: Reply) => port.postMessage(message);

port.on("message", ({ task, input }: Request) => {
  let told = 0;
  const onProgress = (fraction: number): void => {
    if (fraction < told + PROGRESS_STEP) return;
    told = fraction;
    reply({ kind: "progress", fraction });
  };
  try {
    // inWorker's signature ties each name to its input; a message cannot carry the types.
    const run = tasks[task] as (input: unknown, onProgress: (fraction: number) => void) => unknown;
    reply({ kind: "done", output: run(input, onProgress) });
  } catch (error) {
    reply({ kind: "failed", error });
  }
});
