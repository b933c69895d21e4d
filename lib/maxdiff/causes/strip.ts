import type { Gap } from "@/lib/maxdiff/compare/compare-estimates";

/** Where an analysis finds an item different: the gap's sign, 0 where the verdict is another, null without a figure. */
export type StripSign = -1 | 0 | 1 | null;

/** One analysis of the strip: where it finds the cohorts different. */
export interface StripMark {
  readonly analysis: string;
  /** Whether priority asks for this one in any case (logit, hierarchical Bayes). */
  readonly isRequired: boolean;
  /** K. */
  readonly signs: readonly StripSign[];
}

/** A gap survives when it holds in this part of all analyses, and in every required one. */
export const SURVIVES_IN = 0.8;

/** The mark of one gap. */
export function stripSign(gap: Pick<Gap, "gap" | "verdict"> | null | undefined): StripSign {
  if (!gap || gap.gap === null) return null;
  if (gap.verdict !== "different") return 0;
  return gap.gap > 0 ? 1 : -1;
}

/**
 * In how many analyses a gap holds: those that find it different with the same sign, of those that have a
 * figure of it. It survives where all required ones hold, and of all `SURVIVES_IN`.
 *
 * @param sign of the gap that is judged
 */
export function stripVerdict(
  sign: number,
  marks: readonly { readonly isRequired: boolean; readonly sign: StripSign }[],
): { holds: number; of: number; survives: boolean } {
  const applied = marks.filter((mark) => mark.sign !== null);
  const holding = applied.filter((mark) => mark.sign === sign);
  const survives =
    applied.every((mark) => !mark.isRequired || mark.sign === sign) &&
    holding.length >= SURVIVES_IN * applied.length;
  return { holds: holding.length, of: applied.length, survives };
}
