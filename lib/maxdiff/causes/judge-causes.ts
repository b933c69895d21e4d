import {
  judgeRawGaps,
  significanceLevel,
  type Verdict,
} from "@/lib/maxdiff/compare/compare-estimates";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import { normalCdf } from "@/lib/stats/distributions";
import { holm } from "@/lib/stats/holm";
import { type DecisivenessRatio, decisivenessDraws, decisivenessRatio } from "./decisiveness";
import { type StripMark, stripVerdict } from "./strip";
import { centreOnUnmoved, summaryOfDraws } from "./unmoved-items";

/**
 * Why two cohorts differ on an item.
 *
 * - priority: none of the explanations that could be tested holds, and the gap survives the strip
 * - vocabulary: a named pair trades places, taken as one it does not differ, and people take the two
 *   for one
 * - substitution: a named pair trades places and taken as one does not differ, without that sign
 * - table-stakes: needed by nearly all of both cohorts, ranked low by one
 * - answer-noise: gone once both cohorts' answers are put on one footing
 * - cannot-tell: a gap, but no explanation that is sure enough
 */
export type Cause =
  | "priority"
  | "vocabulary"
  | "substitution"
  | "table-stakes"
  | "answer-noise"
  | "cannot-tell";

/** Two items that may be one thing (synonym), or stand in for each other (substitute). */
export interface NamedPair {
  /** 0-based. */
  readonly items: readonly [number, number];
  readonly kind: "synonym" | "substitute";
}

/** What the anchor says of each item in the two cohorts: the part, 0 … 1, who put it above. */
export interface NeededShares {
  readonly from: readonly (number | null)[];
  readonly to: readonly (number | null)[];
}

/** A figure that speaks for or against a cause. Gaps are utilities in logits, `to` minus `from`. */
export type CauseReason =
  | ({ readonly key: "decisiveness" } & DecisivenessRatio)
  | {
      readonly key: "one-footing";
      readonly gap: number;
      readonly low: number;
      readonly high: number;
    }
  | {
      readonly key: "merged-gap";
      readonly with: number;
      readonly gap: number;
      readonly low: number;
      readonly high: number;
      readonly margin: number;
    }
  | {
      readonly key: "co-appearance";
      readonly with: number;
      readonly z: number;
      readonly isLow: boolean;
    }
  | {
      readonly key: "agreement";
      /** Same best and same worst when a task was asked again: the share of each cohort. */
      readonly from: number;
      readonly to: number;
      /** Of `to` minus `from`, and its 95 % interval. */
      readonly difference: number;
      readonly low: number;
      readonly high: number;
      /** Whether the cohort that the model calls more decided repeats itself more, for certain. */
      readonly agrees: boolean;
    }
  | { readonly key: "needed"; readonly from: number; readonly to: number }
  | {
      readonly key: "strip";
      readonly holds: number;
      readonly of: number;
      readonly survives: boolean;
    };

/** What is told of one item. */
export interface ItemCause {
  /** 0-based. */
  readonly item: number;
  /** From the items that do not differ; null where the cohorts cannot be compared. */
  readonly gap: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pHolm: number | null;
  readonly verdict: Verdict;
  /** Null where no gap is told. */
  readonly cause: Cause | null;
  /** The other item of the pair that the cause is about. */
  readonly with: number | null;
  readonly reasons: readonly CauseReason[];
}

/** What is told of two items taken as one. Gaps are utilities, from the items that do not differ. */
export interface PairTold extends NamedPair {
  readonly gaps: readonly [number | null, number | null];
  /** Of ln((e^u_i + e^u_j) / 2), with its 95 % interval. */
  readonly merged: { readonly gap: number; readonly low: number; readonly high: number };
  /** p of no exchange, adjusted by Holm: over the named pairs, or over all pairs that were not. */
  readonly exchangePHolm: number;
  /** Both differ, the one up and the other down, and the exchange is significant. */
  readonly trades: boolean;
  /** Whether the merged gap's interval lies within the margin, or wholly beyond it. */
  readonly isWithin: boolean;
  readonly isBeyond: boolean;
  readonly residual: { readonly z: number; readonly isLow: boolean } | null;
}

/** The causes of the gaps between two cohorts. */
export interface GapCauses {
  readonly decisiveness: DecisivenessRatio;
  /** Every named pair, whether it trades places or not. */
  readonly named: readonly PairTold[];
  /**
   * Pairs that nobody named and that look like one thing in two words all the same: they trade places,
   * are within the margin as one, and people take them for one. They change no cause.
   */
  readonly exploratory: readonly PairTold[];
  /** Items that serve as the zero of the gaps, 0-based. */
  readonly unmoved: readonly number[];
  readonly items: readonly ItemCause[];
}

/** The share of repeated tasks with the same best and worst, and what `to` has more of it. */
export interface MeasuredAgreement {
  readonly from: number;
  readonly to: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** What the rule works on. */
export interface CauseEvidence {
  /** Each cohort fitted by itself, `from` and `to`. */
  readonly fits: readonly [CohortFit, CohortFit];
  readonly pairs: readonly NamedPair[];
  /** Co-appearance of a pair, all cohorts together; undefined where it was never shown together. */
  readonly residualOf: (one: number, other: number) => { z: number; isLow: boolean } | undefined;
  /**
   * The gap of two items taken as one by the aggregate logit, from the given items: its utilities are
   * nearer together than those of people, and so is its error; null where there is none.
   */
  readonly mergedGapOf: (
    items: readonly [number, number],
    unmoved: Uint8Array,
  ) => { readonly gap: number; readonly low: number; readonly high: number } | null;
  readonly strip: readonly StripMark[];
  /** Null where no anchor was asked directly. */
  readonly needed: NeededShares | null;
  /** How alike each cohort answered tasks that were asked again; null where none were. */
  readonly agreement?: MeasuredAgreement | null;
  /** Of gaps, in logits. */
  readonly margin: number;
  /** Of the gap of two items taken as one. */
  readonly mergedMargin: number;
}

/** What the rule needs of a cohort that was fitted by itself. */
export type CohortFit = Pick<HbResult, "meanDraws" | "spreadDraws" | "itemCount"> & {
  /** Of its one cohort: 1 for the items that its answers place. */
  readonly placed: readonly { readonly placed: Uint8Array }[];
};

/** An item is needed by nearly all of a cohort from this part on. */
export const NEARLY_ALL = 0.9;
/** Ranked low: in this part of the order from below. */
const LOWEST_PART = 1 / 3;

/**
 * The cause of each gap between two cohorts, in the order of explanation of METHODS.md: answer noise,
 * vocabulary, substitution, table stakes, priority. Gaps are from the items that do not differ
 * (`centreOnUnmoved`).
 *
 * A wrong cause is worse than none: what is not sure is "cannot-tell". Where decisiveness is not told
 * alike, a gap has to be there on one footing too before it is called anything but noise.
 */
export function judgeCauses(evidence: CauseEvidence): GapCauses {
  const { fits, margin } = evidence;
  const [from, to] = fits.map(decisivenessDraws);
  const decisiveness = decisivenessRatio(from, to);
  const compared = Uint8Array.from(
    fits[0].placed[0].placed,
    (own, item) => own & fits[1].placed[0].placed[item],
  );
  const draws = from.map((_, d) => Math.sqrt(from[d] * to[d]));
  const asTheyAre = new Footing(fits, compared, margin, null);
  const onOneFooting =
    decisiveness.verdict === "alike"
      ? null
      : new Footing(
          fits,
          compared,
          margin,
          [from, to].map((own) => draws.map((common, d) => common / own[d])),
        );
  const judged = { evidence, decisiveness, asTheyAre, onOneFooting };
  const named = toldPairs(evidence.pairs, judged);
  const swaps = named.filter(({ trades }) => trades);
  const explained = new Set(swaps.flatMap(({ items, isBeyond }) => (isBeyond ? [] : items)));
  const unnamed = toldPairs(unnamedPairs(evidence.pairs, asTheyAre.gaps.length), judged);
  const takenForOne = holmLowResiduals(unnamed);
  return {
    decisiveness,
    named,
    exploratory: unnamed.filter(
      ({ items, trades, isWithin }, index) =>
        trades && isWithin && takenForOne[index] && !items.some((item) => explained.has(item)),
    ),
    unmoved: Array.from(asTheyAre.unmoved).flatMap((own, item) => (own === 1 ? [item] : [])),
    items: asTheyAre.gaps.map((gap, item): ItemCause => {
      const { low, high, pHolm, verdict } = gap;
      const told = { item, gap: gap.gap, low, high, pHolm, verdict };
      if (verdict !== "different") return { ...told, cause: null, with: null, reasons: [] };
      return { ...told, ...causeOf(item, judged, swaps) };
    }),
  };
}

interface Judged {
  readonly evidence: CauseEvidence;
  readonly decisiveness: DecisivenessRatio;
  readonly asTheyAre: Footing;
  readonly onOneFooting: Footing | null;
}

type Told = Pick<ItemCause, "cause" | "with" | "reasons">;

function causeOf(item: number, judged: Judged, swaps: readonly PairTold[]): Told {
  const { evidence, decisiveness, asTheyAre, onOneFooting } = judged;
  const reasons: CauseReason[] = [{ key: "decisiveness", ...decisiveness }];
  const own = asTheyAre.gaps[item];
  if (onOneFooting) {
    const { gap, low, high, verdict } = onOneFooting.gaps[item];
    reasons.push({ key: "one-footing", gap: gap ?? 0, low: low ?? 0, high: high ?? 0 });
    const measured = agreementReason(judged);
    if (measured) reasons.push(measured);
    const remains = verdict === "different" && (gap ?? 0) * (own.gap ?? 0) > 0;
    if (!remains) {
      const isGone = Number(low) <= 0 && Number(high) >= 0;
      const isSmaller = 2 * Math.abs(gap ?? 0) <= Math.abs(own.gap ?? 0);
      const isConfirmed = measured?.agrees ?? true;
      const isNoise = decisiveness.verdict === "differs" && isGone && isSmaller && isConfirmed;
      return { cause: isNoise ? "answer-noise" : "cannot-tell", with: null, reasons };
    }
  }
  const pairs = swaps.filter(({ items }) => items.includes(item));
  for (const { items, merged, isWithin, isBeyond, residual, kind } of pairs) {
    if (isBeyond) continue;
    const other = items[0] === item ? items[1] : items[0];
    const { gap, low, high } = merged;
    reasons.push({ key: "merged-gap", with: other, gap, low, high, margin: evidence.mergedMargin });
    if (residual) reasons.push({ key: "co-appearance", with: other, ...residual });
    if (!isWithin) return { cause: "cannot-tell", with: other, reasons };
    const isOneThing = kind === "synonym" && residual?.isLow === true;
    return { cause: isOneThing ? "vocabulary" : "substitution", with: other, reasons };
  }
  const needed = neededByBoth(item, evidence);
  if (needed) {
    reasons.push(needed);
    if (rankedLowByOne(item, asTheyAre)) return { cause: "table-stakes", with: null, reasons };
  }
  const strip = {
    key: "strip" as const,
    ...stripVerdict(
      Math.sign(own.gap ?? 0),
      evidence.strip.map(({ isRequired, signs }) => ({ isRequired, sign: signs[item] })),
    ),
  };
  reasons.push(strip);
  return { cause: strip.survives ? "priority" : "cannot-tell", with: null, reasons };
}

/** What repeated tasks say of the decisiveness that the model tells; null where none were asked. */
function agreementReason({
  evidence: { agreement },
  decisiveness: { ratio },
}: Judged): Extract<CauseReason, { key: "agreement" }> | null {
  if (!agreement) return null;
  const { from, to, difference, low, high } = agreement;
  const agrees = ratio > 1 ? low > 0 : high < 0;
  return { key: "agreement", from, to, difference, low, high, agrees };
}

/**
 * Whether people take each pair for one, judged over all pairs at once: the z of its residual in units
 * of the scatter of all of them (people who differ in taste move every pair), one-sided, Holm. One of
 * twenty pairs lies below the 5th percentile whatever people think.
 */
function holmLowResiduals(pairs: readonly PairTold[]): boolean[] {
  const zs = pairs.map(({ residual }) => residual?.z ?? null);
  const squares = zs.flatMap((z) => (z === null ? [] : [z * z]));
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  const scatter = Math.max(1, Math.sqrt(mean));
  const adjusted = holm(zs.map((z) => (z === null ? null : normalCdf(z / scatter))));
  return adjusted.map((p) => p !== null && p < significanceLevel);
}

/** All pairs of items that are not among those given. */
function unnamedPairs(named: readonly NamedPair[], itemCount: number): NamedPair[] {
  const known = new Set(named.map(({ items }) => items.join("-")));
  return Array.from({ length: itemCount }, (_, one) =>
    Array.from({ length: itemCount - one - 1 }, (__, place) => [one, one + 1 + place] as const),
  )
    .flat()
    .filter((items) => !known.has(items.join("-")))
    .map((items) => ({ items, kind: "synonym" }));
}

function toldPairs(
  pairs: readonly NamedPair[],
  { evidence, asTheyAre, onOneFooting, decisiveness }: Judged,
): PairTold[] {
  const { mergedMargin, mergedGapOf, residualOf } = evidence;
  // Where noise is known to differ, two words are compared as if it did not.
  const isStretched = decisiveness.verdict === "differs" && onOneFooting !== null;
  const footing = isStretched ? onOneFooting : asTheyAre;
  const exchanges = holm(pairs.map(({ items }) => footing.exchangeP(items)));
  const byLogit = isStretched
    ? () => null
    : (items: readonly [number, number]) => mergedGapOf(items, footing.unmoved);
  return pairs.map((pair, index): PairTold => {
    const [one, other] = pair.items.map((item) => footing.gaps[item]);
    const isOpposite = Number(one.gap) * Number(other.gap) < 0;
    const bothDiffer = one.verdict === "different" && other.verdict === "different";
    const exchangePHolm = Number(exchanges[index] ?? 1);
    const { gap, low, high } = byLogit(pair.items) ?? footing.mergedGap(pair.items);
    return {
      ...pair,
      gaps: [one.gap, other.gap],
      merged: { gap, low, high },
      exchangePHolm,
      trades: isOpposite && bothDiffer && exchangePHolm < significanceLevel,
      isWithin: low > -mergedMargin && high < mergedMargin,
      isBeyond: low > mergedMargin || high < -mergedMargin,
      residual: residualOf(...pair.items) ?? null,
    };
  });
}

function neededByBoth(
  item: number,
  { needed }: CauseEvidence,
): Extract<CauseReason, { key: "needed" }> | null {
  const from = needed?.from[item] ?? null;
  const to = needed?.to[item] ?? null;
  if (from === null || to === null || Math.min(from, to) < NEARLY_ALL) return null;
  return { key: "needed", from, to };
}

/** Whether the item is in the lowest third of one cohort's order and not of the other's. */
function rankedLowByOne(item: number, { means }: Footing): boolean {
  const [from, to] = means.map((own) => {
    const below = own.filter((value) => value < own[item]).length;
    return below / own.length < LOWEST_PART;
  });
  return from !== to;
}

/** The gaps of two cohorts as they are, or with each cohort's utilities stretched. */
class Footing {
  readonly unmoved: Uint8Array;
  readonly gaps: ReturnType<typeof judgeRawGaps>;
  /** By cohort: K mean utilities. */
  readonly means: readonly Float64Array[];
  /** By cohort and item: draws. */
  readonly #utilities: readonly (readonly Float64Array[])[];
  /** The draws of the zero that the gaps are from. */
  readonly #zero: Float64Array;

  constructor(
    fits: readonly [CohortFit, CohortFit],
    compared: Uint8Array,
    margin: number,
    stretch: readonly Float64Array[] | null,
  ) {
    const { itemCount } = fits[0];
    const length = Math.min(...fits.map(({ meanDraws }) => meanDraws.length / itemCount));
    this.#utilities = fits.map(({ meanDraws }, cohort) =>
      Array.from({ length: itemCount }, (_, item) =>
        Float64Array.from(
          { length },
          (_, d) => meanDraws[d * itemCount + item] * (stretch?.[cohort][d] ?? 1),
        ),
      ),
    );
    const [from, to] = this.#utilities;
    const raw = to.map((own, item) => own.map((value, d) => value - from[item][d]));
    const { unmoved, draws } = centreOnUnmoved(raw, compared);
    this.unmoved = unmoved;
    this.#zero = raw[0].map((value, d) => value - draws[0][d]);
    this.gaps = judgeRawGaps(
      draws.map((series, item) =>
        compared[item] === 1
          ? summaryOfDraws(series)
          : { gap: null, se: null, low: null, high: null, p: null },
      ),
      margin,
    );
    this.means = this.#utilities.map((items) =>
      Float64Array.from(items, (series) => summaryOfDraws(series).gap),
    );
  }

  /** p of no exchange: of the gap of u_i − u_j, which no zero moves. */
  exchangeP([one, other]: readonly [number, number]): number {
    const [from, to] = this.#utilities;
    const draws = from[one].map(
      (_, d) => to[one][d] - to[other][d] - (from[one][d] - from[other][d]),
    );
    return summaryOfDraws(draws).p;
  }

  /** The gap of ln((e^u_i + e^u_j) / 2), from the items that do not differ. */
  mergedGap([one, other]: readonly [number, number]) {
    const [from, to] = this.#utilities.map((own) =>
      own[one].map((value, d) => Math.log((Math.exp(value) + Math.exp(own[other][d])) / 2)),
    );
    return summaryOfDraws(to.map((value, d) => value - from[d] - this.#zero[d]));
  }
}
