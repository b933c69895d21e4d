import { normalQuantile } from "./normal-quantile";

/*
 * Have Markov chains converged, and how many independent draws are theirs worth? Rank-normalised
 * split R-hat and bulk and tail effective sample size.
 *
 * Source: A. Vehtari, A. Gelman, D. Simpson, B. Carpenter & P.-C. Bürkner (2021),
 * "Rank-normalization, folding, and localization: an improved R-hat for assessing convergence of
 * MCMC", Bayesian Analysis 16, 667-718.
 *
 * Every function takes one parameter's draws: one array per chain, all of one length, in the order
 * they were drawn. Draws that are all alike, or any that is not finite, give NaN: nothing can be
 * said of them.
 */
type Chains = readonly Float64Array[];

/** Fewest draws a chain needs before its halves have an autocovariance worth the name. */
const MIN_DRAWS = 8;

/**
 * R-hat: about 1 when the chains and their halves agree, larger when they do not; the paper asks
 * for less than 1.01. The larger of R-hat for location and, on folded draws, for spread.
 *
 * @throws RangeError when there is no chain, lengths differ, or a chain has fewer than 8 draws
 */
export function rHat(chains: Chains): number {
  const halves = splitInHalves(chains);
  if (saysNothing(halves)) return Number.NaN;
  const middle = quantile(sortedDraws(halves), 0.5);
  const folded = halves.map((half) => half.map((draw) => Math.abs(draw - middle)));
  const location = plainRHat(rankNormalised(halves));
  if (saysNothing(folded)) return location;
  return Math.max(location, plainRHat(rankNormalised(folded)));
}

/**
 * Bulk effective sample size: independent draws that would locate the middle of the distribution
 * as well as these do. It may exceed the number of draws when neighbours repel each other.
 *
 * @throws RangeError as `rHat`
 */
export function essBulk(chains: Chains): number {
  const halves = splitInHalves(chains);
  return saysNothing(halves) ? Number.NaN : plainEss(rankNormalised(halves));
}

/**
 * Tail effective sample size: the lesser of those for the 5 % and 95 % quantiles.
 *
 * @throws RangeError as `rHat`
 */
export function essTail(chains: Chains): number {
  const halves = splitInHalves(chains);
  if (saysNothing(halves)) return Number.NaN;
  const sorted = sortedDraws(chains);
  const sizes = [0.05, 0.95].map((probability) => {
    const limit = quantile(sorted, probability);
    const below = halves.map((half) => half.map((draw) => (draw <= limit ? 1 : 0)));
    return saysNothing(below) ? Number.NaN : plainEss(below);
  });
  return Math.min(sizes[0], sizes[1]);
}

/** Each chain as its two halves; an odd chain drops its middle draw. */
function splitInHalves(chains: Chains): Float64Array[] {
  const length = chains[0]?.length ?? 0;
  if (length < MIN_DRAWS) {
    throw new RangeError(`A chain needs at least ${MIN_DRAWS} draws, not ${length}.`);
  }
  const half = length >> 1;
  return chains.flatMap((chain) => {
    if (chain.length !== length) {
      throw new RangeError(`Chains must be equally long, not ${length} and ${chain.length}.`);
    }
    return [chain.subarray(0, half), chain.subarray(length - half)];
  });
}

function saysNothing(chains: Chains): boolean {
  const first = chains[0][0];
  let alike = true;
  for (const chain of chains) {
    for (const draw of chain) {
      if (!Number.isFinite(draw)) return true;
      if (draw !== first) alike = false;
    }
  }
  return alike;
}

function sortedDraws(chains: Chains): Float64Array {
  const all = new Float64Array(chains.reduce((sum, chain) => sum + chain.length, 0));
  let offset = 0;
  for (const chain of chains) {
    all.set(chain, offset);
    offset += chain.length;
  }
  return all.sort();
}

/** The quantile by linear interpolation between order statistics (R's type 7). */
function quantile(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

/** Every draw replaced by the normal score of its rank among all; ties share their mean rank. */
function rankNormalised(chains: Chains): Float64Array[] {
  const length = chains[0].length;
  const total = chains.length * length;
  const order = new Uint32Array(total);
  for (let index = 0; index < total; index++) order[index] = index;
  const draws = new Float64Array(total);
  chains.forEach((chain, c) => {
    draws.set(chain, c * length);
  });
  order.sort((a, b) => draws[a] - draws[b]);
  const scores = new Float64Array(total);
  for (let first = 0; first < total; ) {
    let last = first;
    while (last + 1 < total && draws[order[last + 1]] === draws[order[first]]) last++;
    const rank = (first + last) / 2 + 1;
    const score = normalQuantile((rank - 3 / 8) / (total + 1 / 4));
    for (let tied = first; tied <= last; tied++) scores[order[tied]] = score;
    first = last + 1;
  }
  return chains.map((_, c) => scores.subarray(c * length, (c + 1) * length));
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function sampleVariance(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) * (value - centre);
  return sum / (values.length - 1);
}

function plainRHat(chains: Chains): number {
  const length = chains[0].length;
  const between = sampleVariance(Float64Array.from(chains, mean)); // of one draw's mean, not × length
  const within = mean(Float64Array.from(chains, sampleVariance));
  return Math.sqrt(between / within + (length - 1) / length);
}

/** Effective sample size by Geyer's initial monotone sequence, over chains already split. */
function plainEss(chains: Chains): number {
  const count = chains.length;
  const length = chains[0].length;
  const means = Float64Array.from(chains, mean);
  const centred = chains.map((chain, c) => chain.map((draw) => draw - means[c]));
  const meanAutocovariance = (lag: number): number => {
    let sum = 0;
    for (const chain of centred) {
      for (let i = lag; i < length; i++) sum += chain[i] * chain[i - lag];
    }
    return sum / (length * count);
  };
  const within = (meanAutocovariance(0) * length) / (length - 1);
  const pooled = (within * (length - 1)) / length + (count > 1 ? sampleVariance(means) : 0);
  const autocorrelation = (lag: number): number => 1 - (within - meanAutocovariance(lag)) / pooled;

  // Sums of neighbouring autocorrelations, kept while positive and never rising.
  let even = 1;
  let odd = autocorrelation(1);
  let ceiling = even + odd;
  let sum = 0;
  let lag = 0;
  while (even + odd > 0 && lag < length - 5) {
    ceiling = Math.min(ceiling, even + odd);
    sum += ceiling;
    lag += 2;
    even = autocorrelation(lag);
    odd = autocorrelation(lag + 1);
  }
  // The last even term is kept when positive: it lessens the variance for repelling draws.
  const time = -1 + 2 * sum + Math.max(even, 0);
  const total = count * length;
  return total / Math.max(time, 1 / Math.log10(total));
}
