import type { RevisionContent } from "@/db/queries/revision-content";

/**
 * True when the design was made for other items or other settings than the revision has now. A
 * design from a file is measured by its items alone: its sizes are its own.
 */
export function isStale({
  design,
  items,
  revision,
}: Pick<RevisionContent, "design" | "items" | "revision">): boolean {
  if (!design) return false;
  const numbers = new Set(items.map((item) => item.number));
  const sameItems =
    design.itemNumbers.length === numbers.size &&
    design.itemNumbers.every((number) => numbers.has(number));
  if (!sameItems) return true;
  if (design.origin === "imported") return false;
  const { itemsPerTask, taskCount, versionCount, seed } = revision.designSettings;
  return (
    design.itemsPerTask !== itemsPerTask ||
    design.taskCount !== taskCount ||
    design.versionCount !== versionCount ||
    design.seed !== seed
  );
}
