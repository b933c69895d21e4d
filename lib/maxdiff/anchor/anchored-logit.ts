import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import { notAsked } from "@/lib/maxdiff/choice/not-asked";
import { significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import { aggregateLogit, type LogitFailure } from "@/lib/maxdiff/logit/aggregate-logit";
import { studentQuantile } from "@/lib/stats/distributions";
import { sandwich } from "@/lib/stats/matrix";
import type { DirectResponse, DualResponse } from "./anchor-answers";
import { type AnchorLikelihood, anchoredData } from "./anchored-data";

/** One item against the anchor. */
export interface AnchoredItem {
  /** 0-based. */
  readonly item: number;
  /** Logit scale; above 0 the item is above the anchor. */
  readonly utility: number;
  /** Robust, clustered on the respondent, with its 95 % interval; null for a single respondent. */
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface AnchoredCounts {
  /** 0-based. */
  readonly cohort: number;
  readonly likelihood: AnchorLikelihood;
  /** Respondents with a weight above 0 and an answer of either kind. */
  readonly respondents: number;
  readonly dualResponses: number;
  readonly directResponses: number;
  readonly iterations: number;
}

/** The utilities of one cohort relative to the anchor, whose own is 0. */
export interface AnchoredEstimate extends AnchoredCounts {
  readonly status: "ok";
  readonly items: AnchoredItem[];
  /** K × K: the inverse information, which takes answers for independent. */
  readonly modelCovariance: Float64Array;
  /** K × K: robust and clustered on the respondent; null for a single respondent. */
  readonly robustCovariance: Float64Array | null;
  /** Of the best-worst and the anchor answers together. */
  readonly logLikelihood: number;
  readonly converged: true;
}

/** Why there are none. */
export interface AnchoredFailure extends AnchoredCounts {
  /**
   * As for the aggregate logit, and: nobody answered of the anchor; nobody ever put it below an item
   * ("anchor always wins") or above one ("anchor always loses"), so that it has no finite place.
   */
  readonly status:
    | LogitFailure["status"]
    | "no anchor answers"
    | "anchor always wins"
    | "anchor always loses";
  /** The items (0-based) that the status is about, and whether the anchor is one with them. */
  readonly statusItems: number[];
  readonly statusAnchor: boolean;
  readonly converged: false;
}

export type AnchoredFit = AnchoredEstimate | AnchoredFailure;

/**
 * Where each item stands against an anchor ("important"), cohort by cohort: an aggregate logit of
 * best-worst answers together with dual responses, direct responses or both. To be shown beside the
 * relative utilities, not in their place.
 *
 * The anchor is fitted as one more item (see anchoredData) and subtracted afterwards, so Newton's
 * steps, analytic derivatives, robust errors and the test for separation are those of aggregateLogit.
 * Intervals are Student's t over the cohort's respondents.
 *
 * @param dualResponses T, in the order of the data's tasks; null where none was asked
 * @param directResponses any number per respondent, each item once at most
 * @param weights one per respondent of the data, in place of the data's own
 * @returns one fit per cohort; a status where there is none, never NaN
 * @throws RangeError naming the place when a response cannot be used, weights are not one per
 *   respondent and at least 0, or the likelihood is pair
 */
export function anchoredLogit(input: {
  data: ChoiceData;
  dualResponses?: readonly (DualResponse | null)[];
  directResponses?: readonly DirectResponse[];
  likelihood: AnchorLikelihood;
  weights?: Float64Array;
}): AnchoredFit[] {
  const { likelihood } = input;
  // Names also come from files and requests, where types do not reach.
  if (likelihood !== "sequential" && likelihood !== "tricked") {
    throw new RangeError(
      `Anchors need the sequential or the tricked likelihood, not ${likelihood}: ` +
        "the pair likelihood has no choice of the best alone.",
    );
  }
  const data = withWeights(input.data, input.weights);
  const all = anchoredData({ ...input, data });
  const directByRespondent = new Int32Array(data.cohort.length);
  for (const { respondent } of input.directResponses ?? []) directByRespondent[respondent]++;

  return Array.from({ length: data.cohortCount }, (_, cohort) => {
    const respondents = cohortRespondents(all, cohort);
    let dualResponses = 0;
    let directResponses = 0;
    for (const respondent of respondents) {
      directResponses += directByRespondent[respondent];
      const end = data.respondentStart[respondent + 1];
      for (let task = data.respondentStart[respondent]; task < end; task++) {
        if (input.dualResponses?.[task]) dualResponses++;
      }
    }
    const counts = {
      cohort,
      likelihood,
      respondents: respondents.length,
      dualResponses,
      directResponses,
    };
    return fitCohort(all, respondents, counts);
  });
}

function fitCohort(
  all: ChoiceData,
  respondents: Int32Array,
  counts: Omit<AnchoredCounts, "iterations">,
): AnchoredFit {
  const size = all.itemCount;
  const count = size - 1;
  const failure = (
    status: AnchoredFailure["status"],
    blamed: number[] = [],
    iterations = 0,
  ): AnchoredFailure => ({
    ...counts,
    status,
    statusItems: blamed.filter((item) => item !== count),
    statusAnchor: blamed.includes(count),
    iterations,
    converged: false,
  });
  if (respondents.length === 0) return failure("no answers");
  const { wins, losses } = anchorRecord(all, respondents);
  if (!wins && !losses) return failure("no anchor answers");
  if (!losses) return failure("anchor always wins", [count]);
  if (!wins) return failure("anchor always loses", [count]);
  const fit = aggregateLogit({ data: all, respondents, likelihood: counts.likelihood });
  if (fit.status !== "ok") return failure(fit.status, fit.items, fit.iterations);

  // Item minus anchor.
  const difference = new Float64Array(count * size);
  for (let item = 0; item < count; item++) {
    difference[item * size + item] = 1;
    difference[item * size + count] = -1;
  }
  // One respondent says nothing of how respondents differ.
  const robustCovariance =
    respondents.length < 2 ? null : sandwich(difference, fit.robustCovariance, count, size);
  const reach = robustCovariance
    ? studentQuantile(1 - significanceLevel, respondents.length - 1)
    : 0;
  const items = Array.from({ length: count }, (_, item): AnchoredItem => {
    const utility = fit.utilities[item] - fit.utilities[count];
    if (!robustCovariance) return { item, utility, se: null, low: null, high: null };
    const se = Math.sqrt(robustCovariance[item * count + item]);
    return { item, utility, se, low: utility - reach * se, high: utility + reach * se };
  });
  return {
    ...counts,
    status: "ok",
    items,
    modelCovariance: sandwich(difference, fit.modelCovariance, count, size),
    robustCovariance,
    logLikelihood: fit.logLikelihood,
    iterations: fit.iterations,
    converged: true,
  };
}

/** Whether the anchor, the last item, ever beat an item and ever lost to one. */
function anchorRecord(
  all: ChoiceData,
  respondents: Int32Array,
): { wins: boolean; losses: boolean } {
  const anchor = all.itemCount - 1;
  let wins = false;
  let losses = false;
  for (const respondent of respondents) {
    const end = all.respondentStart[respondent + 1];
    for (let task = all.respondentStart[respondent]; task < end; task++) {
      // The anchor always stands last.
      if (all.shown[all.taskStart[task + 1] - 1] !== anchor) continue;
      const best = all.best[task];
      const worst = all.worst[task];
      if (best === anchor || (worst !== notAsked && worst !== anchor)) wins = true;
      if (worst === anchor || (best !== notAsked && best !== anchor)) losses = true;
    }
  }
  return { wins, losses };
}

function withWeights(data: ChoiceData, weights: Float64Array | undefined): ChoiceData {
  if (!weights) return data;
  if (weights.length !== data.cohort.length) {
    throw new RangeError(`${weights.length} weights for ${data.cohort.length} respondents.`);
  }
  return { ...data, weight: weights };
}
