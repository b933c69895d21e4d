/** How long one piece of long work may hold the thread before others get their turn. */
const STRETCH_MS = 8;

// One thread, one queue: bundlers give routes and the start-up hook copies of this module.
const shared = globalThis as typeof globalThis & { tradeoffTurns?: (() => void)[] };
shared.tradeoffTurns ??= [];
const waiting = shared.tradeoffTurns;

/**
 * For loops that take long on the thread that answers requests: SQLite is read on it, and what is
 * read is computed with on it. `const pause = takingTurns()`, then `await pause()` after each step:
 * as a rule it goes on at once, and when the work has held the thread for some milliseconds it lets
 * everybody else have a turn first.
 *
 * However many such works there are, one of them goes on in each turn of the event loop: a request
 * that comes between waits for one stretch, not for as many as there are tabs.
 */
export function takingTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await nextTurn();
    since = performance.now();
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  waiting[0]();
  waiting.shift();
  // An immediate that is set in one runs in the next turn, after what has arrived meanwhile.
  if (waiting.length > 0) setImmediate(goOn);
}
