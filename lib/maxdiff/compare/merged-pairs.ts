import type { LogitEstimate } from "@/lib/maxdiff/logit/aggregate-logit";
import { smallSampleFactor } from "@/lib/maxdiff/logit/small-sample-factor";
import { studentQuantile, studentTwoSided } from "@/lib/stats/distributions";
import { holm } from "@/lib/stats/holm";
import { significanceLevel } from "./compare-estimates";
import { comparableItems } from "./gap-estimate";
import { logitEstimate } from "./logit-estimate";

/** The gap of two items taken as one, beside the gaps of each. */
export interface MergedPair {
  /** The two items, 0-based, ascending. */
  readonly items: readonly [number, number];
  /** Gaps of the two items, `to` minus `from`, in logits. */
  readonly gaps: readonly [number, number];
  /** Gap of ln((e^u_i + e^u_j) / 2). */
  readonly mergedGap: number;
  readonly se: number;
  /** Ends of the 95 % interval of the merged gap. */
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** Gap of u_i − u_j between the cohorts: how far the two items changed places. */
  readonly exchange: number;
  /** Of no exchange, Holm-adjusted over all pairs of items. */
  readonly exchangePHolm: number;
  /**
   * Whether it looks like two words for one thing: the two gaps are opposite, the exchange is
   * significant, and the merged gap lies within ± margin or is not significant.
   */
  readonly swap: boolean;
}

/**
 * Is a gap one of priority or of vocabulary? Where one cohort says one word and the other cohort
 * another, the two items have opposite gaps, and taken as one item they have none.
 *
 * @param from logit of one cohort
 * @param to logit of the other, under the same likelihood; gaps are `to` minus `from`
 * @param margin of the merged gap in logits, above 0
 * @returns all K (K − 1) / 2 pairs of items that can be compared (`comparableItems`), those that
 *   look like swaps first, then by exchange; empty where a cohort has fewer than 2 respondents
 * @throws RangeError when the likelihoods differ or margin is not above 0
 */
export function mergedPairs(from: LogitEstimate, to: LogitEstimate, margin: number): MergedPair[] {
  if (from.likelihood !== to.likelihood) {
    throw new RangeError(`Utilities under ${from.likelihood} and ${to.likelihood} do not compare.`);
  }
  if (!(margin > 0)) throw new RangeError(`A margin must be above 0, not ${margin}.`);
  if (from.respondents < 2 || to.respondents < 2) return [];
  const count = from.utilities.length;
  const comparable = comparableItems(logitEstimate(from), logitEstimate(to));
  const pairs: (Omit<MergedPair, "exchangePHolm" | "swap"> & { exchangeP: number })[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      if ([i, j].some((item) => comparable[item] === 0)) continue;
      const left = mergeOne(from, i, j);
      const right = mergeOne(to, i, j);
      const merged = difference(left.merged, right.merged, from.respondents, to.respondents);
      const exchange = difference(left.exchange, right.exchange, from.respondents, to.respondents);
      const half = merged.se * studentQuantile(1 - significanceLevel, merged.degrees);
      pairs.push({
        items: [i, j],
        gaps: [to.utilities[i] - from.utilities[i], to.utilities[j] - from.utilities[j]],
        mergedGap: merged.gap,
        se: merged.se,
        low: merged.gap - half,
        high: merged.gap + half,
        p: merged.p,
        exchange: exchange.gap,
        exchangeP: exchange.p,
      });
    }
  }
  const adjusted = holm(pairs.map((pair) => pair.exchangeP));
  return pairs
    .map(({ exchangeP, ...pair }, index): MergedPair => {
      const exchangePHolm = adjusted[index] ?? exchangeP;
      const opposite = pair.gaps[0] * pair.gaps[1] < 0;
      const exchanged = exchangePHolm < significanceLevel;
      const within = pair.low > -margin && pair.high < margin;
      const swap = opposite && exchanged && (within || pair.p >= significanceLevel);
      return { ...pair, exchangePHolm, swap };
    })
    .sort(
      (left, right) =>
        Number(right.swap) - Number(left.swap) ||
        Math.abs(right.exchange) - Math.abs(left.exchange),
    );
}

interface Figure {
  readonly value: number;
  readonly variance: number;
}

/** ln((e^u_i + e^u_j) / 2) and u_i − u_j of one cohort, with delta-method variances. */
function mergeOne(fit: LogitEstimate, i: number, j: number): { merged: Figure; exchange: Figure } {
  const count = fit.utilities.length;
  const v = fit.robustCovariance;
  const factor = smallSampleFactor(fit.respondents);
  const high = Math.max(fit.utilities[i], fit.utilities[j]);
  const first = Math.exp(fit.utilities[i] - high);
  const second = Math.exp(fit.utilities[j] - high);
  const share = first / (first + second);
  const variance = (a: number, b: number) =>
    factor * (a * a * v[i * count + i] + b * b * v[j * count + j] + 2 * a * b * v[i * count + j]);
  return {
    merged: {
      value: high + Math.log((first + second) / 2),
      variance: variance(share, 1 - share),
    },
    exchange: { value: fit.utilities[i] - fit.utilities[j], variance: variance(1, -1) },
  };
}

/** Welch's comparison of one figure of two cohorts; p is 1 where nothing varies. */
function difference(
  from: Figure,
  to: Figure,
  respondentsFrom: number,
  respondentsTo: number,
): { gap: number; se: number; degrees: number; p: number } {
  const gap = to.value - from.value;
  const variance = from.variance + to.variance;
  const se = Math.sqrt(variance);
  if (!(se > 1e-10)) return { gap, se, degrees: 1, p: 1 };
  const degrees =
    variance ** 2 /
    (from.variance ** 2 / (respondentsFrom - 1) + to.variance ** 2 / (respondentsTo - 1));
  return { gap, se, degrees, p: studentTwoSided(gap / se, degrees) };
}
