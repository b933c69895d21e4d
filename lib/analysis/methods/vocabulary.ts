import { z } from "zod";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import { mergedPairs } from "@/lib/maxdiff/compare/merged-pairs";
import { sharedResiduals } from "@/lib/maxdiff/compare/shared-residuals";
import { ENGINE } from "@/lib/maxdiff/engine";
import { defineMethod } from "./method";
import { likelihoodOption, mergedMarginOption, pairOption } from "./options";
import { pairIndices } from "./pair-indices";

/** What the pairs of items say of words: which may be two words for one thing. */
export interface Vocabulary {
  readonly method: "vocabulary";
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly engine: string;
  readonly margin: number;
  readonly cohorts: readonly {
    readonly name: string;
    readonly respondents: number;
    /** "ok", or why the cohort has no utilities and stands in no pair. */
    readonly status: string;
  }[];
  /** Every pair of items for every pair of cohorts; those that look like swaps first. */
  readonly pairs: readonly VocabularyPair[];
  /** Every pair that was shown together, the most negative first: all cohorts taken together. */
  readonly coAppearance: readonly PairResidual[];
}

/** Two items taken as one, beside each by itself. Gaps are utilities, `to` minus `from`. */
export interface VocabularyPair {
  readonly numbers: readonly [number, number];
  readonly from: string;
  readonly to: string;
  /** Whether the pair was named beforehand; everything else is exploratory. */
  readonly named: boolean;
  readonly gaps: readonly [number, number];
  /** Gap of ln((e^u_i + e^u_j) / 2) with its error and 95 % interval. */
  readonly mergedGap: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** Gap of u_i − u_j, and its p-value adjusted over all pairs of items. */
  readonly exchange: number;
  readonly exchangePHolm: number;
  /** Opposite gaps, a significant exchange, and a merged gap within the margin or not significant. */
  readonly swap: boolean;
}

/** How two items fare when shown together, against what their utilities promise. */
export interface PairResidual {
  readonly numbers: readonly [number, number];
  readonly named: boolean;
  /** Of all cohorts together, as far as each can tell; null where none can. */
  readonly z: number | null;
  /** Whether z lies below the 5th percentile of the study's other pairs; null where z is. */
  readonly isLow: boolean | null;
  readonly cohorts: readonly {
    readonly name: string;
    readonly tasks: number;
    /** (best + worst) less what is expected, in percentage points. */
    readonly residual: number;
    readonly se: number | null;
  }[];
}

export const vocabularyMethod = defineMethod({
  name: "vocabulary",
  summary:
    "pairs of items that may be two words for one thing: merged gaps, co-appearance residuals",
  optionsSchema: z.strictObject({
    likelihood: likelihoodOption,
    mergedMargin: mergedMarginOption,
    pairs: pairOption.describe(
      "named beforehand, as item numbers: 3-7,4-5; all others are exploratory",
    ),
  }),
  needs: ["whole tasks", "two cohorts"],
  takes: [],
  givesIndividual: false,
  takesLong: false,
  async run(study, { likelihood, mergedMargin: margin, pairs: given }, { seed, compute }) {
    const { data, itemNumbers, cohortNames } = study;
    const named = new Set(pairIndices(given, itemNumbers).map((pair) => pair.join("-")));
    const isNamed = (one: number, other: number) => named.has(`${one}-${other}`);
    const cohorts = await Promise.all(
      cohortNames.map(async (name, cohort) => {
        const respondents = cohortRespondents(data, cohort);
        const fit = await compute("aggregate-logit", { data, respondents, likelihood });
        const together =
          fit.status === "ok"
            ? await compute("co-appearance", {
                data,
                respondents,
                likelihood,
                utilities: fit.utilities,
              })
            : [];
        return { name, respondents, fit, together };
      }),
    );
    const pairs = cohortPairs(cohortNames.length).flatMap(({ from, to }): VocabularyPair[] => {
      const [one, other] = [cohorts[from].fit, cohorts[to].fit];
      if (one.status !== "ok" || other.status !== "ok") return [];
      return mergedPairs(one, other, margin).map(({ items: [first, second], ...pair }) => ({
        numbers: [itemNumbers[first], itemNumbers[second]],
        from: cohortNames[from],
        to: cohortNames[to],
        named: isNamed(first, second),
        ...pair,
      }));
    });
    const result: Vocabulary = {
      method: "vocabulary",
      likelihood,
      seed,
      engine: ENGINE,
      margin,
      cohorts: cohorts.map(({ name, respondents, fit }) => ({
        name,
        respondents: respondents.length,
        status: fit.status,
      })),
      pairs,
      coAppearance: sharedResiduals(cohorts.map(({ together }) => together)).map(
        ({ items: [first, second], z, isLow, cohorts: own }) => ({
          numbers: [itemNumbers[first], itemNumbers[second]] as const,
          named: isNamed(first, second),
          z,
          isLow,
          cohorts: own.map(({ cohort, pair: { tasks, residual, se } }) => ({
            name: cohortNames[cohort],
            tasks,
            residual,
            se,
          })),
        }),
      ),
    };
    return { result, individual: null };
  },
});
