import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Reply, Request } from "./compute.worker";
import type { Tasks } from "./tasks";

export type TaskName = keyof Tasks;
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<Tasks[Name]>;

/** How many computations run side by side; one core is left to those who answer. */
export const WORKER_COUNT = Math.min(4, Math.max(2, availableParallelism() - 1));

/**
 * Outside of what is built the worker is the TypeScript file itself. `--import tsx` registers in main threads
 * only (tsx 4, Node 20), so the thread registers it by its own hand.
 */
const RUN_TYPESCRIPT = `
  const { workerData } = require("node:worker_threads");
  import("tsx/esm/api").then(({ register }) => { register(); return import(workerData); });
`;

interface Call {
  task: TaskName;
  input: unknown;
  signal: AbortSignal | undefined;
  onProgress: ((fraction: number) => void) | undefined;
  resolve(output: unknown): void;
  reject(reason: unknown): void;
  /** Stops listening to the signal. */
  release(): void;
}

interface Pool {
  idle: Worker[];
  busy: Map<Worker, Call>;
  waiting: Call[];
}

// One process, one pool: bundlers give routes and the start-up hook copies of this module.
const shared = globalThis as typeof globalThis & { tradeoffWorkers?: Pool };
shared.tradeoffWorkers ??= { idle: [], busy: new Map(), waiting: [] };
const pool = shared.tradeoffWorkers;

/**
 * Runs a named engine function in a worker thread, so that the thread that answers requests stays
 * free. Input and output cross as structured clones: plain data and typed arrays. Calls beyond
 * WORKER_COUNT wait their turn.
 *
 * @param options.signal ends the computation, by ending its thread, or its wait
 * @param options.onProgress receives fractions from 0 to 1
 * @throws what the function threw; the signal's reason; an Error when the thread died
 */
export function inWorker<Name extends TaskName>(
  task: Name,
  input: TaskInput<Name>,
  options: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<TaskOutput<Name>> {
  return new Promise<TaskOutput<Name>>((resolve, reject) => {
    const { signal, onProgress } = options;
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const call: Call = {
      task,
      input,
      signal,
      onProgress,
      // The worker runs the task of this name, so what it returns is of this type.
      resolve: (output) => resolve(output as TaskOutput<Name>),
      reject,
      release: () => undefined,
    };
    const onAbort = () => abandon(call);
    signal?.addEventListener("abort", onAbort, { once: true });
    // A signal can outlive many calls.
    call.release = () => signal?.removeEventListener("abort", onAbort);
    pool.waiting.push(call);
    startWaiting();
  });
}

function startWaiting(): void {
  while (pool.waiting.length > 0 && pool.busy.size < WORKER_COUNT) {
    const worker = pool.idle.pop() ?? startWorker();
    const call = pool.waiting.shift();
    if (!call) return;
    pool.busy.set(worker, call);
    // Only a computation that is awaited keeps the process alive, not a thread that idles.
    worker.ref();
    const request: Request = { task: call.task, input: call.input };
    try {
      worker.postMessage(request);
    } catch (error) {
      finish(worker, (failed) => failed.reject(error));
    }
  }
}

function startWorker(): Worker {
  const worker = newThread();
  worker.on("message", (reply: Reply) => {
    if (reply.kind === "progress") pool.busy.get(worker)?.onProgress?.(reply.fraction);
    else if (reply.kind === "done") finish(worker, (call) => call.resolve(reply.output));
    else finish(worker, (call) => call.reject(reply.error));
  });
  worker.on("error", (error) => lose(worker, error));
  worker.on("exit", (code) => lose(worker, new Error(`The computing thread ended (${code}).`)));
  return worker;
}

function newThread(): Worker {
  // bundle.mjs writes the name in, of a file beside the one that this became part of.
  const bundled = process.env.TRADEOFF_BUNDLED_WORKER;
  if (bundled) return new Worker(new URL(import.meta.url.replace(/[^/]*$/, bundled)));
  // Next's bundler finds the worker by this literal form.
  if (process.env.NEXT_RUNTIME) return new Worker(new URL("./compute.worker.ts", import.meta.url));
  return new Worker(RUN_TYPESCRIPT, {
    eval: true,
    workerData: new URL("./compute.worker.ts", import.meta.url).href,
  });
}

function finish(worker: Worker, settle: (call: Call) => void): void {
  const call = pool.busy.get(worker);
  if (!call) return;
  pool.busy.delete(worker);
  worker.unref();
  pool.idle.push(worker);
  call.release();
  settle(call);
  startWaiting();
}

/** Forgets a thread that ended or is about to; what it was doing fails with the reason. */
function lose(worker: Worker, reason: unknown): void {
  const call = pool.busy.get(worker);
  pool.busy.delete(worker);
  pool.idle = pool.idle.filter((other) => other !== worker);
  call?.release();
  call?.reject(reason);
  startWaiting();
}

function abandon(call: Call): void {
  const place = pool.waiting.indexOf(call);
  if (place >= 0) {
    pool.waiting.splice(place, 1);
    call.release();
    call.reject(call.signal?.reason);
    return;
  }
  for (const [worker, running] of pool.busy) {
    if (running !== call) continue;
    lose(worker, call.signal?.reason);
    void worker.terminate();
  }
}
