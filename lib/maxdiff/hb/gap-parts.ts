import type { ChoiceData } from "../choice/choice-data";
import { itemBases } from "../choice/placed-items";
import type { GapEstimate } from "../compare/gap-estimate";
import { LANES } from "./answer-blocks";
import type { HbChain } from "./hb-chain";
import { coefficientDraws } from "./hb-convergence";
import { type HbModel, laneOffset } from "./hb-model";

/**
 * Errors of the gaps between two cohorts that cluster on the respondent, cohort by cohort.
 *
 * Posterior intervals are only as wide as the covariance Σ between respondents is believed to be, and
 * take tastes to be normal. So errors come from how much single respondents pull on the gaps: the
 * posterior mean of the derivative of a respondent's log-likelihood is the derivative of their
 * marginal log-likelihood by the mean of their cohort (Fisher's identity); the posterior covariance
 * of gaps and means turns it into a change of the gaps. Their variance over respondents is the
 * sandwich of a bootstrap over respondents, without running one, and right whatever Σ is believed.
 *
 * Sources: P. J. Huber (1967), Fifth Berkeley Symposium; R. Giordano & T. Broderick (2023), "The
 * Bayesian infinitesimal jackknife for variance", arXiv:2305.06466.
 *
 * @returns one part for each cohort; those of the two compared also tell how many respondents each
 *   item rests on. Null where one of the two has fewer than 2 respondents with answers; another cohort
 *   so small, which only covariates can link to the gap, is left out
 */
export function gapParts(
  model: HbModel,
  chains: readonly HbChain[],
  from: number,
  to: number,
): GapEstimate["parts"] {
  const { data, answers, rowCount, covariates } = model;
  const { itemCount, cohortCount, cohort, respondentStart } = data;
  const halves = [0, 1].map((half) =>
    Array.from({ length: rowCount }, (_, row) =>
      gapCovariance(model, chains, { from, to, row, half }),
    ),
  );
  const covariateCount = rowCount - cohortCount;
  const draws = chains.reduce((sum, chain) => sum + chain.kept, 0);
  const pulls: Float64Array[][][] = Array.from({ length: cohortCount }, () => []);
  for (let r = 0; r < answers.respondentCount; r++) {
    if (respondentStart[r + 1] === respondentStart[r]) continue;
    const score = new Float64Array(itemCount);
    const offset = laneOffset(itemCount, r);
    for (let i = 0; i < itemCount; i++) {
      for (const chain of chains) score[answers.itemAt[i]] += chain.gradientSum[offset + i * LANES];
      score[answers.itemAt[i]] /= draws;
    }
    const both = halves.map((byRow) => {
      const pull = new Float64Array(itemCount);
      addProduct(pull, byRow[cohort[r]], score, 1);
      for (let k = 0; k < covariateCount; k++) {
        addProduct(pull, byRow[cohortCount + k], score, covariates[r * covariateCount + k]);
      }
      return pull;
    });
    pulls[cohort[r]].push(both);
  }
  if ([from, to].some((own) => pulls[own].length < 2)) return null;
  return pulls.flatMap((own, group) =>
    own.length < 2
      ? []
      : [
          {
            covariance: sumCovariance(own),
            respondents: own.length,
            bases:
              group === from || group === to
                ? itemBases(data, respondentsOf(data, group))
                : undefined,
          },
        ],
  );
}

/** Everybody of a cohort who answered, of weight 0 too: weights do not enter the posterior. */
function respondentsOf({ cohort, respondentStart }: ChoiceData, group: number): Int32Array {
  return Int32Array.from(cohort.keys()).filter(
    (r) => cohort[r] === group && respondentStart[r + 1] > respondentStart[r],
  );
}

/** Adds a multiple of a square matrix times a vector. */
function addProduct(
  sum: Float64Array,
  matrix: Float64Array,
  vector: Float64Array,
  multiple: number,
): void {
  const size = vector.length;
  for (let i = 0; i < size; i++) {
    let product = 0;
    for (let j = 0; j < size; j++) product += matrix[i * size + j] * vector[j];
    sum[i] += multiple * product;
  }
}

/** K × K posterior covariances of the gaps (rows) with one row of Γ (columns), in half of the draws. */
function gapCovariance(
  model: HbModel,
  chains: readonly HbChain[],
  { from, to, row, half }: { from: number; to: number; row: number; half: number },
): Float64Array {
  const { itemCount } = model.data;
  const ofHalf = (draws: Float64Array): Float64Array => {
    const middle = Math.floor(draws.length / 2);
    return half === 0 ? draws.subarray(0, middle) : draws.subarray(middle);
  };
  const centred = (values: (chain: HbChain, item: number) => Float64Array) =>
    Array.from({ length: itemCount }, (_, item) => {
      const draws = chains.map((chain) => ofHalf(values(chain, item)));
      const count = draws.reduce((sum, own) => sum + own.length, 0);
      const mean = draws.reduce((sum, own) => own.reduce((a, b) => a + b, sum), 0) / count;
      return Float64Array.from(draws.flatMap((own) => Array.from(own, (value) => value - mean)));
    });
  const means = centred((chain, item) => coefficientDraws(model, chain, row, item));
  const gaps = centred((chain, item) => {
    const minus = coefficientDraws(model, chain, from, item);
    return coefficientDraws(model, chain, to, item).map((value, d) => value - minus[d]);
  });
  const covariance = new Float64Array(itemCount * itemCount);
  gaps.forEach((gap, i) => {
    means.forEach((mean, j) => {
      let sum = 0;
      for (let d = 0; d < gap.length; d++) sum += gap[d] * mean[d];
      covariance[i * itemCount + j] = sum / (gap.length - 1);
    });
  });
  return covariance;
}

/**
 * The covariance of the sum of independent vectors, from their spread about their mean. Each comes
 * twice, with the noise of other draws: products of the two carry no noise on average.
 */
function sumCovariance(pairs: readonly (readonly Float64Array[])[]): Float64Array {
  const size = pairs[0][0].length;
  const count = pairs.length;
  const means = [0, 1].map((half) => {
    const mean = new Float64Array(size);
    for (const pair of pairs) {
      for (let i = 0; i < size; i++) mean[i] += pair[half][i] / count;
    }
    return mean;
  });
  const covariance = new Float64Array(size * size);
  for (const [first, second] of pairs) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        covariance[i * size + j] +=
          (((first[i] - means[0][i]) * (second[j] - means[1][j]) +
            (first[j] - means[0][j]) * (second[i] - means[1][i])) *
            count) /
          (2 * (count - 1));
      }
    }
  }
  return covariance;
}
