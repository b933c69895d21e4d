import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import {
  type LikelihoodName,
  logLikelihood,
  taskLikelihood,
} from "@/lib/maxdiff/choice/likelihood";
import { utilityPoint } from "@/lib/maxdiff/choice/utility-point";
import { solveFromCholesky } from "@/lib/stats/cholesky";
import { addOuterProduct } from "@/lib/stats/matrix";
import { tryCholesky } from "@/lib/stats/try-cholesky";
import { logLikelihoodRounding } from "./aggregate-logit";
import { smallSampleFactor } from "./small-sample-factor";

/** One set of utilities for all groups, each group answering at a consistency of its own. */
export interface ScaledLogit {
  readonly status: "ok";
  /** K utilities of the first group, summing to 0. */
  readonly utilities: Float64Array;
  /** G: each group's consistency relative to the first, whose is 1. */
  readonly consistency: Float64Array;
  /** G × G: robust covariance of ln consistency, clustered on the respondent; 0 for the first. */
  readonly logConsistencyCovariance: Float64Array;
  /** For each group N_g × G: what its respondents add to the error of every ln consistency. */
  readonly influence: Float64Array[];
  readonly logLikelihood: number;
  readonly iterations: number;
}

/**
 * Why there is none: without preferences there is nothing to scale; "opposed" when some group's
 * consistency falls to nothing, because its preferences run against the others'.
 */
export interface ScaledLogitFailure {
  readonly status: "no preferences" | "opposed" | "not converged";
}

const mostIterations = 200;

/**
 * The model of equal preferences and unequal scale: group g answers with utilities λ_g u, λ_1 = 1.
 * Fitted by Fisher scoring on u and ln λ with step-halving; the robust errors use the full Hessian.
 *
 * Source: J. Swait and J. Louviere (1993), Journal of Marketing Research 30, 305-314.
 *
 * @param groups respondent indices of each group, two groups or more, none empty
 * @param start K utilities to start from, for example those fitted to everyone
 */
export function scaledLogit(input: {
  data: ChoiceData;
  groups: readonly Int32Array[];
  likelihood: LikelihoodName;
  start: Float64Array;
}): ScaledLogit | ScaledLogitFailure {
  const { data, groups, likelihood } = input;
  const count = data.itemCount;
  const size = count + groups.length - 1;
  let parameters = new Float64Array(size);
  parameters.set(input.start);
  const at = (values: Float64Array) => evaluate(data, groups, likelihood, values);
  let current = at(parameters);
  let totalWeight = 0;
  for (const group of groups) {
    for (const respondent of group) {
      const tasks = data.respondentStart[respondent + 1] - data.respondentStart[respondent];
      totalWeight += data.weight[respondent] * tasks;
    }
  }
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const factor = tryCholesky(current.expected, size);
    if (!factor) return { status: "no preferences" };
    const step = solveFromCholesky(factor, size, current.gradient);
    let decrement = 0;
    for (let p = 0; p < size; p++) decrement += step[p] * current.gradient[p];
    if (decrement <= 1e-12 * totalWeight) {
      return finish(data, groups, likelihood, parameters, current, iteration);
    }
    let scale = Math.min(1, 1 / largest(step));
    let moved = false;
    for (let halving = 0; halving < 40 && !moved; halving++) {
      const candidate = parameters.map((value, p) => value + scale * step[p]);
      const next = at(candidate);
      if (next.value >= current.value - logLikelihoodRounding * Math.abs(current.value)) {
        parameters = candidate;
        current = next;
        moved = true;
      }
      scale /= 2;
    }
    // A consistency of less than a twentieth of another's is the model giving up on that group.
    if (parameters.subarray(count).some((value) => Math.abs(value) > Math.log(20))) {
      return { status: "opposed" };
    }
    if (!moved) break;
  }
  return { status: "not converged" };
}

interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Expected information, never indefinite: steps follow it. */
  readonly expected: Float64Array;
  /** Observed information: errors follow it. */
  readonly observed: Float64Array;
}

/** Parameters: K utilities, then ln λ of every group after the first. */
function evaluate(
  data: ChoiceData,
  groups: readonly Int32Array[],
  likelihood: LikelihoodName,
  parameters: Float64Array,
): Evaluation {
  const count = data.itemCount;
  const size = parameters.length;
  const utilities = parameters.subarray(0, count);
  const gradient = new Float64Array(size);
  const expected = new Float64Array(size * size);
  const observed = new Float64Array(size * size);
  let value = 0;
  groups.forEach((respondents, group) => {
    const lambda = group === 0 ? 1 : Math.exp(parameters[count + group - 1]);
    const scaled = utilities.map((utility) => lambda * utility);
    const part = logLikelihood({ data, likelihood, utilities: scaled, respondents });
    value += part.value;
    let slope = 0;
    let curvature = 0;
    for (let item = 0; item < count; item++) {
      gradient[item] += lambda * part.gradient[item];
      slope += scaled[item] * part.gradient[item];
      let product = 0;
      for (let other = 0; other < count; other++) {
        const cell = lambda * lambda * part.information[item * count + other];
        expected[item * size + other] += cell;
        observed[item * size + other] += cell;
        product += part.information[item * count + other] * scaled[other];
      }
      curvature += scaled[item] * product;
      if (group === 0) continue;
      const row = count + group - 1;
      for (const cell of [item * size + row, row * size + item]) {
        expected[cell] += lambda * product;
        observed[cell] += lambda * (product - part.gradient[item]);
      }
    }
    if (group === 0) return;
    const row = count + group - 1;
    gradient[row] += slope;
    expected[row * size + row] += curvature;
    observed[row * size + row] += curvature - slope;
  });
  // Curvature for the direction (1, …, 1) of the utilities, which no choice feels.
  let trace = 0;
  for (let item = 0; item < count; item++) trace += expected[item * size + item];
  const added = trace / (count * count);
  for (let item = 0; item < count; item++) {
    for (let other = 0; other < count; other++) {
      expected[item * size + other] += added;
      observed[item * size + other] += added;
    }
  }
  return { value, gradient, expected, observed };
}

function finish(
  data: ChoiceData,
  groups: readonly Int32Array[],
  likelihood: LikelihoodName,
  parameters: Float64Array,
  at: Evaluation,
  iterations: number,
): ScaledLogit | ScaledLogitFailure {
  const count = data.itemCount;
  const size = parameters.length;
  const factor = tryCholesky(at.observed, size);
  if (!factor) return { status: "not converged" };
  const evaluateTask = taskLikelihood(likelihood);
  const utilities = parameters.slice(0, count);
  const consistency = Float64Array.from(groups, (_, group) =>
    group === 0 ? 1 : Math.exp(parameters[count + group - 1]),
  );
  const covariance = new Float64Array(groups.length * groups.length);
  const scratch = { gradient: new Float64Array(count), information: null };
  const influence = groups.map((respondents, group) => {
    const lambda = consistency[group];
    const point = utilityPoint(utilities.map((utility) => lambda * utility));
    const rows = new Float64Array(respondents.length * groups.length);
    respondents.forEach((respondent, row) => {
      scratch.gradient.fill(0);
      const end = data.respondentStart[respondent + 1];
      for (let task = data.respondentStart[respondent]; task < end; task++) {
        evaluateTask(data, task, point, data.weight[respondent], scratch);
      }
      const score = new Float64Array(size);
      for (let item = 0; item < count; item++) {
        score[item] = lambda * scratch.gradient[item];
        if (group > 0) {
          score[count + group - 1] += lambda * utilities[item] * scratch.gradient[item];
        }
      }
      const line = rows.subarray(row * groups.length, (row + 1) * groups.length);
      line.set(solveFromCholesky(factor, size, score).subarray(count), 1);
      addOuterProduct(covariance, line, smallSampleFactor(respondents.length));
    });
    return rows;
  });
  const mean = utilities.reduce((sum, utility) => sum + utility, 0) / count;
  return {
    status: "ok",
    utilities: utilities.map((utility) => utility - mean),
    consistency,
    logConsistencyCovariance: covariance,
    influence,
    logLikelihood: at.value,
    iterations,
  };
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
