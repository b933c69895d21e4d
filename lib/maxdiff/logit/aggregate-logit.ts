import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import {
  type LikelihoodName,
  logLikelihood,
  taskLikelihood,
} from "@/lib/maxdiff/choice/likelihood";
import { notAsked } from "@/lib/maxdiff/choice/not-asked";
import { itemBases } from "@/lib/maxdiff/choice/placed-items";
import { requireBestAndWorst } from "@/lib/maxdiff/choice/require-best-and-worst";
import { utilityPoint } from "@/lib/maxdiff/choice/utility-point";
import { cholesky, invertFromCholesky, solveFromCholesky } from "@/lib/stats/cholesky";
import { addOuterProduct } from "@/lib/stats/matrix";
import { tryCholesky } from "@/lib/stats/try-cholesky";
import { overlap } from "./overlap";

/** Utilities of a group of respondents taken as one. */
export interface LogitEstimate {
  readonly status: "ok";
  readonly likelihood: LikelihoodName;
  /** K utilities on the logit scale, summing to 0. */
  readonly utilities: Float64Array;
  /** K × K: the inverse information, which takes answers for independent. */
  readonly modelCovariance: Float64Array;
  /** K × K: robust and clustered on the respondent, without small-sample factor. */
  readonly robustCovariance: Float64Array;
  /** N × K: what each respondent adds to the error of the utilities, in the order given. */
  readonly influence: Float64Array;
  readonly logLikelihood: number;
  /** The log-likelihood with all utilities alike. */
  readonly logLikelihoodNull: number;
  readonly iterations: number;
  readonly converged: true;
  readonly respondents: number;
  /** K: how many of them saw each item. */
  readonly bases: Int32Array;
  readonly tasks: number;
}

/** Why there are no utilities; items (0-based) say which ones are to blame, where any are. */
export interface LogitFailure {
  readonly status:
    | "no answers"
    | "item never shown"
    | "disconnected"
    | "separated"
    | "not converged";
  readonly likelihood: LikelihoodName;
  readonly items: number[];
  readonly iterations: number;
  readonly converged: false;
  readonly respondents: number;
  readonly tasks: number;
}

export type LogitFit = LogitEstimate | LogitFailure;

const mostIterations = 50;
/**
 * Newton's decrement per weighted task at which one more step lands on the maximum: utilities are
 * then about 1e-5 away, and the last step squares that.
 */
const closeEnough = 1e-10;
/** A fall of the log-likelihood below this part of it is rounding, not a step too far. */
export const logLikelihoodRounding = 1e-12;

/**
 * Aggregate logit by Newton's method with step-halving, under any of the three likelihoods.
 *
 * The information is singular along (1, …, 1), because only differences of utilities matter. Adding
 * a multiple of 11' makes it invertible without touching the other directions, so every step sums
 * to zero and no item is the reference.
 *
 * Sources: McFadden (1974) for the conditional logit; Huber (1967) and Liang and Zeger (1986) for
 * the robust covariance.
 *
 * Tasks that asked only for a best (or a worst) are pooled with complete ones under the sequential
 * and the tricked likelihood.
 *
 * @param respondents indices of the respondents to fit, for example of one cohort
 * @param weights one per respondent of the data, in place of the data's own
 * @param start K utilities to start from; 0 when left out
 * @returns an estimate, or a status that says why there is none; never NaN
 * @throws RangeError naming respondent and task where the pair likelihood lacks a best or a worst
 */
export function aggregateLogit(input: {
  data: ChoiceData;
  respondents: Int32Array;
  likelihood: LikelihoodName;
  weights?: Float64Array;
  start?: Float64Array;
}): LogitFit {
  const { data, respondents, likelihood } = input;
  if (likelihood === "pair") requireBestAndWorst(data, "The pair likelihood", respondents);
  const weights = input.weights ?? data.weight;
  const count = data.itemCount;
  let tasks = 0;
  let totalWeight = 0;
  for (const respondent of respondents) {
    if (weights[respondent] === 0) continue;
    const answered = data.respondentStart[respondent + 1] - data.respondentStart[respondent];
    tasks += answered;
    totalWeight += answered * weights[respondent];
  }
  const failure = (
    status: LogitFailure["status"],
    items: number[] = [],
    iterations = 0,
  ): LogitFailure => ({
    status,
    likelihood,
    items,
    iterations,
    converged: false,
    respondents: respondents.length,
    tasks,
  });
  if (tasks === 0) return failure("no answers");
  const overlapping = overlap(data, respondents, weights);
  if (overlapping.status !== "overlap") return failure(overlapping.status, overlapping.items);

  const evaluate = (utilities: Float64Array) =>
    logLikelihood({ data, likelihood, utilities, respondents, weights });
  let utilities = input.start ? centred(input.start) : new Float64Array(count);
  let current = evaluate(utilities);
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const factor = tryCholesky(withConstantDirection(current.information, count), count, 0);
    if (!factor) return failure("not converged", [], iteration);
    const step = centred(solveFromCholesky(factor, count, current.gradient));
    let decrement = 0;
    for (let item = 0; item < count; item++) decrement += step[item] * current.gradient[item];
    const found = decrement <= closeEnough * totalWeight;
    // Steps of more than 4 logits only come from far away, where the quadratic is not to be trusted.
    let scale = Math.min(1, 4 / largest(step));
    let next = { utilities, at: current };
    for (let halving = 0; halving < 30; halving++) {
      const candidate = utilities.map((value, item) => value + scale * step[item]);
      const at = evaluate(candidate);
      const rounding = logLikelihoodRounding * Math.abs(current.value);
      if (found || at.value >= current.value - rounding) {
        next = { utilities: candidate, at };
        break;
      }
      scale /= 2;
    }
    const stuck = next.at === current;
    utilities = next.utilities;
    current = next.at;
    if (found) {
      return {
        status: "ok",
        likelihood,
        utilities: centred(utilities),
        ...covariances({ data, respondents, likelihood, weights, utilities, at: current }),
        logLikelihood: current.value,
        logLikelihoodNull: nullLogLikelihood(data, respondents, likelihood, weights),
        iterations: iteration,
        converged: true,
        respondents: respondents.length,
        bases: itemBases(data, respondents),
        tasks,
      };
    }
    if (stuck) return failure("not converged", [], iteration);
  }
  return failure("not converged", [], mostIterations);
}

/** The log-likelihood of equal utilities, which only the sizes of the tasks decide. */
function nullLogLikelihood(
  data: ChoiceData,
  respondents: Int32Array,
  likelihood: LikelihoodName,
  weights: Float64Array,
): number {
  let value = 0;
  for (const respondent of respondents) {
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      const shown = data.taskStart[task + 1] - data.taskStart[task];
      const half = data.best[task] === notAsked || data.worst[task] === notAsked;
      const worstAmong = half ? 1 : likelihood === "tricked" ? shown : shown - 1;
      value -= weights[respondent] * Math.log(shown * worstAmong);
    }
  }
  return value;
}

function covariances(input: {
  data: ChoiceData;
  respondents: Int32Array;
  likelihood: LikelihoodName;
  weights: Float64Array;
  utilities: Float64Array;
  at: { information: Float64Array };
}): {
  modelCovariance: Float64Array;
  robustCovariance: Float64Array;
  influence: Float64Array;
} {
  const { data, respondents, weights } = input;
  const count = data.itemCount;
  const stabilised = withConstantDirection(input.at.information, count);
  const factor = cholesky(stabilised, count);
  const modelCovariance = invertFromCholesky(factor, count);
  const constant = 1 / constantWeight(input.at.information, count) / count;
  for (let cell = 0; cell < modelCovariance.length; cell++) modelCovariance[cell] -= constant;

  const evaluate = taskLikelihood(input.likelihood);
  const point = utilityPoint(input.utilities);
  const scratch = { gradient: new Float64Array(count), information: null };
  const influence = new Float64Array(respondents.length * count);
  const robustCovariance = new Float64Array(count * count);
  for (let row = 0; row < respondents.length; row++) {
    const respondent = respondents[row];
    scratch.gradient.fill(0);
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      evaluate(data, task, point, weights[respondent], scratch);
    }
    const line = centred(solveFromCholesky(factor, count, scratch.gradient));
    influence.set(line, row * count);
    addOuterProduct(robustCovariance, line, 1);
  }
  return { modelCovariance, robustCovariance, influence };
}

/** The curvature given to the constant direction: that of an average item, for good conditioning. */
function constantWeight(information: Float64Array, count: number): number {
  let trace = 0;
  for (let item = 0; item < count; item++) trace += information[item * count + item];
  return trace / count;
}

function withConstantDirection(information: Float64Array, count: number): Float64Array {
  const added = constantWeight(information, count) / count;
  return information.map((value) => value + added);
}

/** The values less their mean. */
export function centred(values: Float64Array): Float64Array {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  return values.map((value) => value - mean);
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
