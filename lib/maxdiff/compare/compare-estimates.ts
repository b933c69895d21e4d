import { studentQuantile, studentTwoSided } from "@/lib/stats/distributions";
import { holm } from "@/lib/stats/holm";
import type { CohortEstimate } from "./cohort-estimate";
import { type GapEstimate, gapEstimate, isRounding, varianceOf } from "./gap-estimate";
import { type GlobalTest, globalTest } from "./global-test";

/**
 * What can be said of a gap.
 *
 * - same: the 95 % interval lies within ± margin. This comes first: a gap that is surely not zero
 *   and surely smaller than the margin is too small to matter, and `significant` still says so.
 * - different: the Holm-adjusted p-value is below 0.05, and the gap is not "same".
 * - cannot tell: neither, or no error could be estimated.
 *
 * The global test stands beside the verdicts and does not gate them: Holm alone keeps false
 * "different" at 5 % of families, while a gate would lose a large gap on a single item, which a test
 * of K − 1 degrees of freedom dilutes.
 */
export type Verdict = "different" | "same" | "cannot tell";

/** One item's difference between two cohorts, `to` minus `from`. */
export interface Gap {
  /** 0-based. */
  readonly item: number;
  readonly gap: number | null;
  readonly se: number | null;
  /** Ends of the 95 % interval. */
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly pHolm: number | null;
  /** Whether pHolm is below 0.05. */
  readonly significant: boolean;
  readonly verdict: Verdict;
}

/** What is told of a gap wherever one is shown: on pages, in files and by commands. */
export type GapFigures = Pick<Gap, "gap" | "low" | "high" | "pHolm" | "verdict">;

/** The gaps of all items between two cohorts on one scale. */
export interface Gaps {
  readonly margin: number;
  readonly global: GlobalTest | null;
  readonly items: Gap[];
}

/** The 5 % of every test and interval here. */
export const significanceLevel = 0.05;

/**
 * Gaps between two cohorts on one scale: `to` minus `from`, intervals and p-values from Student's t
 * with Welch's degrees of freedom (cohorts of unequal size and spread are the ordinary case),
 * Holm's adjustment over the items, one global test, and a verdict for each item.
 *
 * @param margin on the same scale, above 0: gaps within ± margin do not matter
 * @throws RangeError when margin is not above 0 or the estimates are of different lengths
 */
export function compareEstimates(from: CohortEstimate, to: CohortEstimate, margin: number): Gaps {
  const gaps = gapEstimate(from, to);
  return { margin, global: globalTest(gaps), items: judgeGaps(gaps, margin) };
}

/**
 * Intervals, p-values and verdicts of gaps, however they were estimated.
 *
 * Sources: B. L. Welch (1947), Biometrika 34; S. Holm (1979); for "same", D. J. Schuirmann (1987),
 * two one-sided tests, here each at 2.5 %.
 *
 * @param margin on the same scale, above 0
 * @throws RangeError when margin is not above 0
 */
export function judgeGaps(gaps: GapEstimate, margin: number): Gap[] {
  return judgeRawGaps(rawGaps(gaps), margin);
}

/** Gaps with intervals and p-values from Student's t with Welch's degrees of freedom. */
export function rawGaps(gaps: GapEstimate): RawGap[] {
  return Array.from(gaps.values, (_, item) => rawGap(gaps, item));
}

/** What a method says of one item's gap by itself. */
export type RawGap = Pick<Gap, "gap" | "se" | "low" | "high" | "p">;

/**
 * Holm's adjustment and a verdict for each item, from gaps with intervals and p-values of any kind.
 *
 * @param margin on the gaps' scale, above 0
 * @throws RangeError when margin is not above 0
 */
export function judgeRawGaps(raw: readonly RawGap[], margin: number): Gap[] {
  if (!(margin > 0)) throw new RangeError(`A margin must be above 0, not ${margin}.`);
  const adjusted = holm(raw.map((gap) => gap.p));
  return raw.map((gap, item): Gap => {
    const pHolm = adjusted[item];
    const significant = pHolm !== null && pHolm < significanceLevel;
    return { item, ...gap, pHolm, significant, verdict: verdict(gap, significant, margin) };
  });
}

function rawGap(gaps: GapEstimate, item: number): RawGap {
  const unknown = { se: null, low: null, high: null, p: null };
  if (gaps.defined[item] === 0) return { gap: null, ...unknown };
  const gap = gaps.values[item];
  if (gaps.parts === null) return { gap, ...unknown };
  let variance = 0;
  let squares = 0;
  for (const part of gaps.parts) {
    const own = varianceOf(part, item);
    variance += own.variance;
    squares += own.variance ** 2 / own.degrees;
  }
  if (isRounding(variance, gaps.magnitude)) return { gap, ...unknown };
  const se = Math.sqrt(variance);
  const degrees = variance ** 2 / squares;
  const half = se * studentQuantile(1 - significanceLevel, degrees);
  return { gap, se, low: gap - half, high: gap + half, p: studentTwoSided(gap / se, degrees) };
}

function verdict(gap: Pick<Gap, "low" | "high">, significant: boolean, margin: number): Verdict {
  if (gap.low === null || gap.high === null) return "cannot tell";
  if (gap.low > -margin && gap.high < margin) return "same";
  return significant ? "different" : "cannot tell";
}
