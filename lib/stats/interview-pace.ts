/** A pause on a screen counts as this many times the screen's median, no more. */
const LONGEST = 2;

/**
 * How fast somebody went through screens, against all others: the time they took over the median
 * time of the same screens. 1 is as long as the middle of all, whatever way through the screens they
 * were led; null for who was not timed.
 *
 * A pause does not hide it: a screen left open over lunch would make the fastest clicker slow, so no
 * screen counts for more than twice its median.
 *
 * @param times their time on each screen, in any one unit
 * @param medians the median time of each screen over all who were timed on it
 */
export function interviewPace(
  times: ReadonlyMap<string, number>,
  medians: ReadonlyMap<string, number>,
): number | null {
  let taken = 0;
  let usual = 0;
  for (const [screen, time] of times) {
    const middle = medians.get(screen) ?? 0;
    taken += Math.min(time, LONGEST * middle);
    usual += middle;
  }
  return usual === 0 ? null : taken / usual;
}
