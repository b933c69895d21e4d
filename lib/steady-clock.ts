/** More than clocks are set by little by little (NTP slews at most 0.5 ms a second). */
const STEP_MS = 30_000;

interface Watch {
  /** What the wall clock is ahead of the monotonic one, when it was last looked at. */
  ahead: number;
  /** When the wall clock was last seen to have been set, by the monotonic one. */
  setAt: number;
  /** When the server began, by the monotonic one. */
  startedAt: number;
}

// A process holds copies of this module (the build's and the source's), and one clock.
const shared = globalThis as typeof globalThis & { tradeoffClock?: Watch };
shared.tradeoffClock ??= {
  ahead: Date.now() - performance.now(),
  setAt: Number.NEGATIVE_INFINITY,
  startedAt: Number.NEGATIVE_INFINITY,
};
const watch = shared.tradeoffClock;

/** Says that a server begins: what the clock did before nobody saw. */
export function watchClockFromNow(): void {
  watch.startedAt = performance.now();
  watch.ahead = Date.now() - performance.now();
}

/**
 * For how long this process has seen the wall clock go as time does, in milliseconds: since it was last
 * set by more than half a minute, and since the server began; infinite where that did not happen.
 */
export function clockSteadyFor(): { sinceSet: number; sinceStart: number } {
  const now = performance.now();
  const ahead = Date.now() - now;
  if (Math.abs(ahead - watch.ahead) > STEP_MS) watch.setAt = now;
  watch.ahead = ahead;
  return { sinceSet: now - watch.setAt, sinceStart: now - watch.startedAt };
}
