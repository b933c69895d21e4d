import type { RevisionContent } from "@/db/queries/revision-content";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { safeCell } from "@/lib/files/csv";
import { csvFile } from "./csv-file";

export const pairs = csvFile({
  name: "pairs",
  layout: "item1,item2,kind,reason    where pairs of items were decided about before the launch",
  isOf: (exercise, content) => !exercise.settings.mirror && pairsOf(exercise, content).length > 0,
  async *rows({ content }, exercise) {
    yield [["item1", "item2", "kind", "reason"]];
    yield pairsOf(exercise, content).map(({ items, decision, reason }) => [
      ...items,
      decision,
      safeCell(reason),
    ]);
  },
});

function pairsOf({ items }: RevisionExercise, { revision }: RevisionContent) {
  const numbers = new Set(items.map(({ number }) => number));
  return (revision.suspectPairs ?? []).filter((pair) =>
    pair.items.every((number) => numbers.has(number)),
  );
}
