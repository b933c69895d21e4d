import { asc, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { isAnchor, namesCohort } from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";

/** A key that nobody has: the wanted one, or it with the first free number. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  let key = wanted;
  for (let copy = 2; taken.has(key); copy++) key = `${wanted}_${copy}`;
  return key;
}

/**
 * Gives a revision's screens their places 1, 2, 3 … in the wanted order; those it does not name
 * keep theirs among themselves. New ones (position 0) come where they usually do: the question that
 * names the cohort first, other questions right before the first exercise, a further exercise after
 * the others, an anchor right after its exercise, allocations last.
 */
export async function placeScreens(
  { t, tx }: { t: Tables; tx: Queries },
  revisionId: string,
  wanted: readonly string[] = [],
): Promise<void> {
  const screens = await tx
    .select()
    .from(t.screen)
    .where(eq(t.screen.revisionId, revisionId))
    .orderBy(asc(t.screen.position), asc(t.screen.id));
  const placed = screens.filter((screen) => screen.position > 0);
  for (const screen of screens.filter(({ position }) => position === 0)) {
    if (namesCohort(screen)) placed.unshift(screen);
    else if (screen.kind === "question") {
      const exercise = placed.findIndex(({ kind }) => kind === "exercise");
      placed.splice(exercise < 0 ? placed.length : exercise, 0, screen);
    } else if (isAnchor(screen)) {
      const exercise = placed.findIndex(({ key }) => key === screen.settings.exercise);
      placed.splice(exercise < 0 ? placed.length : exercise + 1, 0, screen);
    } else if (screen.kind === "exercise") {
      const last = placed.findLastIndex(({ kind }) => kind === "exercise" || kind === "anchor");
      placed.splice(last < 0 ? placed.length : last + 1, 0, screen);
    } else placed.push(screen);
  }
  const named = wanted.flatMap((key) => placed.find((screen) => screen.key === key) ?? []);
  const ordered = [...named, ...placed.filter((screen) => !wanted.includes(screen.key))];
  for (const [index, { id }] of ordered.entries()) {
    await tx
      .update(t.screen)
      .set({ position: index + 1 })
      .where(eq(t.screen.id, id));
  }
}
