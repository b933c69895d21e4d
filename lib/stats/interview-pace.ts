import { median } from "./median";

/** A pause on a screen counts as this many times the screen's median, no more. */
const LONGEST = 2;

/** How fast people went through screens, each against the others. */
export interface Paces {
  /** The median time of each screen over all who were timed on it. */
  readonly medians: ReadonlyMap<string, number>;
  /**
   * For each person the time they took, over the median time of the same screens: 1 is as long as the
   * middle of all, whatever way through the screens they were led. Null for who was not timed.
   */
  readonly paces: readonly (number | null)[];
}

/**
 * Paces that a pause does not hide: a screen left open over lunch would make the fastest clicker slow,
 * so no screen counts for more than twice its median.
 *
 * @param times for each person the time on each screen, in any one unit
 */
export function interviewPaces(times: readonly ReadonlyMap<string, number>[]): Paces {
  const byScreen = new Map<string, number[]>();
  for (const person of times) {
    for (const [screen, time] of person) {
      const known = byScreen.get(screen);
      if (known) known.push(time);
      else byScreen.set(screen, [time]);
    }
  }
  const medians = new Map<string, number>();
  for (const [screen, values] of byScreen) medians.set(screen, median(values) ?? 0);
  const paces = times.map((person) => {
    let taken = 0;
    let usual = 0;
    for (const [screen, time] of person) {
      const middle = medians.get(screen) ?? 0;
      taken += Math.min(time, LONGEST * middle);
      usual += middle;
    }
    return usual === 0 ? null : taken / usual;
  });
  return { medians, paces };
}
