import { studentQuantile, studentTwoSided } from "@/lib/stats/distributions";
import { holm } from "@/lib/stats/holm";
import { type CohortEstimate, isRounding } from "./cohort-estimate";
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
 * Sources: B. L. Welch (1947), Biometrika 34; S. Holm (1979); for "same", D. J. Schuirmann (1987),
 * two one-sided tests, here each at 2.5 %.
 *
 * @param margin on the same scale, above 0: gaps within ± margin do not matter
 * @throws RangeError when margin is not above 0 or the estimates are of different lengths
 */
export function compareEstimates(from: CohortEstimate, to: CohortEstimate, margin: number): Gaps {
  if (!(margin > 0)) throw new RangeError(`A margin must be above 0, not ${margin}.`);
  const count = from.values.length;
  if (to.values.length !== count) {
    throw new RangeError(`Cannot compare ${count} items with ${to.values.length}.`);
  }
  const comparable: number[] = [];
  const raw = Array.from({ length: count }, (_, item) => {
    if (from.defined?.[item] === 0 || to.defined?.[item] === 0) return null;
    comparable.push(item);
    return rawGap(from, to, item);
  });
  const adjusted = holm(raw.map((gap) => gap?.p ?? null));
  const items = raw.map((found, item): Gap => {
    const gap = found ?? { gap: null, se: null, low: null, high: null, p: null };
    const pHolm = adjusted[item];
    const significant = pHolm !== null && pHolm < significanceLevel;
    return { item, ...gap, pHolm, significant, verdict: verdict(gap, significant, margin) };
  });
  return { margin, global: globalTest(from, to, comparable), items };
}

function rawGap(
  from: CohortEstimate,
  to: CohortEstimate,
  item: number,
): Pick<Gap, "gap" | "se" | "low" | "high" | "p"> {
  const gap = to.values[item] - from.values[item];
  const unknown = { gap, se: null, low: null, high: null, p: null };
  if (!from.covariance || !to.covariance) return unknown;
  const diagonal = item * from.values.length + item;
  const fromVariance = from.covariance[diagonal];
  const toVariance = to.covariance[diagonal];
  const size = Math.max(Math.abs(from.values[item]), Math.abs(to.values[item]));
  if (isRounding(fromVariance + toVariance, size)) return unknown;
  const se = Math.sqrt(fromVariance + toVariance);
  const degrees =
    (fromVariance + toVariance) ** 2 /
    (fromVariance ** 2 / (from.respondents - 1) + toVariance ** 2 / (to.respondents - 1));
  const half = se * studentQuantile(1 - significanceLevel, degrees);
  return { gap, se, low: gap - half, high: gap + half, p: studentTwoSided(gap / se, degrees) };
}

function verdict(gap: Pick<Gap, "low" | "high">, significant: boolean, margin: number): Verdict {
  if (gap.low === null || gap.high === null) return "cannot tell";
  if (gap.low > -margin && gap.high < margin) return "same";
  return significant ? "different" : "cannot tell";
}
