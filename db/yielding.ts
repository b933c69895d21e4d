/** How long one piece of long work may hold the thread before others get their turn. */
const STRETCH_MS = 8;

interface Yielding {
  /** Works that have held the thread for long enough, in the order they go on. */
  readonly waiting: (() => void)[];
  /** When the first of the works that run in this turn of the event loop began; null before any. */
  began: number | null;
}

// One thread, one queue: bundlers give routes and the start-up hook copies of this module.
const shared = globalThis as typeof globalThis & { tradeoffYielding?: Yielding };
shared.tradeoffYielding ??= { waiting: [], began: null };
const yielding = shared.tradeoffYielding;

/**
 * For loops that take long on the thread that answers requests: SQLite is read on it, and what is
 * read is computed with on it. `const pause = yieldingToRequests()`, then `await pause()` after each step:
 * as a rule it goes on at once, and when work has held the thread for some milliseconds it lets
 * everybody else have a turn first.
 *
 * What follows without a pause between counts as one stretch, whichever function it is in. However
 * many such works there are, one of them goes on in each turn of the event loop: a request that comes
 * between waits for one stretch, not for as many as there are tabs.
 */
export function yieldingToRequests(): () => Promise<void> {
  beginning();
  return async () => {
    if (performance.now() - beginning() >= STRETCH_MS) await yieldToRequests();
  };
}

/** When work began in this turn of the event loop: now, where there was none. */
function beginning(): number {
  yielding.began ??= newBeginning();
  return yielding.began;
}

function newBeginning(): number {
  setImmediate(() => {
    yielding.began = null;
  });
  return performance.now();
}

/** A turn that no other long work has: for what cannot be cut, such as drawing a page. */
export function yieldToRequests(): Promise<void> {
  return new Promise((resolve) => {
    yielding.waiting.push(resolve);
    if (yielding.waiting.length === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  yielding.began = newBeginning();
  yielding.waiting[0]();
  yielding.waiting.shift();
  // An immediate that is set in one runs in the next turn, after what has arrived meanwhile.
  if (yielding.waiting.length > 0) setImmediate(goOn);
}
