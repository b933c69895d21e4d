/**
 * Watches how long a thread lets nothing else happen: the time between two turns of its event loop.
 * Plain JavaScript, because the production server is made to load it as it is (serve-turns.js).
 */
import fs from "node:fs";

/** Shorter turns are nobody's wait. */
const WORTH_TELLING_MS = 5;

/**
 * @typedef {object} Turn
 * @property {number} endedAt milliseconds since 1970
 * @property {number} wall milliseconds since the turn before
 * @property {number | null} own of those, without the time in which the machine ran something else
 *   while this thread was ready; null where the system does not tell (it is Linux that does)
 */

/**
 * Watches the thread that calls it, from now on.
 *
 * @returns {() => Turn[]} gives the longer turns since it was last asked, and forgets them
 */
export function watchTurns() {
  const waited = waitOfThread();
  /** @type {Turn[]} */
  let turns = [];
  let before = performance.now();
  let waitedBefore = waited?.() ?? 0;
  setInterval(() => {
    const now = performance.now();
    const waitedNow = waited?.() ?? 0;
    const wall = now - before;
    if (wall >= WORTH_TELLING_MS) {
      const own = waited ? wall - (waitedNow - waitedBefore) : null;
      turns.push({ endedAt: performance.timeOrigin + now, wall, own });
    }
    before = now;
    waitedBefore = waitedNow;
  }, 1).unref();
  return () => {
    const seen = turns;
    turns = [];
    return seen;
  };
}

/**
 * How many milliseconds this thread was ready to run and the processor had others.
 *
 * @returns {(() => number) | null}
 */
function waitOfThread() {
  const name = "/proc/thread-self/schedstat";
  if (!fs.existsSync(name)) return null;
  // Opened once: it stays this thread's own, and each read is of the present moment.
  const file = fs.openSync(name, "r");
  const bytes = Buffer.alloc(100);
  return () => {
    const length = fs.readSync(file, bytes, 0, bytes.length, 0);
    return Number(bytes.toString("latin1", 0, length).split(" ")[1]) / 1e6;
  };
}
