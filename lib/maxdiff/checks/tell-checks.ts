import type { ChoiceData } from "../choice/choice-data";
import { cohortRespondents } from "../choice/cohort-respondents";
import type { LikelihoodName } from "../choice/likelihood";
import { countsUtilities } from "../compare/counts-utilities";
import { cohortCounts } from "../counts/cohort-counts";
import type { HbResult } from "../hb/summarise-chains";
import { aggregateLogit } from "../logit/aggregate-logit";
import type { CheckAnswers } from "./check-answers";
import { type HoldoutHits, holdoutChance, holdoutHits } from "./holdout-hits";
import {
  type AgreementDifference,
  agreementDifference,
  type CohortAgreement,
  repeatAgreement,
} from "./repeat-agreement";

/** The methods whose hit rate is told, by what they know of a respondent: their cohort, or themselves. */
export const HIT_METHODS = ["counts", "logit", "hb"] as const;

/** What repeated and holdout tasks say. */
export interface ChecksTold {
  /** By cohort; null where nobody in it was asked anything again. */
  readonly agreement: readonly (CohortAgreement | null)[];
  /** Every pair of cohorts that have one. */
  readonly differences: readonly {
    readonly from: number;
    readonly to: number;
    readonly parts: AgreementDifference;
  }[];
  /** Null where there were no holdout tasks. */
  readonly holdouts: {
    readonly answered: number;
    readonly chance: { readonly best: number; readonly worst: number; readonly both: number };
    readonly methods: readonly ({ readonly method: (typeof HIT_METHODS)[number] } & HoldoutHits)[];
  } | null;
}

/**
 * Agreement on repeated tasks by cohort, and the hit rate of each method in holdout tasks: that of a
 * cohort's counts, of its logit, and of its people's own utilities.
 *
 * @param fits hierarchical Bayes of each cohort alone, in the order of the cohorts
 */
export function tellChecks(input: {
  data: ChoiceData;
  checks: CheckAnswers;
  fits: readonly Pick<HbResult, "utilities" | "utilitySd">[];
  likelihood: LikelihoodName;
  seed: number;
}): ChecksTold {
  const { data, checks, fits, likelihood } = input;
  const agreement = repeatAgreement({ ...input, repeats: checks.repeats });
  const differences = agreement.flatMap((one, from) =>
    agreement.flatMap((other, to) =>
      one && other && from < to ? [{ from, to, parts: agreementDifference(one, other) }] : [],
    ),
  );
  const chance = holdoutChance(checks.holdouts);
  if (!chance) return { agreement, differences, holdouts: null };
  const members = fits.map((_, cohort) => cohortRespondents(data, cohort));
  const counts = members.map((own) => countsUtilities(cohortCounts(data, own))?.values ?? null);
  const logits = members.map((respondents) => {
    const fit = aggregateLogit({ data, respondents, likelihood });
    return fit.status === "ok" ? fit.utilities : null;
  });
  const places = new Int32Array(data.cohort.length);
  for (const own of members)
    for (const [place, respondent] of own.entries()) places[respondent] = place;
  const utilityOf = {
    counts: (respondent: number, item: number) => counts[data.cohort[respondent]]?.[item] ?? null,
    logit: (respondent: number, item: number) => logits[data.cohort[respondent]]?.[item] ?? null,
    hb: (respondent: number, item: number) =>
      fits[data.cohort[respondent]].utilities[places[respondent] * data.itemCount + item],
  };
  const methods = HIT_METHODS.map((method) => ({
    method,
    ...holdoutHits(data, checks.holdouts, utilityOf[method]),
  }));
  return {
    agreement,
    differences,
    holdouts: { answered: checks.holdouts.length, chance, methods },
  };
}
