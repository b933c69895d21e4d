import { type AnswerPatterns, answerPatterns } from "@/lib/maxdiff/choice/answer-patterns";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { allRespondents } from "@/lib/maxdiff/choice/cohort-respondents";
import {
  type LikelihoodName,
  logLikelihood,
  taskLikelihood,
} from "@/lib/maxdiff/choice/likelihood";
import { utilityPoint } from "@/lib/maxdiff/choice/utility-point";
import { aggregateLogit, centred, type LogitFailure } from "@/lib/maxdiff/logit/aggregate-logit";
import { individualLogit } from "@/lib/maxdiff/logit/individual-logit";
import { solveFromCholesky } from "@/lib/stats/cholesky";
import type { Random } from "@/lib/stats/random";
import { tryCholesky } from "@/lib/stats/try-cholesky";

/** A mixture of classes, each with utilities of its own. Classes are ordered by size, largest first. */
export interface LatentClassFit {
  readonly status: "ok";
  readonly likelihood: LikelihoodName;
  readonly classCount: number;
  /** C: the part of respondents in each class, summing to 1. */
  readonly size: Float64Array;
  /** C × K utilities, each class's summing to 0. */
  readonly utilities: Float64Array;
  /** Indices of the N respondents who count, in the order of membership. */
  readonly respondents: Int32Array;
  /** N × C: each respondent's probability of belonging to each class. */
  readonly membership: Float64Array;
  /** Cohorts × C: the mean membership of each cohort's respondents; 0 in an empty cohort. */
  readonly cohortMembership: Float64Array;
  readonly logLikelihood: number;
  /** C (K − 1) + C − 1. */
  readonly parameters: number;
  /** −2 ln L + p ln N, N the number of respondents. */
  readonly bic: number;
  /** −2 ln L + p (ln N + 1). */
  readonly caic: number;
  /** 0 … 1: how surely respondents are told apart; 1 for one class. */
  readonly entropy: number;
  readonly starts: number;
  /** How many of the starts carried to the end came within 0.1 of the best log-likelihood. */
  readonly startsAtBest: number;
  readonly converged: boolean;
  readonly iterations: number;
}

export interface LatentClassFailure {
  /** As for the aggregate logit; "too few respondents" when there are fewer than classes. */
  readonly status: LogitFailure["status"] | "too few respondents";
}

/** Fewest and most classes worth fitting. */
export const latentClassRange = { fewest: 1, most: 8 } as const;

/** Steps of the short first run that every start gets; the best quarter goes on. */
const shortRun = 15;
const mostIterations = 2000;
/** EM ends when a step gains less than this in log-likelihood. */
const smallestGain = 1e-6;
/**
 * The precision of a normal prior on utilities, so weak that it costs about 0.001 in log-likelihood:
 * it only keeps a class in which an item always wins from running away.
 */
const priorPrecision = 1e-5;

/**
 * Latent classes by EM from many starts.
 *
 * Each start takes the utilities of respondents drawn at random for those of the classes; after a
 * short run the best quarter is carried to the end. The maximisation step is one Newton step on each
 * class, which raises the likelihood as EM requires. Answers are counted by pattern.
 *
 * Sources: A. Dempster, N. Laird and D. Rubin (1977), Journal of the Royal Statistical Society B 39;
 * C. Biernacki, G. Celeux and G. Govaert (2003), Computational Statistics and Data Analysis 41, for
 * short runs; W. DeSarbo, V. Ramaswamy and S. Cohen (1995), Marketing Letters 6, for choices.
 *
 * @param classCount 1 … 8
 * @param starts 1 or more; 20 when left out
 * @throws RangeError when classCount or starts is out of range
 */
export function latentClass(input: {
  data: ChoiceData;
  likelihood: LikelihoodName;
  classCount: number;
  starts?: number;
  random: Random;
}): LatentClassFit | LatentClassFailure {
  const { data, likelihood, classCount, starts = 20, random } = input;
  const { fewest, most } = latentClassRange;
  if (!Number.isInteger(classCount) || classCount < fewest || classCount > most) {
    throw new RangeError(`The number of classes is ${fewest} to ${most}, not ${classCount}.`);
  }
  if (!Number.isInteger(starts) || starts < 1) {
    throw new RangeError(`The number of starts is 1 or more, not ${starts}.`);
  }
  const respondents = allRespondents(data);
  const pooled = aggregateLogit({ data, respondents, likelihood });
  if (pooled.status !== "ok") return { status: pooled.status };
  if (respondents.length < classCount) return { status: "too few respondents" };

  const study: Study = {
    data,
    likelihood,
    respondents,
    patterns: answerPatterns(data),
    classCount,
  };
  const runs: Mixture[] = [];
  const startCount = classCount === 1 ? 1 : starts;
  for (let start = 0; start < startCount; start++) {
    const mixture = startMixture(study, pooled.utilities, random);
    for (let step = 0; step < shortRun; step++) emStep(study, mixture);
    runs.push(mixture);
  }
  runs.sort((left, right) => right.logLikelihood - left.logLikelihood);
  const finalists = runs.slice(0, Math.ceil(startCount / 4));
  for (const mixture of finalists) runToEnd(study, mixture);
  finalists.sort((left, right) => right.logLikelihood - left.logLikelihood);
  const [best] = finalists;
  const startsAtBest = finalists.filter(
    (mixture) => mixture.logLikelihood > best.logLikelihood - 0.1,
  ).length;
  return describe(study, best, startCount, startsAtBest);
}

interface Study {
  readonly data: ChoiceData;
  readonly likelihood: LikelihoodName;
  readonly respondents: Int32Array;
  readonly patterns: AnswerPatterns;
  readonly classCount: number;
}

interface Mixture {
  /** C. */
  size: Float64Array;
  /** C arrays of K. */
  utilities: Float64Array[];
  /** N × C, of the last expectation step. */
  membership: Float64Array;
  /** Of the parameters that the last expectation step used. */
  logLikelihood: number;
  iterations: number;
  converged: boolean;
}

function startMixture(study: Study, pooled: Float64Array, random: Random): Mixture {
  const { data, likelihood, respondents, classCount } = study;
  const order = random.shuffle(Int32Array.from(respondents));
  const utilities = Array.from({ length: classCount }, (_, index) =>
    classCount === 1
      ? Float64Array.from(pooled)
      : individualLogit({
          data,
          respondent: order[index],
          likelihood,
          mean: pooled,
          variance: 1,
        }),
  );
  const mixture: Mixture = {
    size: new Float64Array(classCount).fill(1 / classCount),
    utilities,
    membership: new Float64Array(respondents.length * classCount),
    logLikelihood: Number.NEGATIVE_INFINITY,
    iterations: 0,
    converged: false,
  };
  findMemberships(study, mixture);
  return mixture;
}

function runToEnd(study: Study, mixture: Mixture): void {
  while (mixture.iterations < mostIterations) {
    const before = mixture.logLikelihood;
    emStep(study, mixture);
    if (mixture.logLikelihood - before < smallestGain) {
      mixture.converged = true;
      return;
    }
  }
}

function emStep(study: Study, mixture: Mixture): void {
  maximise(study, mixture);
  findMemberships(study, mixture);
  mixture.iterations++;
}

/** Memberships and log-likelihood of the current parameters. */
function findMemberships(study: Study, mixture: Mixture): void {
  const { data, respondents, patterns, classCount } = study;
  const evaluate = taskLikelihood(study.likelihood);
  const patternCount = patterns.data.best.length;
  const logChance = mixture.utilities.map((utilities) => {
    const point = utilityPoint(utilities);
    const values = new Float64Array(patternCount);
    for (let pattern = 0; pattern < patternCount; pattern++) {
      values[pattern] = evaluate(patterns.data, pattern, point, 1, null);
    }
    return values;
  });
  let total = 0;
  for (let row = 0; row < respondents.length; row++) {
    const respondent = respondents[row];
    const own = mixture.membership.subarray(row * classCount, (row + 1) * classCount);
    let highest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classCount; c++) {
      let sum = Math.log(mixture.size[c]);
      const end = data.respondentStart[respondent + 1];
      for (let task = data.respondentStart[respondent]; task < end; task++) {
        sum += logChance[c][patterns.patternOf[task]];
      }
      own[c] = sum;
      highest = Math.max(highest, sum);
    }
    let scaled = 0;
    for (let c = 0; c < classCount; c++) {
      own[c] = Math.exp(own[c] - highest);
      scaled += own[c];
    }
    for (let c = 0; c < classCount; c++) own[c] /= scaled;
    total += data.weight[respondent] * (highest + Math.log(scaled));
  }
  mixture.logLikelihood = total;
}

/** Class sizes, and one Newton step on the utilities of each class. */
function maximise(study: Study, mixture: Mixture): void {
  const { data, respondents, patterns, classCount, likelihood } = study;
  const count = data.itemCount;
  let totalWeight = 0;
  for (const respondent of respondents) totalWeight += data.weight[respondent];
  for (let c = 0; c < classCount; c++) {
    const weights = new Float64Array(patterns.data.best.length);
    let classWeight = 0;
    for (let row = 0; row < respondents.length; row++) {
      const respondent = respondents[row];
      const weight = data.weight[respondent] * mixture.membership[row * classCount + c];
      classWeight += weight;
      const end = data.respondentStart[respondent + 1];
      for (let task = data.respondentStart[respondent]; task < end; task++) {
        weights[patterns.patternOf[task]] += weight;
      }
    }
    // A class that everyone has left keeps a trace of size: its logarithm must stay finite.
    mixture.size[c] = Math.max(classWeight / totalWeight, 1e-12);

    const evaluate = (utilities: Float64Array) => {
      const at = logLikelihood({ data: patterns.data, likelihood, utilities, weights });
      let value = at.value;
      for (let item = 0; item < count; item++) {
        value -= (priorPrecision * utilities[item] ** 2) / 2;
        at.gradient[item] -= priorPrecision * utilities[item];
        at.information[item * count + item] += priorPrecision;
      }
      return { ...at, value };
    };
    const current = mixture.utilities[c];
    const at = evaluate(current);
    const factor = tryCholesky(at.information, count, 0);
    if (!factor) continue;
    const step = solveFromCholesky(factor, count, at.gradient);
    let longest = 0;
    for (const value of step) longest = Math.max(longest, Math.abs(value));
    let scale = Math.min(1, 2 / longest);
    for (let halving = 0; halving < 30; halving++) {
      const candidate = centred(current.map((value, item) => value + scale * step[item]));
      if (longest * scale < 1e-3 || evaluate(candidate).value >= at.value) {
        mixture.utilities[c] = candidate;
        break;
      }
      scale /= 2;
    }
  }
}

function describe(
  study: Study,
  mixture: Mixture,
  starts: number,
  startsAtBest: number,
): LatentClassFit {
  const { data, respondents, classCount } = study;
  const count = data.itemCount;
  const order = Array.from({ length: classCount }, (_, c) => c).sort(
    (left, right) => mixture.size[right] - mixture.size[left] || left - right,
  );
  const membership = new Float64Array(respondents.length * classCount);
  const cohortMembership = new Float64Array(data.cohortCount * classCount);
  const cohortWeight = new Float64Array(data.cohortCount);
  let disorder = 0;
  for (let row = 0; row < respondents.length; row++) {
    const respondent = respondents[row];
    const cohort = data.cohort[respondent];
    cohortWeight[cohort] += data.weight[respondent];
    order.forEach((from, c) => {
      const chance = mixture.membership[row * classCount + from];
      membership[row * classCount + c] = chance;
      cohortMembership[cohort * classCount + c] += data.weight[respondent] * chance;
      if (chance > 0) disorder -= chance * Math.log(chance);
    });
  }
  for (let cell = 0; cell < cohortMembership.length; cell++) {
    const weight = cohortWeight[Math.floor(cell / classCount)];
    if (weight > 0) cohortMembership[cell] /= weight;
  }
  const parameters = classCount * (count - 1) + classCount - 1;
  const deviance = -2 * mixture.logLikelihood;
  const logN = Math.log(respondents.length);
  const utilities = new Float64Array(classCount * count);
  order.forEach((from, c) => {
    utilities.set(mixture.utilities[from], c * count);
  });
  return {
    status: "ok",
    likelihood: study.likelihood,
    classCount,
    size: Float64Array.from(order, (from) => mixture.size[from]),
    utilities,
    respondents,
    membership,
    cohortMembership,
    logLikelihood: mixture.logLikelihood,
    parameters,
    bic: deviance + parameters * logN,
    caic: deviance + parameters * (logN + 1),
    entropy: classCount === 1 ? 1 : 1 - disorder / (respondents.length * Math.log(classCount)),
    starts,
    startsAtBest,
    converged: mixture.converged,
    iterations: mixture.iterations,
  };
}
