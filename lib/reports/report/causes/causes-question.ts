import type { RevisionContent } from "@/db/queries/revision-content";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { SuspectPair } from "@/db/schema/study-content";
import { namedPairs } from "@/lib/analysis/field-layout/read-pairs";
import { causesMethod } from "@/lib/analysis/methods/causes";

/** Nothing but the chains is drawn at random; the same seed gives the same table. */
export const CAUSES_SEED = 1;

/**
 * Half of the usual chains: the means and spreads of a cohort settle long before those
 * of single people, which the table does not use, and a report is waited for.
 */
const CHAINS = { chains: 2 };

/**
 * Pairs of the exercise's items that were decided about before anybody answered whose answers count:
 * in every revision that is counted together. A pair that was named later was named by somebody who
 * could have seen the figures, and confirms nothing.
 */
export function plannedPairs(
  comparable: readonly RevisionContent[],
  { items }: Pick<RevisionExercise, "items">,
): SuspectPair[] {
  const numbers = new Set(items.map(({ number }) => number));
  const [first, ...others] = comparable.map(({ revision }) => revision.suspectPairs ?? []);
  return (first ?? []).filter(
    (pair) =>
      pair.items.every((number) => numbers.has(number)) &&
      others.every((pairs) =>
        pairs.some(
          ({ items: own, decision }) =>
            decision === pair.decision && own.join("-") === pair.items.join("-"),
        ),
      ),
  );
}

/** What the method of causes is asked with: the planned pairs, and else the usual options. */
export function causesOptions(pairs: readonly SuspectPair[]): Record<string, unknown> {
  return causesMethod.optionsSchema.parse({ ...namedPairs(pairs), ...CHAINS });
}
