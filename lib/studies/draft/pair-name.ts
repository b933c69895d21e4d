import type { RevisionContent } from "@/db/queries/revision-content";

/** What a pair of items is called where it is told of: "Price / Cost". */
export function pairName(
  { items, lists }: Pick<RevisionContent, "items" | "lists">,
  numbers: readonly [number, number],
): string {
  const all = [...items, ...lists.flatMap((list) => list.items)];
  const labels = numbers.map(
    (number) => all.find((item) => item.number === number)?.label ?? String(number),
  );
  return labels.join(" / ");
}
