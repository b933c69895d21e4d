import { essBulk, essTail, rHat } from "@/lib/stats/convergence";
import { cohortRespondents } from "../choice/cohort-respondents";
import { type PlacedItems, placedItems } from "../choice/placed-items";
import { centreCovarianceOn } from "../compare/centre-on";
import type { GapEstimate } from "../compare/gap-estimate";
import { preferenceShare, rescaledScore } from "../shares/preference-share";
import { rootLikelihood } from "../shares/root-likelihood";
import { LANES } from "./answer-blocks";
import { gapParts } from "./gap-parts";
import type { HbChain } from "./hb-chain";
import { coefficientDraws, type HbConvergence, hbConvergence } from "./hb-convergence";
import { type HbModel, laneOffset } from "./hb-model";

/** Posterior summaries of several parameters, one entry each. */
export interface PosteriorSummary {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** Ends of the central 95 % interval. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Rank-normalised split R-hat. */
  readonly rHat: Float64Array;
  readonly essBulk: Float64Array;
  readonly essTail: Float64Array;
}

/**
 * The gap of every item between two cohorts: utility in `to` minus utility in `from`, both centred on
 * the compared items.
 */
export interface HbGap extends PosteriorSummary {
  readonly from: number;
  readonly to: number;
  /**
   * K: 1 where both cohorts' answers place the item (`placedItems`). Figures of other items come from
   * the prior alone and mean nothing.
   */
  readonly compared: Uint8Array;
  /** Errors that cluster on the respondent, by cohort (`gap-parts.ts`). */
  readonly parts: GapEstimate["parts"];
}

/** What hierarchical Bayes says of a study. Utilities are zero-centred, on the logit scale. */
export interface HbResult {
  readonly respondentCount: number;
  readonly itemCount: number;
  readonly cohortCount: number;
  readonly chainCount: number;
  /** Draws kept per chain. */
  readonly drawsPerChain: number;
  /** Leapfrog steps found by each chain, and how often its moves were accepted. */
  readonly sampler: readonly {
    readonly steps: number;
    readonly acceptance: number;
    readonly shiftAcceptance: number;
    readonly stretchAcceptance: number;
  }[];
  /** The worst over cohort means and gaps, and whether the targets were met within the ceiling. */
  readonly convergence: HbConvergence;
  /** By cohort: whether, and which of, the items are placed by its own answers. */
  readonly placed: readonly PlacedItems[];
  /**
   * C × K: the mean utility of the population each cohort stands for, centred on the items that its
   * answers place. Figures of other items come from the prior alone and mean nothing.
   */
  readonly cohortMeans: PosteriorSummary;
  /** C × K: the mean utility of the respondents who answered, weighted. */
  readonly cohortAverages: PosteriorSummary;
  /** Covariates × K: change of utility by one unit of the covariate. */
  readonly covariateEffects: PosteriorSummary;
  /** Every pair of cohorts. */
  readonly gaps: readonly HbGap[];
  /** K: standard deviation of utilities between respondents of one cohort. */
  readonly spread: PosteriorSummary;
  /** Total draws × K of the spread, chain after chain. */
  readonly spreadDraws: Float64Array;
  /** Mean over draws of the log-likelihood of all answers. */
  readonly meanLogLikelihood: number;
  /** Total draws × C × K of the cohort means, chain after chain: for any test of gaps. */
  readonly meanDraws: Float64Array;
  /** N × K posterior mean utilities, and their posterior standard deviations. */
  readonly utilities: Float64Array;
  readonly utilitySd: Float64Array;
  /** N × K shares of preference and rescaled 0-100 scores of those utilities. */
  readonly shares: Float64Array;
  readonly scores: Float64Array;
  /** C × K: respondents' shares and scores, averaged by weight. */
  readonly cohortShares: Float64Array;
  readonly cohortScores: Float64Array;
  /** N: RLH at the posterior means; null for a respondent without answers. */
  readonly rootLikelihood: readonly (number | null)[];
}

/**
 * Puts equally long chains together.
 *
 * @throws RangeError when there are no chains, they differ in length, or have fewer than 8 draws
 */
export function summariseChains(model: HbModel, chains: readonly HbChain[]): HbResult {
  const { data, answers, rowCount } = model;
  const { itemCount, cohortCount } = data;
  const { respondentCount } = answers;
  const drawsPerChain = chains[0]?.kept ?? 0;
  const placed = Array.from({ length: cohortCount }, (_, cohort) =>
    placedItems(data, cohortRespondents(data, cohort)),
  );
  const rows = (first: number, last: number): PosteriorSummary =>
    summarise((last - first) * itemCount, (index) =>
      chains.map((chain) =>
        coefficientDraws(model, chain, first + Math.floor(index / itemCount), index % itemCount),
      ),
    );
  const columns = (width: number, draws: (chain: HbChain) => Float64Array): PosteriorSummary =>
    summarise(width, (index) =>
      chains.map((chain) => {
        const all = draws(chain);
        return Float64Array.from({ length: chain.kept }, (_, d) => all[d * width + index]);
      }),
    );
  const gaps: HbGap[] = [];
  for (let from = 0; from < cohortCount; from++) {
    for (let to = from + 1; to < cohortCount; to++) {
      const compared = comparedItems(placed[from], placed[to]);
      const draws = chains.map((chain) =>
        centredDraws(itemCount, compared, (item) => {
          const minus = coefficientDraws(model, chain, from, item);
          return coefficientDraws(model, chain, to, item).map((value, d) => value - minus[d]);
        }),
      );
      gaps.push({
        from,
        to,
        compared,
        ...summarise(itemCount, (item) => draws.map((own) => own[item])),
        parts: comparedParts(gapParts(model, chains, from, to), compared),
      });
    }
  }
  const cohortWidth = cohortCount * itemCount;
  const means = placed.map((own, cohort) =>
    chains.map((chain) =>
      centredDraws(itemCount, own.placed, (item) => coefficientDraws(model, chain, cohort, item)),
    ),
  );
  const meanDraws = new Float64Array(chains.length * drawsPerChain * cohortWidth);
  const spreadDraws = new Float64Array(chains.length * drawsPerChain * itemCount);
  let logLikelihoodSum = 0;
  chains.forEach((chain, c) => {
    spreadDraws.set(
      chain.spreadDraws.subarray(0, drawsPerChain * itemCount),
      c * drawsPerChain * itemCount,
    );
    for (let d = 0; d < drawsPerChain; d++) {
      const start = d * rowCount * itemCount;
      meanDraws.set(
        chain.coefficientDraws.subarray(start, start + cohortWidth),
        (c * drawsPerChain + d) * cohortWidth,
      );
      logLikelihoodSum += chain.logLikelihoodDraws[d];
    }
  });
  return {
    respondentCount,
    itemCount,
    cohortCount,
    chainCount: chains.length,
    drawsPerChain,
    sampler: chains.map((chain) => ({
      steps: chain.steps,
      acceptance: chain.acceptanceSum / chain.acceptanceCount,
      shiftAcceptance: chain.shiftsAccepted / chain.shiftsTried,
      stretchAcceptance: chain.stretchesAccepted / chain.stretchesTried,
    })),
    convergence: hbConvergence(model, chains),
    placed,
    cohortMeans: summarise(cohortWidth, (index) => {
      const cohort = Math.floor(index / itemCount);
      return means[cohort].map((own) => own[index % itemCount]);
    }),
    cohortAverages: columns(cohortWidth, (chain) => chain.averageDraws),
    covariateEffects: rows(cohortCount, rowCount),
    gaps,
    spread: columns(itemCount, (chain) => chain.spreadDraws),
    meanLogLikelihood: logLikelihoodSum / (chains.length * drawsPerChain),
    meanDraws,
    spreadDraws,
    ...individuals(model, chains),
  };
}

/** K: 1 where both cohorts place the item; all 0 where that leaves nothing to stand beside another. */
function comparedItems(from: PlacedItems, to: PlacedItems): Uint8Array {
  const compared = from.placed.map((own, item) => own & to.placed[item]);
  return compared.reduce((sum, own) => sum + own, 0) < 2 ? compared.fill(0) : compared;
}

/** K series of draws, each draw centred on the marked items; as they are where all or none are. */
function centredDraws(
  itemCount: number,
  marked: Uint8Array,
  drawsOf: (item: number) => Float64Array,
): Float64Array[] {
  const draws = Array.from({ length: itemCount }, (_, item) => drawsOf(item));
  const own = draws.filter((_, item) => marked[item] === 1);
  if (own.length === 0 || own.length === itemCount) return draws;
  const centre = own[0].map((_, d) => own.reduce((sum, series) => sum + series[d], 0) / own.length);
  return draws.map((series) => series.map((value, d) => value - centre[d]));
}

/** Errors of gaps that are centred on the compared items. */
function comparedParts(parts: GapEstimate["parts"], compared: Uint8Array): GapEstimate["parts"] {
  if (!parts || !compared.includes(1)) return null;
  if (!compared.includes(0)) return parts;
  return parts.map((part) => ({
    ...part,
    covariance: centreCovarianceOn(part.covariance, compared),
  }));
}

function summarise(count: number, drawsOf: (index: number) => Float64Array[]): PosteriorSummary {
  const summary = {
    mean: new Float64Array(count),
    sd: new Float64Array(count),
    low: new Float64Array(count),
    high: new Float64Array(count),
    rHat: new Float64Array(count),
    essBulk: new Float64Array(count),
    essTail: new Float64Array(count),
  };
  for (let index = 0; index < count; index++) {
    const chains = drawsOf(index);
    summary.rHat[index] = rHat(chains);
    summary.essBulk[index] = essBulk(chains);
    summary.essTail[index] = essTail(chains);
    const length = chains[0].length;
    const sorted = new Float64Array(chains.length * length);
    chains.forEach((chain, c) => {
      sorted.set(chain, c * length);
    });
    sorted.sort();
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    summary.mean[index] = mean;
    summary.sd[index] = Math.sqrt(squares / (sorted.length - 1));
    summary.low[index] = quantile(sorted, 0.025);
    summary.high[index] = quantile(sorted, 0.975);
  }
  return summary;
}

function quantile(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

type IndividualResults = Pick<
  HbResult,
  | "utilities"
  | "utilitySd"
  | "shares"
  | "scores"
  | "cohortShares"
  | "cohortScores"
  | "rootLikelihood"
>;

function individuals(model: HbModel, chains: readonly HbChain[]): IndividualResults {
  const { answers, data, options, cohortWeight } = model;
  const { itemCount, cohortCount, cohort, weight, taskStart } = data;
  const { itemAt, respondentCount } = answers;
  const draws = chains.reduce((sum, chain) => sum + chain.kept, 0);
  const taskCount = taskStart.length - 1;
  const itemsPerTask = taskCount > 0 ? taskStart[taskCount] / taskCount : 2;
  const utilities = new Float64Array(respondentCount * itemCount);
  const utilitySd = new Float64Array(respondentCount * itemCount);
  const shares = new Float64Array(respondentCount * itemCount);
  const scores = new Float64Array(respondentCount * itemCount);
  const cohortShares = new Float64Array(cohortCount * itemCount);
  const cohortScores = new Float64Array(cohortCount * itemCount);
  const rootLikelihoods: (number | null)[] = [];
  for (let r = 0; r < respondentCount; r++) {
    const offset = laneOffset(itemCount, r);
    const start = r * itemCount;
    for (let i = 0; i < itemCount; i++) {
      const place = offset + i * LANES;
      let sum = 0;
      let squareSum = 0;
      for (const chain of chains) {
        sum += chain.utilitySum[place];
        squareSum += chain.utilitySquareSum[place];
      }
      const mean = sum / draws;
      utilities[start + itemAt[i]] = mean;
      utilitySd[start + itemAt[i]] = Math.sqrt(
        Math.max(squareSum - draws * mean * mean, 0) / (draws - 1),
      );
    }
    const own = utilities.subarray(start, start + itemCount);
    shares.set(preferenceShare(own, null).values, start);
    scores.set(rescaledScore(own, itemsPerTask, null).values, start);
    const part = weight[r] / cohortWeight[cohort[r]];
    for (let item = 0; item < itemCount; item++) {
      cohortShares[cohort[r] * itemCount + item] += part * shares[start + item];
      cohortScores[cohort[r] * itemCount + item] += part * scores[start + item];
    }
    rootLikelihoods.push(
      rootLikelihood({ data, respondent: r, utilities: own, likelihood: options.likelihood }),
    );
  }
  return {
    utilities,
    utilitySd,
    shares,
    scores,
    cohortShares,
    cohortScores,
    rootLikelihood: rootLikelihoods,
  };
}
