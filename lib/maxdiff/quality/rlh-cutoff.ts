import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { itemsPerTask } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { chanceRootLikelihood } from "@/lib/maxdiff/shares/root-likelihood";
import { individualRootLikelihoods } from "@/lib/maxdiff/simulate/root-likelihood-cutoffs";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { quantile } from "@/lib/stats/quantile";
import { seededRandom } from "@/lib/stats/random";

/** What a cut-off on RLH costs at one strength of preference. */
export interface SincereError {
  /** Standard deviation of a sincere respondent's utilities over the items, logit scale. */
  readonly spread: number;
  /** Percentage of such respondents below the cut-off. */
  readonly flagged: number;
}

/** A cut-off on RLH that is known before anybody answers, with both of its errors. */
export interface RlhCutoff {
  readonly cutoff: number;
  /** The RLH of answers at random under equal utilities. */
  readonly chance: number;
  /** Percentage of random respondents above the cut-off: they pass. */
  readonly randomPassed: number;
  /** From weak to strong preferences. */
  readonly sincere: readonly SincereError[];
}

/** How often somebody falls below the cut-off in at least one of several exercises. */
export type AnyCutoffErrors = Pick<RlhCutoff, "randomPassed" | "sincere">;

/** Weak, moderate, strong and very strong preferences. */
const SPREADS = [0.5, 1, 1.5, 2];
/** One seed for every study: the cut-off follows from the design and the rule alone. */
const SEED = 1;
const RANDOM_RESPONDENTS = 1_000;
const SINCERE_RESPONDENTS = 500;

/**
 * RLH of each respondent under utilities fitted to their own answers alone, with a prior centred on
 * "all items alike" (variance 1). Nobody is measured against the others: an unusual opinion costs
 * nothing, only answers that contradict each other do; and the figure of one respondent never changes
 * because another one answered.
 *
 * @returns N values, null for respondents without answers
 */
export function ownRlh(data: ChoiceData, likelihood: LikelihoodName): (number | null)[] {
  return individualRootLikelihoods({
    data,
    population: { utilities: new Float64Array(data.itemCount), spread: 1 },
    likelihood,
  });
}

/**
 * The RLH below which the given share of random answerers of this design fall, from 1,000 simulated
 * ones, and how many sincere respondents fall below it too, from 500 simulated for each of four
 * strengths of preference. Both follow from the design and the rule alone, so that the cut-off stands
 * before the first answer.
 *
 * @param versions the design, 0-based item indices
 * @param randomCaught share of random answerers to be flagged, above 0 and below 1
 * @throws RangeError when randomCaught is out of range
 */
export function rlhCutoff(input: {
  itemCount: number;
  versions: readonly (readonly (readonly number[])[])[];
  likelihood: LikelihoodName;
  randomCaught: number;
}): RlhCutoff {
  const { itemCount, versions, likelihood, randomCaught } = input;
  if (!(randomCaught > 0 && randomCaught < 1)) {
    throw new RangeError(`A share of random answerers lies between 0 and 1, not ${randomCaught}.`);
  }
  const utilities = new Float64Array(itemCount);
  const { data } = simulateRespondents({
    itemCount,
    versions,
    cohorts: [
      { respondents: RANDOM_RESPONDENTS, utilities, randomShare: 1 },
      ...SPREADS.map((spread) => ({ respondents: SINCERE_RESPONDENTS, utilities, spread })),
    ],
    random: seededRandom(SEED),
  });
  const values = Float64Array.from(ownRlh(data, likelihood), (rlh) => rlh ?? 0);
  const cutoff = quantile(values.slice(0, RANDOM_RESPONDENTS).sort(), randomCaught);
  const below = (from: number, count: number) =>
    (100 * values.subarray(from, from + count).filter((rlh) => rlh < cutoff).length) / count;
  return {
    cutoff,
    chance: chanceRootLikelihood(likelihood, itemsPerTask(data)),
    randomPassed: 100 - below(0, RANDOM_RESPONDENTS),
    sincere: SPREADS.map((spread, place) => ({
      spread,
      flagged: below(RANDOM_RESPONDENTS + place * SINCERE_RESPONDENTS, SINCERE_RESPONDENTS),
    })),
  };
}

/**
 * The share of random answerers that each of several exercises has to catch for all of them together to
 * catch the given share of people who answer every one at random.
 *
 * @param caught above 0 and below 1
 * @param exercises 1 or more
 */
export function caughtByEach(caught: number, exercises: number): number {
  return exercises === 1 ? caught : 1 - (1 - caught) ** (1 / exercises);
}

/**
 * Both errors of the cut-offs of several exercises together, for people who answer all of them in the
 * same way: each is one more chance to fall below. Exact for respondents simulated for each exercise anew.
 *
 * @param cutoffs one or more
 */
export function anyBelow(cutoffs: readonly RlhCutoff[]): AnyCutoffErrors {
  const passing = (shares: readonly number[]) =>
    100 * shares.reduce((product, share) => (product * share) / 100, 1);
  const [first] = cutoffs;
  return {
    randomPassed: passing(cutoffs.map(({ randomPassed }) => randomPassed)),
    sincere: first.sincere.map(({ spread }, place) => ({
      spread,
      flagged: 100 - passing(cutoffs.map(({ sincere }) => 100 - sincere[place].flagged)),
    })),
  };
}
