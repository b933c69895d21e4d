import { z } from "zod";
import {
  ALIKE_WITHIN,
  type DecisivenessRatio,
  decisivenessDraws,
  decisivenessRatio,
  middleOf,
} from "@/lib/maxdiff/causes/decisiveness";
import { summaryOfDraws } from "@/lib/maxdiff/causes/unmoved-items";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import { judgeRawGaps, significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import type { compareScaleAdjusted, ScaleTest } from "@/lib/maxdiff/compare/compare-scale-adjusted";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import type { ChoiceStudy } from "../study-data/choice-study";
import { type AnalysisGap, namedGaps } from "./analysis";
import { fitApart, fitApartOptions } from "./fit-apart";
import { defineMethod } from "./method";
import { utilityMarginOption } from "./options";

/**
 * How decided the answers of cohorts are. A sensitivity, never the headline: decisiveness mixes strength
 * of taste and noise, which no choices can part.
 */
export interface AnswerNoise {
  readonly method: "answer-noise";
  readonly likelihood: LikelihoodName;
  readonly seed: number;
  readonly engine: string;
  /** Of gaps, in logits. */
  readonly margin: number;
  /** Two cohorts whose ratio lies between 1 / (1 + this) and 1 + this are alike. */
  readonly alikeWithin: number;
  /** Each cohort fitted by itself. */
  readonly cohorts: readonly {
    readonly name: string;
    readonly respondents: number;
    /**
     * Root mean square of the utilities of the people the cohort stands for, in logits, which are units of
     * their noise: over the draws, with its 95 % interval.
     */
    readonly decisiveness: number;
    readonly low: number;
    readonly high: number;
    readonly converged: boolean;
    readonly rhatMax: number;
    readonly essBulkMin: number;
  }[];
  /** Every pair of cohorts. */
  readonly pairs: readonly (DecisivenessRatio & {
    readonly from: string;
    readonly to: string;
    /** Gaps in utility as these fits give them, and … */
    readonly gaps: readonly AnalysisGap[];
    /** … with each cohort scaled to their common decisiveness; null unless it differs. */
    readonly gapsOnOneFooting: readonly AnalysisGap[] | null;
  })[];
  /** The logit with one set of utilities and a consistency for each cohort, and what may be read in it. */
  readonly scaleAdjusted: {
    /** "ok", or why there is no comparison. */
    readonly status: string;
    readonly equalPreferences: ScaleTest | null;
    readonly equalPreferencesRobust: ScaleTest | null;
    /** Whether proportional preferences are not rejected: only then is λ a consistency. */
    readonly proportional: boolean | null;
    /** λ relative to the first cohort; null where it says nothing of consistency. */
    readonly consistency:
      | readonly {
          readonly name: string;
          readonly consistency: number;
          readonly low: number | null;
          readonly high: number | null;
        }[]
      | null;
  };
}

export const answerNoiseMethod = defineMethod({
  name: "answer-noise",
  summary: "how decided each cohort's answers are, and gaps on one footing where that differs",
  optionsSchema: z.strictObject({
    ...fitApartOptions,
    margin: utilityMarginOption,
  }),
  needs: ["whole tasks", "two cohorts"],
  takes: [],
  givesIndividual: false,
  takesLong: true,
  async run(study, options, hooks) {
    const { seed, compute } = hooks;
    const { data, cohortNames } = study;
    const { likelihood, margin } = options;
    const fits = await fitApart(data, options, hooks);
    const scales = fits.map(decisivenessDraws);
    const result: AnswerNoise = {
      method: "answer-noise",
      likelihood,
      seed,
      engine: ENGINE,
      margin,
      alikeWithin: ALIKE_WITHIN,
      cohorts: fits.map(({ convergence, respondentCount }, cohort) => ({
        name: cohortNames[cohort],
        respondents: respondentCount,
        ...decisivenessOf(scales[cohort]),
        converged: convergence.converged,
        rhatMax: convergence.rHatMax,
        essBulkMin: convergence.essBulkMin,
      })),
      pairs: cohortPairs(cohortNames.length).map((pair) =>
        comparePair(study, fits, scales, pair, margin),
      ),
      scaleAdjusted: scaleAdjusted(
        study,
        await compute("compare-scale-adjusted", { data, likelihood, margin }),
      ),
    };
    return { result, individual: null };
  },
});

function decisivenessOf(draws: Float64Array) {
  const { middle: decisiveness, low, high } = middleOf(draws);
  return { decisiveness, low, high };
}

function comparePair(
  study: ChoiceStudy,
  fits: readonly HbResult[],
  scales: readonly Float64Array[],
  { from, to }: { from: number; to: number },
  margin: number,
): AnswerNoise["pairs"][number] {
  const found = decisivenessRatio(scales[from], scales[to]);
  // The cohorts were fitted apart: any draw of one goes with any of the other.
  const length = Math.min(scales[from].length, scales[to].length);
  const gapsBy = (scaled: boolean) => {
    const raw = study.itemNumbers.map((_, item) =>
      summaryOfDraws(
        Float64Array.from({ length }, (_, d) => {
          const common = Math.sqrt(scales[from][d] * scales[to][d]);
          const of = (cohort: number) =>
            fits[cohort].meanDraws[d * fits[cohort].itemCount + item] *
            (scaled ? common / scales[cohort][d] : 1);
          return of(to) - of(from);
        }),
      ),
    );
    return namedGaps(study, { from, to, items: judgeRawGaps(raw, margin) });
  };
  return {
    from: study.cohortNames[from],
    to: study.cohortNames[to],
    ...found,
    gaps: gapsBy(false),
    gapsOnOneFooting: found.verdict === "differs" ? gapsBy(true) : null,
  };
}

function scaleAdjusted(
  { cohortNames }: ChoiceStudy,
  found: ReturnType<typeof compareScaleAdjusted>,
): AnswerNoise["scaleAdjusted"] {
  if (found.status !== "ok") {
    const none = { equalPreferences: null, equalPreferencesRobust: null, proportional: null };
    return { status: found.status, ...none, consistency: null };
  }
  const { equalPreferences, equalPreferencesRobust } = found;
  const proportional = (equalPreferencesRobust ?? equalPreferences).p >= significanceLevel;
  return {
    status: "ok",
    equalPreferences,
    equalPreferencesRobust,
    proportional,
    consistency: proportional
      ? found.cohorts.map(({ cohort, consistency, low, high }) => ({
          name: cohortNames[cohort],
          consistency,
          low,
          high,
        }))
      : null,
  };
}
