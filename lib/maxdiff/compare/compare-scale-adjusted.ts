import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { cohortRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import {
  aggregateLogit,
  type LogitEstimate,
  type LogitFailure,
} from "@/lib/maxdiff/logit/aggregate-logit";
import {
  type ScaledLogit,
  type ScaledLogitFailure,
  scaledLogit,
} from "@/lib/maxdiff/logit/scaled-logit";
import { smallSampleFactor } from "@/lib/maxdiff/logit/small-sample-factor";
import { solveFromCholesky } from "@/lib/stats/cholesky";
import {
  chiSquareUpperTail,
  fUpperTail,
  studentQuantile,
  studentTwoSided,
} from "@/lib/stats/distributions";
import { addOuterProduct, multiply, sandwich } from "@/lib/stats/matrix";
import { sumToZeroBasis } from "@/lib/stats/sum-to-zero";
import { tryCholesky } from "@/lib/stats/try-cholesky";
import { centreOn } from "./centre-on";
import { type Gap, judgeGaps, significanceLevel } from "./compare-estimates";
import { comparableItems, type GapEstimate, gapEstimate } from "./gap-estimate";
import { logitEstimate } from "./logit-estimate";
import { defaultUtilityMargin } from "./margins";

/** A test that refers to a chi-square, or to Hotelling's F where the errors are robust. */
export interface ScaleTest {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

/** How consistently a cohort answers, relative to the first of those compared. */
export interface CohortConsistency {
  /** 0-based. */
  readonly cohort: number;
  readonly respondents: number;
  /** λ; 1 for the first cohort. */
  readonly consistency: number;
  /** Ends of the 95 % interval, from robust errors on the log scale; null for the first cohort. */
  readonly low: number | null;
  readonly high: number | null;
  /** Of λ = 1, from robust errors; null for the first cohort. */
  readonly p: number | null;
}

/** Gaps in utility before and after each cohort's consistency is divided out. */
export interface AdjustedGaps {
  readonly from: number;
  readonly to: number;
  readonly margin: number;
  readonly before: Gap[];
  /** On the first cohort's scale; their errors contain that of λ. */
  readonly after: Gap[];
}

export interface ScaleAdjustedComparison {
  readonly status: "ok";
  readonly likelihood: LikelihoodName;
  readonly cohorts: CohortConsistency[];
  /**
   * Likelihood ratio: one set of utilities times a consistency for each cohort, against utilities
   * of their own; (C − 1)(K − 2) degrees. It takes answers for independent.
   */
  readonly equalPreferences: ScaleTest;
  /**
   * The same question with errors that cluster on the respondent (minimum distance): the one to
   * believe where respondents differ. Null with too few respondents for so many items.
   */
  readonly equalPreferencesRobust: ScaleTest | null;
  /** Likelihood ratio of equal consistency, given equal preferences; C − 1 degrees. */
  readonly equalConsistency: ScaleTest;
  readonly gaps: AdjustedGaps[];
}

/** Why there is no comparison: a cohort without utilities, or no common scale. */
export interface ScaleAdjustedFailure {
  readonly status: LogitFailure["status"] | ScaledLogitFailure["status"] | "fewer than two cohorts";
  readonly likelihood: LikelihoodName;
  /** The cohorts to blame, where any are. */
  readonly cohorts: number[];
}

/**
 * Is a gap one of preference or of answer noise? Cohorts with the same preferences of which one
 * answers less consistently have different utilities, item by item: all shrunken by the same
 * factor λ. λ is estimated together with common utilities and divided out, and the gaps are shown
 * before and after. Where preferences differ as well, λ is the factor that brings the cohorts
 * closest, and the tests of equal preferences say so.
 *
 * Sources: J. Swait and J. Louviere (1993), Journal of Marketing Research 30, 305-314, for λ and
 * the likelihood ratios; T. Ferguson (1958), Annals of Mathematical Statistics 29, 1046-1062, for
 * minimum distance.
 *
 * @param cohorts those to compare, 0-based, the first being the scale's; all when left out
 * @param margin of utility gaps, above 0
 */
export function compareScaleAdjusted(input: {
  data: ChoiceData;
  likelihood: LikelihoodName;
  cohorts?: readonly number[];
  margin?: number;
}): ScaleAdjustedComparison | ScaleAdjustedFailure {
  const { data, likelihood, margin = defaultUtilityMargin } = input;
  const cohorts = input.cohorts ?? Array.from({ length: data.cohortCount }, (_, cohort) => cohort);
  if (cohorts.length < 2) return { status: "fewer than two cohorts", likelihood, cohorts: [] };
  const groups = cohorts.map((cohort) => cohortRespondents(data, cohort));
  const fits: LogitEstimate[] = [];
  for (const [index, respondents] of groups.entries()) {
    const fit = aggregateLogit({ data, respondents, likelihood });
    if (fit.status !== "ok") return { status: fit.status, likelihood, cohorts: [cohorts[index]] };
    fits.push(fit);
  }
  const everyone = Int32Array.from(groups.flatMap((group) => [...group]));
  const pooled = aggregateLogit({ data, respondents: everyone, likelihood });
  if (pooled.status !== "ok") return { status: pooled.status, likelihood, cohorts: [] };
  const scaled = scaledLogit({ data, groups, likelihood, start: pooled.utilities });
  if (scaled.status !== "ok") return { status: scaled.status, likelihood, cohorts: [] };

  const separate = fits.reduce((sum, fit) => sum + fit.logLikelihood, 0);
  const others = cohorts.length - 1;
  return {
    status: "ok",
    likelihood,
    cohorts: cohorts.map((cohort, index) => consistencyOf(scaled, cohort, index, groups)),
    equalPreferences: likelihoodRatio(
      separate - scaled.logLikelihood,
      others * (data.itemCount - 2),
    ),
    equalPreferencesRobust: minimumDistance(fits, scaled.consistency),
    equalConsistency: likelihoodRatio(scaled.logLikelihood - pooled.logLikelihood, others),
    gaps: cohorts.slice(1).map((to, index) => ({
      from: cohorts[0],
      to,
      margin,
      before: judgeGaps(
        gapEstimate(logitEstimate(fits[0]), logitEstimate(fits[index + 1])),
        margin,
      ),
      after: judgeGaps(adjustedGaps(fits, scaled, index + 1), margin),
    })),
  };
}

function consistencyOf(
  scaled: ScaledLogit,
  cohort: number,
  index: number,
  groups: readonly Int32Array[],
): CohortConsistency {
  const respondents = groups[index].length;
  const consistency = scaled.consistency[index];
  if (index === 0) return { cohort, respondents, consistency, low: null, high: null, p: null };
  const se = Math.sqrt(scaled.logConsistencyCovariance[index * groups.length + index]);
  const degrees = groups.reduce((sum, group) => sum + group.length - 1, 0);
  if (!(se > 0 && degrees > 0)) {
    return { cohort, respondents, consistency, low: null, high: null, p: null };
  }
  const half = se * studentQuantile(1 - significanceLevel, degrees);
  return {
    cohort,
    respondents,
    consistency,
    low: consistency * Math.exp(-half),
    high: consistency * Math.exp(half),
    p: studentTwoSided(Math.log(consistency) / se, degrees),
  };
}

/** Twice a difference of log-likelihoods, referred to the chi-square; rounding below 0 is 0. */
function likelihoodRatio(difference: number, degrees: number): ScaleTest {
  const statistic = Math.max(0, 2 * difference);
  return { statistic, degrees, p: degrees === 0 ? 1 : chiSquareUpperTail(statistic, degrees) };
}

/**
 * û_to / λ_to − û_from, where each respondent's share in the error of û and of λ is added before
 * squaring, so that what the two have in common counts.
 */
function adjustedGaps(
  fits: readonly LogitEstimate[],
  scaled: ScaledLogit,
  index: number,
): GapEstimate {
  const compared = comparableItems(logitEstimate(fits[0]), logitEstimate(fits[index]));
  const from = centreOn(fits[0].utilities, compared);
  const to = centreOn(fits[index].utilities, compared);
  const count = from.length;
  const lambda = scaled.consistency[index];
  const parts = fits.map((fit, group) => {
    const covariance = new Float64Array(count * count);
    const line = new Float64Array(count);
    for (let row = 0; row < fit.respondents; row++) {
      const logConsistency = scaled.influence[group][row * fits.length + index];
      const influence = centreOn(fit.influence.subarray(row * count, (row + 1) * count), compared);
      for (let item = 0; item < count; item++) {
        const own = influence[item];
        line[item] = -(to[item] / lambda) * logConsistency;
        if (group === 0) line[item] -= own;
        if (group === index) line[item] += own / lambda;
      }
      addOuterProduct(covariance, line, smallSampleFactor(fit.respondents));
    }
    // Of other cohorts than the two compared only the scale enters, which everybody tells of.
    const bases = group === 0 || group === index ? fit.bases : undefined;
    return { covariance, respondents: fit.respondents, bases };
  });
  let magnitude = 0;
  for (let item = 0; item < count; item++) {
    magnitude = Math.max(magnitude, Math.abs(from[item]), Math.abs(to[item]));
  }
  return {
    values: to.map((value, item) => value / lambda - from[item]),
    defined: compared,
    parts: fits.some((fit) => fit.respondents < 2) ? null : parts,
    sumsToConstant: true,
    magnitude,
  };
}

/**
 * The distance Σ (û_c − λ_c u)' V_c⁻¹ (û_c − λ_c u) at its least, in sum-to-zero coordinates, V_c
 * robust. Hotelling's F with the degrees of the smallest cohort keeps it honest in small ones.
 */
function minimumDistance(fits: readonly LogitEstimate[], start: Float64Array): ScaleTest | null {
  const count = fits[0].utilities.length;
  const size = count - 1;
  const basis = sumToZeroBasis(count);
  const factors: Float64Array[] = [];
  const estimates: Float64Array[] = [];
  for (const fit of fits) {
    const { covariance } = logitEstimate(fit);
    const factor = covariance && tryCholesky(sandwich(basis, covariance, size, count), size);
    if (!factor) return null;
    factors.push(factor);
    estimates.push(multiply(basis, fit.utilities, size, count, 1));
  }
  const precisions = factors.map((factor) => {
    const precision = new Float64Array(size * size);
    for (let column = 0; column < size; column++) {
      const unit = new Float64Array(size);
      unit[column] = 1;
      precision.set(solveFromCholesky(factor, size, unit), column * size);
    }
    return precision;
  });
  const lambda = Float64Array.from(start);
  let statistic = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 500; round++) {
    const precision = new Float64Array(size * size);
    const right = new Float64Array(size);
    fits.forEach((_, c) => {
      const pull = multiply(precisions[c], estimates[c], size, size, 1);
      for (let row = 0; row < size; row++) right[row] += lambda[c] * pull[row];
      for (let cell = 0; cell < precision.length; cell++) {
        precision[cell] += lambda[c] ** 2 * precisions[c][cell];
      }
    });
    const factor = tryCholesky(precision, size);
    if (!factor) return null;
    const common = solveFromCholesky(factor, size, right);
    let distance = 0;
    fits.forEach((_, c) => {
      const weighted = multiply(precisions[c], common, size, size, 1);
      if (c > 0) lambda[c] = dot(weighted, estimates[c]) / dot(weighted, common);
      const rest = estimates[c].map((value, row) => value - lambda[c] * common[row]);
      distance += dot(rest, multiply(precisions[c], rest, size, size, 1));
    });
    const settled = statistic - distance <= 1e-10 * Math.max(1, distance);
    statistic = distance;
    if (settled) break;
  }
  const degrees = (fits.length - 1) * (size - 1);
  const error = Math.min(...fits.map((fit) => fit.respondents)) - 1;
  const errorDegrees = error - degrees + 1;
  if (degrees === 0 || errorDegrees <= 0) return null;
  const f = (statistic * errorDegrees) / (error * degrees);
  return { statistic, degrees, p: fUpperTail(f, degrees, errorDegrees) };
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index] * right[index];
  return sum;
}
