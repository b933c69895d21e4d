import { setTimeout as pause } from "node:timers/promises";

/** Runs tasks one after the other, in the order they were handed in; a failure stops only itself. */
export function oneAtATime(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task);
    last = run.catch(() => undefined);
    return run;
  };
}

/**
 * Repeats a step while `again` says its error may pass, with growing random pauses, for at most
 * `limitMs`. The event loop is free in between.
 */
export async function patiently<T>(
  step: () => T | Promise<T>,
  again: (error: unknown) => boolean,
  limitMs: number,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (let wait = 4; ; wait = Math.min(wait * 1.6, 120)) {
    try {
      return await step();
    } catch (error) {
      if (!again(error) || performance.now() > end) throw error;
      await pause(wait * (0.5 + Math.random()));
    }
  }
}
