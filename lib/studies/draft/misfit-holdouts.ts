import type { RevisionItem } from "@/db/queries/revision-content";
import type { DesignSettings } from "@/db/schema/study-content";

/**
 * The number of the first holdout task that is none of its exercise any more: an item left the list, the
 * tasks became larger or smaller, or two of its items may not share a task.
 *
 * @returns 1, 2, 3 …; null where all fit
 */
export function misfitHoldouts({
  items,
  design: { itemsPerTask, prohibitedPairs },
  holdouts,
}: {
  items: readonly Pick<RevisionItem, "number">[];
  design: Pick<DesignSettings, "itemsPerTask" | "prohibitedPairs">;
  holdouts: readonly number[][];
}): number | null {
  const known = new Set(items.map(({ number }) => number));
  const at = holdouts.findIndex(
    (set) =>
      set.length !== itemsPerTask ||
      !set.every((number) => known.has(number)) ||
      prohibitedPairs.some(([one, other]) => set.includes(one) && set.includes(other)),
  );
  return at < 0 ? null : at + 1;
}
