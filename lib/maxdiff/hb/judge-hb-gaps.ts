import { type Gap, judgeRawGaps } from "@/lib/maxdiff/compare/compare-estimates";
import { studentTwoSided } from "@/lib/stats/distributions";
import type { PosteriorSummary } from "./summarise-chains";

/**
 * Verdicts on gaps from their posterior: the interval is that of the draws, the p-value the normal
 * distribution's at the posterior mean and standard deviation. Draws alone could not tell a p-value
 * below one in their number, and Holm's adjustment lives on small ones; posteriors of cohort gaps
 * are as good as normal (Bernstein and von Mises).
 *
 * @param margin in logits, above 0
 * @throws RangeError when margin is not above 0
 */
export function judgeHbGaps(
  gaps: Pick<PosteriorSummary, "mean" | "sd" | "low" | "high">,
  margin: number,
): Gap[] {
  return judgeRawGaps(
    Array.from(gaps.mean, (gap, item) => {
      const se = gaps.sd[item];
      return {
        gap,
        se,
        low: gaps.low[item],
        high: gaps.high[item],
        p: studentTwoSided(gap / se, Number.POSITIVE_INFINITY),
      };
    }),
    margin,
  );
}
