import { type Gap, judgeGaps } from "@/lib/maxdiff/compare/compare-estimates";
import type { HbGap } from "./summarise-chains";

/**
 * Verdicts on gaps of hierarchical Bayes: around the posterior mean, with errors that cluster on the
 * respondent (`gap-parts.ts`) and Student's t, as every other gap has them.
 *
 * @param margin in logits, above 0
 * @throws RangeError when margin is not above 0
 */
export function judgeHbGaps(gaps: Pick<HbGap, "mean" | "parts">, margin: number): Gap[] {
  return judgeGaps(
    {
      values: gaps.mean,
      defined: new Uint8Array(gaps.mean.length).fill(1),
      parts: gaps.parts,
      sumsToConstant: true,
      magnitude: gaps.mean.reduce((most, gap) => Math.max(most, Math.abs(gap)), 0),
    },
    margin,
  );
}
