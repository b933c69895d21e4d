import { z } from "zod";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { DesignDiagnostics } from "@/lib/maxdiff/design/diagnose-design";

const spread = {
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  variation: z.number(),
  variationBound: z.number(),
};

/** Enough of the shape to know that a column holds diagnostics of this engine and not another's. */
const diagnosticsShape = z.looseObject({
  itemCount: z.number(),
  itemsPerTask: z.number(),
  versionCount: z.number(),
  views: z.looseObject({ mean: z.number() }),
  items: z.looseObject({ ...spread, counts: z.array(z.number()) }),
  pairs: z.looseObject({
    ...spread,
    counts: z.array(z.array(z.number())),
    neverShown: z.number(),
  }),
  positions: z.looseObject({ ...spread, counts: z.array(z.array(z.number())) }),
  connectivity: z.looseObject({ disconnectedVersions: z.number(), connected: z.boolean() }),
  dispersion: z.looseObject({ adjacentRepeats: z.number(), randomOrder: z.number() }),
  efficiency: z.looseObject({ overall: z.number(), versionMean: z.number() }),
  warnings: z.array(z.looseObject({ code: z.string() })),
  verdict: z.enum(["excellent", "good", "usable", "poor"]),
});

/** The diagnostics stored with a design; null for a design that was stored without. */
export function storedDiagnostics(design: RevisionExercise["design"]): DesignDiagnostics | null {
  return isDiagnostics(design?.diagnostics) ? design.diagnostics : null;
}

function isDiagnostics(value: unknown): value is DesignDiagnostics {
  return diagnosticsShape.safeParse(value).success;
}

/**
 * True when the design was made for other items or other settings than the exercise has now. A
 * design from a file is measured by its items alone: its sizes are its own.
 */
export function isStale({
  design,
  items,
  designSettings,
}: Pick<RevisionExercise, "design" | "items" | "designSettings">): boolean {
  if (!design) return false;
  const numbers = new Set(items.map((item) => item.number));
  const sameItems =
    design.itemNumbers.length === numbers.size &&
    design.itemNumbers.every((number) => numbers.has(number));
  if (!sameItems) return true;
  if (design.origin === "imported") return false;
  const { itemsPerTask, taskCount, versionCount, seed, prohibitedPairs } = designSettings;
  return (
    design.itemsPerTask !== itemsPerTask ||
    design.taskCount !== taskCount ||
    design.versionCount !== versionCount ||
    design.seed !== seed ||
    keepsOtherPairsApart(design, prohibitedPairs)
  );
}

/** True when the pairs that the design kept apart are not those that are prohibited now. */
function keepsOtherPairsApart(
  design: NonNullable<RevisionExercise["design"]>,
  prohibitedPairs: readonly [number, number][],
): boolean {
  const diagnostics = storedDiagnostics(design);
  if (!diagnostics) return false;
  const { counts, neverShown } = diagnostics.pairs;
  let apart = 0;
  for (let first = 0; first < counts.length; first++) {
    for (let second = 0; second < first; second++) if (counts[first][second] === 0) apart++;
  }
  if (apart !== prohibitedPairs.length + neverShown) return true;
  return prohibitedPairs.some(([one, other]) => {
    const row = design.itemNumbers.indexOf(one);
    const column = design.itemNumbers.indexOf(other);
    return counts[row][column] > 0;
  });
}
