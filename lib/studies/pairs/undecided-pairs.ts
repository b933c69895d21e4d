import type { RevisionItem } from "@/db/queries/revision-content";
import type { SuspectPair } from "@/db/schema/study-content";
import { type ProposedPair, proposePairs } from "./propose-pairs";

/** The pairs of a list that are proposed and not decided about, the most alike first. */
export function undecidedPairs(
  items: readonly RevisionItem[],
  decided: readonly SuspectPair[] | null,
): ProposedPair<RevisionItem>[] {
  const known = new Set(decided?.map((pair) => pair.items.join("-")));
  return proposePairs(items).filter(({ first, second }) => {
    const numbers = [first.number, second.number].sort((one, other) => one - other);
    return !known.has(numbers.join("-"));
  });
}
