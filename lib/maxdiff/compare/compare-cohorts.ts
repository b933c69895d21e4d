import type { AllocationData, AllocationFormat } from "@/lib/maxdiff/allocation/allocation-data";
import { allocationMeans } from "@/lib/maxdiff/allocation/allocation-means";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents, itemsPerTask } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import type { ItemCounts } from "@/lib/maxdiff/counts/item-tally";
import {
  aggregateLogit,
  type LogitEstimate,
  type LogitFailure,
} from "@/lib/maxdiff/logit/aggregate-logit";
import { preferenceShare, rescaledScore } from "@/lib/maxdiff/shares/preference-share";
import { studentQuantile } from "@/lib/stats/distributions";
import type { CohortEstimate } from "./cohort-estimate";
import {
  compareEstimates,
  type Gap,
  type Gaps,
  judgeRawGaps,
  significanceLevel,
} from "./compare-estimates";
import { varianceOf } from "./gap-estimate";
import { logitEstimate } from "./logit-estimate";
import {
  defaultConstantSumMarginOfAverage,
  defaultNetMargin,
  defaultPercentageMargin,
  defaultScoreMarginOfAverage,
  defaultShareMarginOfAverage,
  defaultTopMargin,
  defaultUtilityMargin,
} from "./margins";
import { setEffect, unlikeSets, withholdVerdicts } from "./set-effect";

/** Equivalence margins, each on its own scale; defaults in margins.ts. */
export interface Margins {
  readonly net?: number;
  readonly utility?: number;
  readonly share?: number;
  readonly score?: number;
  /** By the allocation's name. */
  readonly allocation?: Readonly<Record<string, number>>;
}

export interface CompareOptions {
  readonly likelihood: LikelihoodName;
  readonly margins?: Margins;
  /** Pairs of cohorts [from, to] beside each later cohort against the first. */
  readonly pairs?: readonly (readonly [number, number])[];
  /** Stored with the result; nothing is drawn unless an option asks for it. */
  readonly seed: number;
}

/** One item's figures in one cohort; null where a figure does not exist. */
export interface ItemFigures extends ItemCounts {
  /** 0-based. */
  readonly item: number;
  /** 100 (best − worst) / shown, −100 … 100, with its 95 % interval. */
  readonly net: number | null;
  readonly netSe: number | null;
  readonly netLow: number | null;
  readonly netHigh: number | null;
  /** Logit scale, zero-centred; the error is robust, clusters on the respondent, and fits small samples. */
  readonly utility: number | null;
  readonly utilitySe: number | null;
  readonly utilityLow: number | null;
  readonly utilityHigh: number | null;
  /** The error that takes answers for independent, for comparison with other software. */
  readonly utilityModelSe: number | null;
  /** Share of preference; the shares of a cohort sum to 100. */
  readonly share: number | null;
  readonly shareSe: number | null;
  readonly shareLow: number | null;
  readonly shareHigh: number | null;
  /** Rescaled 0-100 score; the scores of a cohort sum to 100. */
  readonly score: number | null;
  readonly scoreSe: number | null;
  readonly scoreLow: number | null;
  readonly scoreHigh: number | null;
}

/** Mean points of one item in one cohort. */
export interface AllocationFigures {
  /** 0-based. */
  readonly item: number;
  readonly mean: number | null;
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Percentage of respondents who gave it nothing. */
  readonly zeros: number | null;
  /** Respondents who answered for it. */
  readonly answered: number;
}

/** How the utilities of a cohort came about. */
export interface LogitDiagnostics {
  readonly status: "ok" | LogitFailure["status"];
  /** The items (0-based) that the status is about. */
  readonly statusItems: number[];
  readonly converged: boolean;
  readonly iterations: number;
  readonly logLikelihood: number | null;
  readonly logLikelihoodNull: number | null;
}

export interface CohortFigures {
  /** 0-based. */
  readonly cohort: number;
  /** Respondents with answers and a weight above 0. */
  readonly respondents: number;
  /** (Σ weight)² / Σ weight²: how many equally weighted respondents would be as precise (Kish). */
  readonly effectiveRespondents: number;
  readonly tasks: number;
  readonly logit: LogitDiagnostics;
  readonly items: ItemFigures[];
  readonly allocations: {
    readonly name: string;
    readonly respondents: number;
    readonly items: AllocationFigures[];
  }[];
}

/** The scale a list of gaps is on, so that every chart can name it. */
export type GapScale =
  | { readonly scale: "net" | "utility" | "share" | "score" }
  | { readonly scale: "allocation"; readonly name: string; readonly format: AllocationFormat };

/** All gaps between two cohorts on one scale. */
export type GapList = GapScale &
  Gaps & {
    /** Cohorts, 0-based; every gap is `to` minus `from`. */
    readonly from: number;
    readonly to: number;
    readonly respondentsFrom: number;
    readonly respondentsTo: number;
    /** Lowest and highest figure possible; null where there is no bound. */
    readonly range: { readonly low: number; readonly high: number } | null;
    /** The figure of an average item; null where the scale does not fix it. */
    readonly average: number | null;
    /** "ok", or which cohort has no figures on this scale. */
    readonly status: "ok" | "no figures";
    /**
     * Items (0-based) that stood against other items in the one cohort than in the other, so that their
     * net counts differ by that alone (`setEffect`): their verdicts are "cannot tell", and then there is
     * no global test. Empty on other scales: utilities allow for it.
     */
    readonly unlikeSets: number[];
  };

/** What the report shows of cohorts: plain numbers, ready for JSON. */
export interface CohortComparison {
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly itemCount: number;
  readonly itemsPerTask: number;
  readonly cohorts: CohortFigures[];
  readonly gaps: GapList[];
}

/**
 * Everything a report says of its cohorts: counts, utilities, shares, scores and allocations of
 * each, and the gaps between each later cohort and the first one, plus any pairs asked for.
 *
 * Pure and deterministic. Empty cohorts, unanswered items and separated answers give null figures
 * and a status, never NaN and never an exception. Every task must have a best and a worst.
 *
 * @param allocations as many as the study asked for; cohorts are numbered as in data
 * @throws RangeError when items or cohorts of an allocation differ from the data's, a pair names a
 *   cohort that does not exist, or a task lacks a best or a worst
 */
export function compareCohorts(input: {
  data: ChoiceData;
  allocations?: readonly AllocationData[];
  options: CompareOptions;
}): CohortComparison {
  const { data, allocations = [], options } = input;
  for (const allocation of allocations) {
    if (allocation.itemCount !== data.itemCount || allocation.cohortCount !== data.cohortCount) {
      throw new RangeError(
        `Allocation ${allocation.name} has ${allocation.itemCount} items and ` +
          `${allocation.cohortCount} cohorts, the answers ${data.itemCount} and ${data.cohortCount}.`,
      );
    }
  }
  const setSize = itemsPerTask(data);
  const cohorts = Array.from({ length: data.cohortCount }, (_, cohort) =>
    estimateCohort(data, allocations, options.likelihood, cohort, setSize),
  );
  const scales = scalesOf(data.itemCount, allocations, options.margins ?? {});
  const gaps: GapList[] = [];
  for (const [from, to] of pairsOf(data.cohortCount, options.pairs ?? [])) {
    const effect = netSetEffect(data, options.likelihood, [cohorts[from], cohorts[to]]);
    let utility: readonly Gap[] | null = null;
    scales.forEach((scale, index) => {
      const estimates = [cohorts[from].estimates[index], cohorts[to].estimates[index]] as const;
      const list = gapList(scale, from, to, estimates, effect, utility);
      if (list.scale === "utility") utility = list.items;
      gaps.push(list);
    });
  }
  return {
    likelihood: options.likelihood,
    seed: options.seed,
    itemCount: data.itemCount,
    itemsPerTask: setSize,
    cohorts: cohorts.map((cohort) => cohort.figures),
    gaps,
  };
}

interface ScaleFrame {
  readonly name: GapScale;
  readonly range: { low: number; high: number } | null;
  readonly average: number | null;
  readonly margin: number;
}

function scalesOf(
  itemCount: number,
  allocations: readonly AllocationData[],
  margins: Margins,
): ScaleFrame[] {
  const average = 100 / itemCount;
  const percent = { low: 0, high: 100 };
  return [
    {
      name: { scale: "net" },
      range: { low: -100, high: 100 },
      average: 0,
      margin: margins.net ?? defaultNetMargin,
    },
    {
      name: { scale: "utility" },
      range: null,
      average: 0,
      margin: margins.utility ?? defaultUtilityMargin,
    },
    {
      name: { scale: "share" },
      range: percent,
      average,
      margin: margins.share ?? defaultShareMarginOfAverage * average,
    },
    {
      name: { scale: "score" },
      range: percent,
      average,
      margin: margins.score ?? defaultScoreMarginOfAverage * average,
    },
    ...allocations.map(({ name, format }): ScaleFrame => {
      const defaults = {
        "constant-sum": defaultConstantSumMarginOfAverage * average,
        percentage: defaultPercentageMargin,
        top: defaultTopMargin,
      };
      return {
        name: { scale: "allocation", name, format },
        range: percent,
        average: format === "constant-sum" ? average : null,
        margin: margins.allocation?.[name] ?? defaults[format],
      };
    }),
  ];
}

interface CohortEstimates {
  readonly figures: CohortFigures;
  /** In the order of scalesOf; null where there are none. */
  readonly estimates: (CohortEstimate | null)[];
  readonly members: Int32Array;
  readonly fit: LogitEstimate | null;
}

/** Figures of one cohort, and what its gaps come from. */
function estimateCohort(
  data: ChoiceData,
  allocations: readonly AllocationData[],
  likelihood: LikelihoodName,
  cohort: number,
  setSize: number,
): CohortEstimates {
  const members = cohortRespondents(data, cohort);
  const respondents = members.length;
  const counts = cohortCounts(data, members);
  const fit = aggregateLogit({ data, respondents: members, likelihood });

  const net: CohortEstimate | null =
    respondents === 0
      ? null
      : {
          values: counts.net,
          covariance: counts.covariance,
          defined: counts.defined,
          respondents,
          bases: counts.bases,
          bond: "constant sum",
        };
  let utility: CohortEstimate | null = null;
  let share: CohortEstimate | null = null;
  let score: CohortEstimate | null = null;
  if (fit.status === "ok") {
    utility = logitEstimate(fit);
    const shares = preferenceShare(fit.utilities, utility.covariance);
    share = {
      ...utility,
      values: shares.values,
      covariance: shares.covariance,
      bond: "parts of a whole",
    };
    const scores = rescaledScore(fit.utilities, setSize, utility.covariance);
    score = {
      ...utility,
      values: scores.values,
      covariance: scores.covariance,
      bond: "parts of a whole",
    };
  }
  const allocated = allocations.map((allocation) => {
    const means = allocationMeans(allocation, cohort);
    const estimate: CohortEstimate | null =
      means.respondents === 0
        ? null
        : {
            values: means.means,
            covariance: means.covariance,
            defined: means.defined,
            respondents: means.respondents,
            bases: means.answered,
            bond: allocation.format === "constant-sum" ? "constant sum" : "nothing",
          };
    return { name: allocation.name, means, estimate };
  });

  const items = Array.from({ length: data.itemCount }, (_, item): ItemFigures => {
    const netFigure = figure(net, item);
    const utilityFigure = figure(utility, item);
    const shareFigure = figure(share, item);
    const scoreFigure = figure(score, item);
    return {
      item,
      shown: counts.shown[item],
      best: counts.best[item],
      worst: counts.worst[item],
      net: netFigure.value,
      netSe: netFigure.se,
      netLow: netFigure.low,
      netHigh: netFigure.high,
      utility: utilityFigure.value,
      utilitySe: utilityFigure.se,
      utilityLow: utilityFigure.low,
      utilityHigh: utilityFigure.high,
      utilityModelSe:
        fit.status === "ok" ? Math.sqrt(fit.modelCovariance[item * data.itemCount + item]) : null,
      share: shareFigure.value,
      shareSe: shareFigure.se,
      shareLow: shareFigure.low,
      shareHigh: shareFigure.high,
      score: scoreFigure.value,
      scoreSe: scoreFigure.se,
      scoreLow: scoreFigure.low,
      scoreHigh: scoreFigure.high,
    };
  });
  let weightSum = 0;
  let weightSquares = 0;
  for (const member of members) {
    weightSum += data.weight[member];
    weightSquares += data.weight[member] ** 2;
  }
  const figures: CohortFigures = {
    cohort,
    respondents,
    effectiveRespondents: respondents === 0 ? 0 : weightSum ** 2 / weightSquares,
    tasks: fit.tasks,
    logit: {
      status: fit.status,
      statusItems: fit.status === "ok" ? [] : fit.items,
      converged: fit.converged,
      iterations: fit.iterations,
      logLikelihood: fit.status === "ok" ? fit.logLikelihood : null,
      logLikelihoodNull: fit.status === "ok" ? fit.logLikelihoodNull : null,
    },
    items,
    allocations: allocated.map(({ name, means, estimate }) => ({
      name,
      respondents: means.respondents,
      items: Array.from({ length: data.itemCount }, (_, item): AllocationFigures => {
        const { value, se, low, high } = figure(estimate, item);
        return {
          item,
          mean: value,
          se,
          low,
          high,
          zeros: value === null ? null : means.zeros[item],
          answered: means.answered[item],
        };
      }),
    })),
  };
  return {
    figures,
    estimates: [net, utility, share, score, ...allocated.map(({ estimate }) => estimate)],
    members,
    fit: fit.status === "ok" ? fit : null,
  };
}

/** One figure with its error and 95 % interval (Student's t over the respondents). */
function figure(
  estimate: CohortEstimate | null,
  item: number,
): { value: number | null; se: number | null; low: number | null; high: number | null } {
  if (!estimate || estimate.defined?.[item] === 0) {
    return { value: null, se: null, low: null, high: null };
  }
  const value = estimate.values[item];
  if (!estimate.covariance) return { value, se: null, low: null, high: null };
  const { variance, degrees } = varianceOf({ ...estimate, covariance: estimate.covariance }, item);
  if (degrees < 1) return { value, se: null, low: null, high: null };
  const se = Math.sqrt(variance);
  const half = se * studentQuantile(1 - significanceLevel, degrees);
  return { value, se, low: value - half, high: value + half };
}

function pairsOf(
  cohortCount: number,
  asked: readonly (readonly [number, number])[],
): [number, number][] {
  const pairs: [number, number][] = [];
  for (let later = 1; later < cohortCount; later++) pairs.push([0, later]);
  for (const [from, to] of asked) {
    for (const cohort of [from, to]) {
      if (!Number.isInteger(cohort) || cohort < 0 || cohort >= cohortCount) {
        throw new RangeError(
          `Pair ${from}, ${to}: cohort ${cohort} is not 0 to ${cohortCount - 1}.`,
        );
      }
    }
    if (from === to) throw new RangeError(`Cohort ${from} cannot be compared with itself.`);
    if (!pairs.some((pair) => pair[0] === from && pair[1] === to)) pairs.push([from, to]);
  }
  return pairs;
}

function gapList(
  frame: ScaleFrame,
  from: number,
  to: number,
  [fromEstimate, toEstimate]: readonly [CohortEstimate | null, CohortEstimate | null],
  effect: Float64Array | null,
  /** The gaps of the same two cohorts in utility. */
  utility: readonly Gap[] | null,
): GapList {
  const common = {
    ...frame.name,
    from,
    to,
    respondentsFrom: fromEstimate?.respondents ?? 0,
    respondentsTo: toEstimate?.respondents ?? 0,
    range: frame.range,
    average: frame.average,
    unlikeSets: [],
  };
  if (!fromEstimate || !toEstimate) {
    return { ...common, status: "no figures", margin: frame.margin, global: null, items: [] };
  }
  const gaps = compareEstimates(fromEstimate, toEstimate, frame.margin);
  if (frame.name.scale === "score" && utility) {
    return { ...common, status: "ok", ...gaps, items: noSurerThanUtility(gaps, utility) };
  }
  if (frame.name.scale !== "net" || !effect) return { ...common, status: "ok", ...gaps };
  const unlike = unlikeSets(gaps.items, effect);
  return {
    ...common,
    status: "ok",
    margin: gaps.margin,
    global: unlike.length > 0 ? null : gaps.global,
    items: withholdVerdicts(gaps.items, unlike),
    unlikeSets: unlike,
  };
}

/**
 * Verdicts on gaps of rescaled scores, none surer than that of the same item's utility. A score flattens
 * at both ends, where the delta method's error is too small: with 30 and 60 respondents of 2 tasks each it
 * alone invented a difference in 12 of 120 studies without any, the share in 2.
 */
function noSurerThanUtility({ items, margin }: Gaps, utility: readonly Gap[]): Gap[] {
  const raw = items.map(({ gap, se, low, high, p }, item) => {
    const own = utility[item]?.p ?? null;
    return { gap, se, low, high, p: p === null || own === null ? p : Math.max(p, own) };
  });
  return judgeRawGaps(raw, margin);
}

/** How far apart the nets of two cohorts would lie if both had the same utilities. */
function netSetEffect(
  data: ChoiceData,
  likelihood: LikelihoodName,
  cohorts: readonly [CohortEstimates, CohortEstimates],
): Float64Array | null {
  const [from, to] = cohorts.map(({ members }) => members);
  const known = cohorts.flatMap(({ fit }) => (fit ? [fit] : []));
  const together =
    known.length > 0
      ? averageByBase(known)
      : aggregateLogit({ data, respondents: Int32Array.of(...from, ...to), likelihood });
  if (!("utilities" in together)) return null;
  return setEffect({ data, from, to, utilities: together.utilities, likelihood });
}

/** Utilities of several cohorts as one, near enough: each counts for as many as saw the item. */
function averageByBase(fits: readonly LogitEstimate[]): { utilities: Float64Array } {
  const utilities = fits[0].utilities.map((_, item) => {
    const bases = fits.reduce((sum, fit) => sum + fit.bases[item], 0);
    return fits.reduce((sum, fit) => sum + fit.bases[item] * fit.utilities[item], 0) / bases;
  });
  return { utilities };
}
