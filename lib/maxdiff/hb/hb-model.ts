import { symmetricEigen } from "@/lib/stats/symmetric-eigen";
import type { ChoiceData } from "../choice/choice-data";
import { type AnswerBlocks, answerBlocks, LANES } from "./answer-blocks";
import { type AnswerLikelihood, answerLikelihood } from "./answer-likelihood";
import { type HbOptions, hbOptions } from "./hb-options";

/**
 * Everything that stays the same throughout a run. It is cheap to make, so every worker thread
 * makes its own from the data and options.
 *
 *   answers of respondent r ~ likelihood(u_r)
 *   u_r = Γᵀ x_r + deviation,  deviation ~ N(0, Σ)
 *   x_r = (1 at the respondent's cohort, else 0; centred covariates)
 *   each row of Γ ~ N(0, meanVariance S),  S the shape below
 *
 * Utilities sum to zero over the K items. The first K − 1 of them are the coordinates; the last is
 * minus their sum. A prior variance v on orthonormal sum-to-zero coordinates is, in these, the
 * covariance v (I − 11ᵀ/K): no item is special, the last one neither.
 */
export interface HbModel {
  readonly data: ChoiceData;
  readonly options: HbOptions;
  readonly answers: AnswerBlocks;
  readonly likelihood: AnswerLikelihood;
  /** K − 1. */
  readonly coordinateCount: number;
  /** Rows of Γ: cohorts, then covariates. */
  readonly rowCount: number;
  /** N × covariate count, centred. */
  readonly covariates: Float64Array;
  /** XᵀX, rowCount². */
  readonly designCross: Float64Array;
  /** Its eigenvalues and eigenvectors: combinations of rows of Γ that the design tells apart. */
  readonly designDirections: { readonly values: Float64Array; readonly vectors: Float64Array };
  /** I − 11ᵀ/K on the coordinates: the shape S of both priors' covariances. */
  readonly priorShape: Float64Array;
  /** Prior precision of each row of Γ: S⁻¹ / meanVariance, where S⁻¹ = I + 11ᵀ. */
  readonly meanPrecision: Float64Array;
  /** Total weight of each cohort; weights count where respondents are averaged. */
  readonly cohortWeight: Float64Array;
}

/**
 * @throws RangeError when a cohort has no respondents or no weight, there are fewer than 2 items,
 *   or an option is out of range
 */
export function hbModel(data: ChoiceData, given: Partial<HbOptions> = {}): HbModel {
  const options = hbOptions(data, given);
  const { itemCount, cohortCount, cohort, weight } = data;
  const answers = answerBlocks(data);
  const { respondentCount } = answers;
  if (itemCount < 2) throw new RangeError(`A model needs at least 2 items, not ${itemCount}.`);
  const cohortWeight = new Float64Array(cohortCount);
  for (let r = 0; r < respondentCount; r++) cohortWeight[cohort[r]] += weight[r];
  cohortWeight.forEach((total, c) => {
    if (!(total > 0)) {
      throw new RangeError(
        `Cohort ${c} has no respondents with a positive weight; leave it out or wait for answers.`,
      );
    }
  });
  const covariates = centredCovariates(options, respondentCount);
  const rowCount = cohortCount + (options.covariates?.count ?? 0);
  const designCross = designCrossProduct(data, covariates, rowCount);
  const coordinateCount = itemCount - 1;
  const priorShape = new Float64Array(coordinateCount * coordinateCount).fill(-1 / itemCount);
  const meanPrecision = new Float64Array(priorShape.length).fill(1 / options.meanVariance);
  for (let i = 0; i < coordinateCount; i++) {
    priorShape[i * coordinateCount + i] += 1;
    meanPrecision[i * coordinateCount + i] += 1 / options.meanVariance;
  }
  return {
    data,
    options,
    answers,
    likelihood: answerLikelihood(answers, options.likelihood),
    coordinateCount,
    rowCount,
    covariates,
    designCross,
    designDirections: symmetricEigen(designCross, rowCount),
    priorShape,
    meanPrecision,
    cohortWeight,
  };
}

function centredCovariates(options: HbOptions, respondentCount: number): Float64Array {
  if (!options.covariates) return new Float64Array(0);
  const { count, values } = options.covariates;
  const means = new Float64Array(count);
  values.forEach((value, i) => {
    means[i % count] += value / respondentCount;
  });
  return values.map((value, i) => value - means[i % count]);
}

function designCrossProduct(
  { cohort, cohortCount }: ChoiceData,
  covariates: Float64Array,
  rowCount: number,
): Float64Array {
  const cross = new Float64Array(rowCount * rowCount);
  const count = rowCount - cohortCount;
  const x = new Float64Array(rowCount);
  for (let r = 0; r < cohort.length; r++) {
    x.fill(0);
    x[cohort[r]] = 1;
    for (let k = 0; k < count; k++) x[cohortCount + k] = covariates[r * count + k];
    for (let i = 0; i < rowCount; i++) {
      if (x[i] === 0) continue;
      for (let j = 0; j < rowCount; j++) cross[i * rowCount + j] += x[i] * x[j];
    }
  }
  return cross;
}

/** Where respondent r's values begin in an array laid out by block and place; add item × LANES. */
export function laneOffset(itemCount: number, respondent: number): number {
  const lane = respondent % LANES;
  return ((respondent - lane) / LANES) * itemCount * LANES + lane;
}
