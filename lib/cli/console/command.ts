/** What one command of `tradeoff` is; each lives in a file of its own under commands/. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /**
   * @returns the exit status
   * @throws UsageError for bad arguments; a verb's own errors as they come
   */
  run(args: string[]): Promise<number>;
}

/** The command line cannot be understood; its message is the one line that says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
