import {
  type Gap,
  judgeRawGaps,
  type RawGap,
  rawGaps,
  significanceLevel,
} from "@/lib/maxdiff/compare/compare-estimates";
import { studentQuantile, studentTwoSided } from "@/lib/stats/distributions";
import type { HbGap } from "./summarise-chains";

/** What `judgeHbGaps` needs of a gap. */
type JudgedGap = Pick<HbGap, "mean" | "sd" | "low" | "high" | "parts" | "compared">;

/**
 * Verdicts on gaps of hierarchical Bayes: around the posterior mean, with errors that cluster on the
 * respondent (`gap-parts.ts`) and Student's t, as every other gap has them, but never surer than the
 * posterior itself.
 *
 * The clustered error tells how much the gap moves from one sample of respondents to another. Where
 * few of them say anything of an item, or all say the same, it hardly moves, because the prior holds
 * it: then the posterior knows better how little is known. So each end of an interval is the farther
 * one of the two, and the p-value the larger.
 *
 * @param margin in logits, above 0
 * @throws RangeError when margin is not above 0
 */
export function judgeHbGaps(gaps: JudgedGap, margin: number): Gap[] {
  const clustered = rawGaps({
    values: gaps.mean,
    defined: gaps.compared,
    parts: gaps.parts,
    sumsToConstant: true,
    magnitude: gaps.mean.reduce((most, gap) => Math.max(most, Math.abs(gap)), 0),
  });
  return judgeRawGaps(
    clustered.map((raw, item) => noSurerThanPosterior(raw, gaps, item)),
    margin,
  );
}

const normalPoint = studentQuantile(1 - significanceLevel, Number.POSITIVE_INFINITY);

function noSurerThanPosterior(clustered: RawGap, posterior: JudgedGap, item: number): RawGap {
  const { gap } = clustered;
  if (gap === null || posterior.parts === null) return clustered;
  const towardsZero = gap > 0 ? gap - posterior.low[item] : posterior.high[item] - gap;
  // The normal one whose interval ends where the posterior's does on the side of zero.
  const own = studentTwoSided(
    (normalPoint * Math.abs(gap)) / towardsZero,
    Number.POSITIVE_INFINITY,
  );
  // Respondents who all answer alike have no clustered error: the posterior's stands alone.
  return {
    gap,
    se: Math.max(clustered.se ?? 0, posterior.sd[item]),
    low: Math.min(clustered.low ?? gap, posterior.low[item]),
    high: Math.max(clustered.high ?? gap, posterior.high[item]),
    p: Math.max(clustered.p ?? 0, own),
  };
}
