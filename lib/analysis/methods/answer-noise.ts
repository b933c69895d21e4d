import { z } from "zod";
import { runInWorkers } from "@/lib/compute/run-in-workers";
import { type ChoiceData, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { judgeRawGaps, significanceLevel } from "@/lib/maxdiff/compare/compare-estimates";
import type { compareScaleAdjusted, ScaleTest } from "@/lib/maxdiff/compare/compare-scale-adjusted";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { HbResult } from "@/lib/maxdiff/hb/summarise-chains";
import { studentTwoSided } from "@/lib/stats/distributions";
import { quantile } from "@/lib/stats/quantile";
import type { ChoiceStudy } from "../study-data/choice-study";
import { type AnalysisGap, namedGaps } from "./analysis";
import { hbMethod } from "./hb";
import { defineMethod } from "./method";
import { cohortPairs } from "./method-estimate";
import { likelihoodOption, utilityMarginOption } from "./options";

/** Decisiveness that differs by less than this part of itself is alike. */
const ALIKE_WITHIN = 0.1;

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
  readonly pairs: readonly {
    readonly from: string;
    readonly to: string;
    /** Decisiveness of `to` over that of `from`, with its 95 % interval. */
    readonly ratio: number;
    readonly low: number;
    readonly high: number;
    /**
     * alike: the whole interval lies within the margin. differs: it does not hold 1, and the ratio lies
     * beyond the margin. cannot tell: neither.
     */
    readonly verdict: "alike" | "differs" | "cannot tell";
    /** Gaps in utility as these fits give them, and … */
    readonly gaps: readonly AnalysisGap[];
    /** … with each cohort scaled to their common decisiveness; null unless it differs. */
    readonly gapsOnOneFooting: readonly AnalysisGap[] | null;
  }[];
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
    likelihood: likelihoodOption,
    margin: utilityMarginOption,
    chains: hbMethod.optionsSchema.shape.chains,
    targetEss: hbMethod.optionsSchema.shape.targetEss,
    maxDraws: hbMethod.optionsSchema.shape.maxDraws,
  }),
  needs: ["whole tasks", "two cohorts"],
  takes: [],
  givesIndividual: false,
  takesLong: true,
  async run(study, options, { seed, signal, onProgress, compute }) {
    const { data, cohortNames } = study;
    const { likelihood, margin, chains, targetEss, maxDraws } = options;
    const fits = await runInWorkers(
      "estimate-hb",
      cohortNames.map((_, cohort) => ({
        data: alone(data, cohort),
        options: {
          likelihood,
          seed,
          chains,
          targetEss,
          maxDraws,
          drawsPerLook: Math.min(150, maxDraws),
        },
      })),
      {
        signal,
        onProgress: (fractions) =>
          onProgress({
            fraction: fractions.reduce((sum, part) => sum + part, 0) / fractions.length,
          }),
      },
    );
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
        ...middle(scales[cohort], "decisiveness"),
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

/** One cohort's answers, as if there were no other. */
function alone(data: ChoiceData, cohort: number): ChoiceData {
  const respondents = Array.from(cohortRespondents(data, cohort), (respondent) => ({
    cohort: 0,
    weight: data.weight[respondent],
    tasks: Array.from(
      { length: data.respondentStart[respondent + 1] - data.respondentStart[respondent] },
      (_, place) => {
        const task = data.respondentStart[respondent] + place;
        const shown = Array.from(
          data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]),
        );
        return { shown, best: data.best[task], worst: data.worst[task] };
      },
    ),
  }));
  return choiceData({ itemCount: data.itemCount, cohortCount: 1, respondents });
}

/**
 * In each draw the root mean square, over items, of the population's utilities: their means squared plus
 * the variance between people.
 */
function decisivenessDraws({ meanDraws, spreadDraws, itemCount }: HbResult): Float64Array {
  return Float64Array.from({ length: meanDraws.length / itemCount }, (_, draw) => {
    let sum = 0;
    for (let item = 0; item < itemCount; item++) {
      sum += meanDraws[draw * itemCount + item] ** 2 + spreadDraws[draw * itemCount + item] ** 2;
    }
    return Math.sqrt(sum / itemCount);
  });
}

function middle<Name extends string>(draws: Float64Array, name: Name) {
  const sorted = [...draws].sort((one, other) => one - other);
  const at = (probability: number) => quantile(sorted, probability);
  const [low, half, high] = [significanceLevel / 2, 0.5, 1 - significanceLevel / 2].map(at);
  return { [name]: half, low, high } as Record<Name | "low" | "high", number>;
}

function comparePair(
  study: ChoiceStudy,
  fits: readonly HbResult[],
  scales: readonly Float64Array[],
  { from, to }: { from: number; to: number },
  margin: number,
): AnswerNoise["pairs"][number] {
  // The cohorts were fitted apart: any draw of one goes with any of the other.
  const draws = Math.min(scales[from].length, scales[to].length);
  const ratios = Float64Array.from({ length: draws }, (_, d) => scales[to][d] / scales[from][d]);
  const { ratio, low, high } = middle(ratios, "ratio");
  const most = 1 + ALIKE_WITHIN;
  const isBeyond = ratio > most || ratio < 1 / most;
  const verdict =
    low > 1 / most && high < most
      ? "alike"
      : (low > 1 || high < 1) && isBeyond
        ? "differs"
        : "cannot tell";
  const gapsBy = (scaled: boolean) => {
    const raw = study.itemNumbers.map((_, item) =>
      rawGap(
        Float64Array.from({ length: draws }, (_, d) => {
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
    ratio,
    low,
    high,
    verdict,
    gaps: gapsBy(false),
    gapsOnOneFooting: verdict === "differs" ? gapsBy(true) : null,
  };
}

/** A gap from its draws: mean, deviation, the middle 95 %, and p as of a normal. */
function rawGap(draws: Float64Array) {
  const gap = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const squares = draws.reduce((sum, value) => sum + (value - gap) ** 2, 0);
  const se = Math.sqrt(squares / (draws.length - 1));
  const { low, high } = middle(draws, "gap");
  return { gap, se, low, high, p: studentTwoSided(gap / se, Number.POSITIVE_INFINITY) };
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
