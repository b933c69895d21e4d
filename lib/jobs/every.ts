import { logError } from "@/lib/log";

/**
 * Does a chore again and again for as long as the process lives: never twice at a time, and a
 * failure waits for the next turn.
 *
 * @param chore what the log calls it
 */
export function every(
  ms: number,
  chore: string,
  work: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const turn = () => {
    running ??= work()
      .then(
        () => undefined,
        (error: unknown) => logError(chore, error),
      )
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(turn, ms).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
