import type { Writable } from "node:stream";

/** Where a command writes, and how it is told to stop. */
export interface Terminal {
  readonly stdout: Pick<Writable, "write">;
  readonly stderr: Pick<Writable, "write"> & { readonly isTTY?: boolean };
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Ctrl-C was pressed: the command ends and leaves nothing behind. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
  constructor() {
    super("Cancelled. Nothing was written.");
  }
}

const BAR_WIDTH = 30;
/** A bar that moves faster than this only flickers. */
const MIN_MILLISECONDS = 50;

export interface ProgressBar {
  /** @param fraction 0 … 1 @param words said after the bar */
  show(fraction: number, words: string): void;
  /** Leaves an empty line, for what comes next. */
  clear(): void;
}

/** A bar on a terminal; nothing at all in a pipe or a file. */
export function progressBar({ stderr }: Terminal): ProgressBar {
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  let shownAt = 0;
  return {
    show(fraction, words) {
      const now = Date.now();
      if (now < shownAt + MIN_MILLISECONDS) return;
      shownAt = now;
      const part = Math.min(1, Math.max(0, fraction));
      const filled = Math.round(part * BAR_WIDTH);
      const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
      stderr.write(`\r\u001b[K${bar} ${String(Math.floor(100 * part)).padStart(3)} %  ${words}`);
    },
    clear() {
      stderr.write("\r\u001b[K");
    },
  };
}
