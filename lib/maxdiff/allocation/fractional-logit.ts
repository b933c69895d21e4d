import { cholesky, solveFromCholesky } from "@/lib/stats/cholesky";
import { addOuterProduct, sandwich } from "@/lib/stats/matrix";
import { softmax } from "@/lib/stats/softmax";
import { tryCholesky } from "@/lib/stats/try-cholesky";
import type { AllocationData } from "./allocation-data";

/** A fractional logit of allocations on cohort and covariates. */
export interface FractionalLogit {
  readonly status: "ok";
  /** P × K: for each column of the model its K coefficients on the logit scale, summing to 0. */
  readonly coefficients: Float64Array;
  /** PK × PK: robust covariance of the coefficients, without small-sample factor. */
  readonly covariance: Float64Array;
  /**
   * C × K: mean points of each cohort were all cohorts composed, in their covariates, as all
   * respondents together are; each cohort's sum to 100.
   */
  readonly adjustedMeans: Float64Array;
  /** CK × CK: their covariance by the delta method, across cohorts too, the covariates taken as given. */
  readonly adjustedCovariance: Float64Array;
  readonly iterations: number;
  readonly respondents: number;
}

/** Why there is no fit. */
export interface FractionalLogitFailure {
  /**
   * - empty cohort: a cohort without respondents
   * - item without points: an item to which a whole cohort gave nothing has no finite coefficient
   * - collinear: a covariate says no more than cohort and the other covariates do
   */
  readonly status: "empty cohort" | "item without points" | "collinear" | "not converged";
  /** The cohorts and items (0-based) that the status is about. */
  readonly cohorts: number[];
  readonly items: number[];
}

const mostIterations = 50;

/**
 * Fractional logit of a constant sum: the mean share of item i is e^η_i / Σ e^η, η linear in cohort
 * and covariates, fitted to the shares themselves by quasi-likelihood with robust errors. Zeros are
 * ordinary figures, which logarithms of ratios would not allow.
 *
 * Columns of the model: one for each cohort, then the covariates. Without covariates the fitted
 * means are the cohorts' plain means.
 *
 * Sources: D. Firth and F. Sammut (2023), Analysis of composition on the original scale of
 * measurement, arXiv 2312.10548, for the mean model and robust errors; L. Papke and J. Wooldridge
 * (1996), Journal of Applied Econometrics 11, 619-632, for the multinomial quasi-score.
 *
 * @param data of format "constant-sum"
 * @param covariates N × covariateCount numbers, row by row
 * @throws RangeError when the format is another one or covariates are not N × covariateCount finite
 *   numbers
 */
export function fractionalLogit(input: {
  data: AllocationData;
  covariates?: Float64Array;
  covariateCount?: number;
}): FractionalLogit | FractionalLogitFailure {
  const { data, covariates = new Float64Array(0), covariateCount = 0 } = input;
  if (data.format !== "constant-sum") {
    throw new RangeError(`A fractional logit needs a constant sum, not ${data.format}.`);
  }
  if (covariates.length !== data.cohort.length * covariateCount) {
    throw new RangeError(
      `${covariates.length} covariate values are not ${data.cohort.length} × ${covariateCount}.`,
    );
  }
  if (!covariates.every(Number.isFinite)) throw new RangeError("A covariate is not a number.");
  const impossible = findImpossible(data);
  if (impossible) return impossible;

  const model: Model = {
    data,
    covariates,
    covariateCount,
    columns: data.cohortCount + covariateCount,
  };
  const count = data.itemCount;
  const size = model.columns * count;
  let coefficients = new Float64Array(size);
  let current = evaluate(model, coefficients);
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const factor = tryCholesky(current.information, size);
    if (!factor) return { status: "collinear", cohorts: [], items: [] };
    const step = solveFromCholesky(factor, size, current.gradient);
    let decrement = 0;
    for (let at = 0; at < size; at++) decrement += step[at] * current.gradient[at];
    const found = decrement <= 1e-10 * current.weight;
    let scale = 1;
    let moved = false;
    for (let halving = 0; halving < 40 && !moved; halving++) {
      const candidate = coefficients.map((value, at) => value + scale * step[at]);
      const next = evaluate(model, candidate);
      // A fall of less than 1e-12 of the quasi-likelihood is rounding, not a step too far.
      if (found || next.value >= current.value - 1e-12 * Math.abs(current.value)) {
        coefficients = candidate;
        current = next;
        moved = true;
      }
      scale /= 2;
    }
    if (found) return finish(model, coefficients, current.information, iteration);
    if (!moved) break;
  }
  return { status: "not converged", cohorts: [], items: [] };
}

interface Model {
  readonly data: AllocationData;
  readonly covariates: Float64Array;
  readonly covariateCount: number;
  /** P. */
  readonly columns: number;
}

function findImpossible(data: AllocationData): FractionalLogitFailure | null {
  const count = data.itemCount;
  const points = new Float64Array(data.cohortCount * count);
  const weights = new Float64Array(data.cohortCount);
  for (let respondent = 0; respondent < data.cohort.length; respondent++) {
    const cohort = data.cohort[respondent];
    weights[cohort] += data.weight[respondent];
    for (let item = 0; item < count; item++) {
      points[cohort * count + item] +=
        data.weight[respondent] * data.points[respondent * count + item];
    }
  }
  const empty = [...weights.keys()].filter((cohort) => weights[cohort] === 0);
  if (empty.length > 0) return { status: "empty cohort", cohorts: empty, items: [] };
  const cells = [...points.keys()].filter((cell) => points[cell] === 0);
  if (cells.length === 0) return null;
  return {
    status: "item without points",
    cohorts: [...new Set(cells.map((cell) => Math.floor(cell / count)))],
    items: [...new Set(cells.map((cell) => cell % count))].sort((left, right) => left - right),
  };
}

/** One respondent's row of the model, as if of the given cohort. */
function rowOf(model: Model, respondent: number, cohort: number): Float64Array {
  const { data, covariates, covariateCount } = model;
  const row = new Float64Array(model.columns);
  row[cohort] = 1;
  const start = respondent * covariateCount;
  row.set(covariates.subarray(start, start + covariateCount), data.cohortCount);
  return row;
}

function sharesAt(model: Model, coefficients: Float64Array, row: Float64Array): Float64Array {
  const count = model.data.itemCount;
  const linear = new Float64Array(count);
  for (let column = 0; column < model.columns; column++) {
    if (row[column] === 0) continue;
    for (let item = 0; item < count; item++) {
      linear[item] += row[column] * coefficients[column * count + item];
    }
  }
  return softmax(linear);
}

/** Quasi-log-likelihood Σ w Σ y ln π, its gradient, and the information made invertible. */
function evaluate(
  model: Model,
  coefficients: Float64Array,
): { value: number; weight: number; gradient: Float64Array; information: Float64Array } {
  const { data, columns } = model;
  const count = data.itemCount;
  const size = columns * count;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  let value = 0;
  let totalWeight = 0;
  for (let respondent = 0; respondent < data.cohort.length; respondent++) {
    const weight = data.weight[respondent];
    if (weight === 0) continue;
    totalWeight += weight;
    const row = rowOf(model, respondent, data.cohort[respondent]);
    const shares = sharesAt(model, coefficients, row);
    for (let item = 0; item < count; item++) {
      const given = data.points[respondent * count + item] / 100;
      if (given > 0) value += weight * given * Math.log(shares[item]);
    }
    addScore(model, respondent, row, shares, gradient);
    for (let column = 0; column < columns; column++) {
      if (row[column] === 0) continue;
      for (let other = 0; other < columns; other++) {
        const product = weight * row[column] * row[other];
        if (product === 0) continue;
        for (let item = 0; item < count; item++) {
          const line = (column * count + item) * size + other * count;
          information[line + item] += product * shares[item];
          // The last term gives curvature to adding a constant to all items, which no share feels.
          for (let second = 0; second < count; second++) {
            information[line + second] +=
              product * (1 / (count * count) - shares[item] * shares[second]);
          }
        }
      }
    }
  }
  return { value, weight: totalWeight, gradient, information };
}

/** Adds weight · row ⊗ (share given − share expected). */
function addScore(
  model: Model,
  respondent: number,
  row: Float64Array,
  shares: Float64Array,
  into: Float64Array,
): void {
  const { data, columns } = model;
  const count = data.itemCount;
  for (let column = 0; column < columns; column++) {
    const factor = data.weight[respondent] * row[column];
    if (factor === 0) continue;
    for (let item = 0; item < count; item++) {
      const given = data.points[respondent * count + item] / 100;
      into[column * count + item] += factor * (given - shares[item]);
    }
  }
}

function finish(
  model: Model,
  coefficients: Float64Array,
  information: Float64Array,
  iterations: number,
): FractionalLogit {
  const { data, columns } = model;
  const count = data.itemCount;
  const size = columns * count;
  const factor = cholesky(information, size);
  const covariance = new Float64Array(size * size);
  const score = new Float64Array(size);
  let respondents = 0;
  let totalWeight = 0;
  for (let respondent = 0; respondent < data.cohort.length; respondent++) {
    if (data.weight[respondent] === 0) continue;
    respondents++;
    totalWeight += data.weight[respondent];
    const row = rowOf(model, respondent, data.cohort[respondent]);
    score.fill(0);
    addScore(model, respondent, row, sharesAt(model, coefficients, row), score);
    addOuterProduct(covariance, solveFromCholesky(factor, size, score), 1);
  }

  const cells = data.cohortCount * count;
  const adjustedMeans = new Float64Array(cells);
  const slope = new Float64Array(cells * size);
  for (let cohort = 0; cohort < data.cohortCount; cohort++) {
    for (let respondent = 0; respondent < data.cohort.length; respondent++) {
      const part = (100 * data.weight[respondent]) / totalWeight;
      if (part === 0) continue;
      const row = rowOf(model, respondent, cohort);
      const shares = sharesAt(model, coefficients, row);
      for (let item = 0; item < count; item++) {
        const cell = cohort * count + item;
        adjustedMeans[cell] += part * shares[item];
        for (let column = 0; column < columns; column++) {
          if (row[column] === 0) continue;
          const line = cell * size + column * count;
          for (let other = 0; other < count; other++) {
            const own = item === other ? 1 : 0;
            slope[line + other] += part * row[column] * shares[item] * (own - shares[other]);
          }
        }
      }
    }
  }
  return {
    status: "ok",
    coefficients,
    covariance,
    adjustedMeans,
    adjustedCovariance: sandwich(slope, covariance, cells, size),
    iterations,
    respondents,
  };
}
