import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { itemsPerTask } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { individualLogit } from "@/lib/maxdiff/logit/individual-logit";
import { chanceRootLikelihood, rootLikelihood } from "@/lib/maxdiff/shares/root-likelihood";
import { quantile } from "@/lib/stats/quantile";
import type { Random } from "@/lib/stats/random";
import { simulateRespondents } from "./simulate-respondents";

/** How a cut-off on RLH would do: respondents below it are flagged. */
export interface CutoffErrors {
  /** 0 … 1. */
  readonly cutoff: number;
  /** Percentage of sincere respondents flagged. */
  readonly sincereFlagged: number;
  /** Percentage of random respondents not flagged. */
  readonly randomPassed: number;
}

export interface RootLikelihoodCutoffs {
  readonly likelihood: LikelihoodName;
  /** The RLH of answers at random under equal utilities. */
  readonly chance: number;
  /** Cut-offs from "flags no sincere respondent" upwards, ascending. */
  readonly curve: CutoffErrors[];
  /** The highest cut-off that flags at most 5 % of sincere respondents: the one to begin with. */
  readonly cautious: CutoffErrors;
  /** The field's custom, the 95th percentile of random respondents, to show what it costs. */
  readonly customary: CutoffErrors;
}

/** The population that respondents are taken from, for simulating and for fitting alike. */
export interface RespondentPopulation {
  /** K mean utilities. */
  readonly utilities: Float64Array;
  /** Standard deviation of a respondent's utilities around the mean, above 0. */
  readonly spread: number;
}

/**
 * Cut-offs on RLH for one design, with both of their errors, from simulated respondents: as many
 * sincere ones with utilities from the population as random ones, all fitted by individualLogit with
 * the population as prior. Utilities of another estimator have another RLH; a cut-off belongs to the
 * estimator and the design it was made with. Flag by it, never delete.
 *
 * Source: for the custom, K. Chrzan and C. Halversen (2020), Diagnostics for random respondents in
 * choice experiments, Sawtooth Software research paper.
 *
 * @param versions the design, 0-based item indices
 * @param respondents how many of each kind, 20 or more; 500 when left out
 * @throws RangeError when respondents is not a whole number of at least 20, or spread is not above 0
 * @internal the whole of it at once, for the tests
 */
export function rootLikelihoodCutoffs(input: {
  versions: readonly (readonly (readonly number[])[])[];
  population: RespondentPopulation;
  likelihood: LikelihoodName;
  respondents?: number;
  random: Random;
}): RootLikelihoodCutoffs {
  const { versions, population, likelihood, respondents = 500, random } = input;
  const { utilities, spread } = population;
  if (!Number.isInteger(respondents) || respondents < 20) {
    throw new RangeError(`Cut-offs need 20 respondents of each kind or more, not ${respondents}.`);
  }
  if (!(spread > 0)) throw new RangeError(`A spread must be above 0, not ${spread}.`);
  const { data } = simulateRespondents({
    itemCount: utilities.length,
    versions,
    cohorts: [
      { respondents, utilities, spread },
      { respondents, utilities, randomShare: 1 },
    ],
    random,
  });
  const values = individualRootLikelihoods({ data, population, likelihood });
  const rlh = Float64Array.from(values, (value) => value ?? 0);
  const sincere = rlh.slice(0, respondents).sort();
  const atRandom = rlh.slice(respondents).sort();
  const errorsAt = (cutoff: number): CutoffErrors => ({
    cutoff,
    sincereFlagged: (100 * countBelow(sincere, cutoff)) / respondents,
    randomPassed: 100 - (100 * countBelow(atRandom, cutoff)) / respondents,
  });
  // From 0 to 50 % of sincere respondents flagged: nobody would go further.
  const curve = Array.from({ length: 51 }, (_, percent) =>
    errorsAt(quantile(sincere, percent / 100)),
  );
  return {
    likelihood,
    chance: chanceRootLikelihood(likelihood, itemsPerTask(data)),
    curve,
    cautious: errorsAt(sincere[Math.floor(0.05 * respondents)]),
    customary: errorsAt(quantile(atRandom, 0.95)),
  };
}

/**
 * RLH of every respondent, with utilities from individualLogit under the population as prior.
 *
 * @returns N values, null for respondents without answers
 */
export function individualRootLikelihoods(input: {
  data: ChoiceData;
  population: RespondentPopulation;
  likelihood: LikelihoodName;
}): (number | null)[] {
  const { data, population, likelihood } = input;
  return Array.from(data.cohort, (_, respondent) => {
    const utilities = individualLogit({
      data,
      respondent,
      likelihood,
      mean: population.utilities,
      variance: population.spread ** 2,
    });
    return rootLikelihood({ data, respondent, utilities, likelihood });
  });
}

/** How many of the ascending values lie below the limit. */
function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
