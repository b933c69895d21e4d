/**
 * The items whose definition was opened on a screen: those of this time and, after an edit, those of
 * before. Numbers that were not on the screen are nobody's openings.
 *
 * @param now what the form said; undefined without script
 * @param before what is stored; null where that could not be seen, or nothing is stored
 */
export function openedInAll(
  shown: readonly number[],
  now: readonly number[] | undefined,
  before: readonly number[] | null,
): number[] | null {
  if (now === undefined) return before ? [...before] : null;
  const opened = new Set([...now, ...(before ?? [])]);
  return shown.filter((item) => opened.has(item));
}
