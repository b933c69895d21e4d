import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import type { Gap, GapFigures } from "@/lib/maxdiff/compare/compare-estimates";
import { cohortCounts } from "@/lib/maxdiff/counts/cohort-counts";
import { type ItemCounts, itemTally } from "@/lib/maxdiff/counts/item-tally";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { ChoiceStudy } from "../study-data/choice-study";
import type { AnchoredCohort } from "./anchored-items";
import type { MethodEstimate } from "./method-estimate";

/** The methods that estimate utilities. */
type UtilityMethod = "counts" | "logit" | "hb" | "latent-class";

/** What every method that estimates utilities gives. Its field names are fixed: other programs read them. */
export interface Analysis {
  readonly method: UtilityMethod;
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly engine: string;
  /** Those who answered at least one task. */
  readonly respondents: number;
  /** Of all answers; for hierarchical Bayes its mean over the draws. */
  readonly logLikelihood: number | null;
  readonly cohorts: readonly {
    readonly name: string;
    readonly respondents: number;
    readonly items: readonly AnalysisItem[];
  }[];
  readonly gaps: readonly AnalysisGap[];
  readonly diagnostics: Readonly<Record<string, unknown>>;
  /** Only where an anchor was asked for: beside the relative utilities, not in their place. */
  readonly anchored?: readonly AnchoredCohort[];
}

/** One item in one cohort; null where a figure does not exist. */
export interface AnalysisItem extends ItemCounts {
  readonly number: number;
  /** 100 (best − worst) / shown; null where a task asked for the best or the worst alone. */
  readonly net: number | null;
  /** Zero-centred, logit scale, with its error and 95 % interval. */
  readonly utility: number | null;
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Share of preference; a cohort's sum to 100. */
  readonly share: number | null;
  /** Rescaled 0-100 score; a cohort's sum to 100. */
  readonly score: number | null;
}

/** One item's figure in cohort `to` minus that in cohort `from`: of utility, unless a method says otherwise. */
export interface AnalysisGap extends GapFigures {
  readonly number: number;
  readonly from: string;
  readonly to: string;
}

/** One pair of cohorts' gaps by the names they have outside. */
export function namedGaps(
  { itemNumbers, cohortNames }: Pick<ChoiceStudy, "itemNumbers" | "cohortNames">,
  { from, to, items }: { from: number; to: number; items: readonly Gap[] },
): AnalysisGap[] {
  return items.map(({ item, gap, low, high, pHolm, verdict }) => ({
    number: itemNumbers[item],
    from: cohortNames[from],
    to: cohortNames[to],
    gap,
    low,
    high,
    pHolm,
    verdict,
  }));
}

/** Puts what a method found into the words and numbers of the files. */
export function describeAnalysis(
  study: ChoiceStudy,
  asked: { method: UtilityMethod; likelihood: LikelihoodName; seed: number; margin: number },
  estimate: MethodEstimate,
  anchored: readonly AnchoredCohort[] | null = null,
): Analysis {
  const { data, itemNumbers, cohortNames } = study;
  const { method, likelihood, seed, margin } = asked;
  return {
    method,
    likelihood,
    seed,
    engine: ENGINE,
    respondents: data.cohort.length,
    logLikelihood: estimate.logLikelihood,
    cohorts: cohortNames.map((name, cohort) => {
      const members = cohortRespondents(data, cohort);
      const counts = itemTally(data, members);
      const net = study.halfTasks ? null : cohortCounts(data, members);
      const { utility, se, low, high, share, score } = estimate.cohorts[cohort];
      return {
        name,
        respondents: members.length,
        items: itemNumbers.map((number, item) => ({
          number,
          shown: counts.shown[item],
          best: counts.best[item],
          worst: counts.worst[item],
          net: net?.defined[item] === 1 ? net.net[item] : null,
          utility: utility?.[item] ?? null,
          se: se?.[item] ?? null,
          low: low?.[item] ?? null,
          high: high?.[item] ?? null,
          share: share?.[item] ?? null,
          score: score?.[item] ?? null,
        })),
      };
    }),
    gaps: estimate.gaps.flatMap((gaps) => namedGaps(study, gaps)),
    diagnostics: {
      ...estimate.diagnostics,
      ...(study.halfTasks && { halfTasks: study.halfTasks.count }),
      gapScale: "utility",
      margin,
    },
    ...(anchored && { anchored }),
  };
}
