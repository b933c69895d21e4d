/**
 * The share-of-preference simulator: how choices would split if only some items were on offer.
 *
 * Source: B. Orme, Market simulators for conjoint analysis, in: Getting Started with Conjoint
 * Analysis; the share-of-preference and first-choice rules.
 */

export type ShareRule = "share of preference" | "first choice";

/**
 * The mean share of each offered item over respondents, in percent; the shares sum to 100.
 *
 * - share of preference: each respondent's choice splits by e^u over the offered items
 * - first choice: each respondent takes the offered item with the highest utility; equal ones split
 *
 * @param utilities N × K, row by row: one respondent's utilities on the logit scale after another's
 * @param offered 0-based items on offer, each once, at least one
 * @param weights N weights of at least 0, not all 0; 1 each when left out
 * @returns one share per offered item, in the order of `offered`
 * @throws RangeError naming the value when an item, a weight or a utility is not possible
 */
export function simulateShares(input: {
  utilities: Float64Array;
  itemCount: number;
  offered: readonly number[];
  rule: ShareRule;
  weights?: Float64Array;
}): Float64Array {
  const { utilities, itemCount, offered, rule, weights } = input;
  const respondents = utilities.length / itemCount;
  if (!Number.isInteger(respondents) || respondents < 1) {
    throw new RangeError(`${utilities.length} utilities are not rows of ${itemCount} items.`);
  }
  if (offered.length === 0) throw new RangeError("No item is on offer.");
  if (new Set(offered).size !== offered.length) throw new RangeError("An item is on offer twice.");
  for (const item of offered) {
    if (!Number.isInteger(item) || item < 0 || item >= itemCount) {
      throw new RangeError(`Item ${item} is not 0 to ${itemCount - 1}.`);
    }
  }
  const shares = new Float64Array(offered.length);
  const taken = new Float64Array(offered.length);
  let totalWeight = 0;
  for (let respondent = 0; respondent < respondents; respondent++) {
    const weight = weights ? weights[respondent] : 1;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `Respondent ${respondent}: weight ${weight} is not a number of at least 0.`,
      );
    }
    const row = respondent * itemCount;
    let highest = Number.NEGATIVE_INFINITY;
    for (const item of offered) {
      const utility = utilities[row + item];
      if (!Number.isFinite(utility)) {
        throw new RangeError(`Respondent ${respondent}, item ${item}: utility ${utility}.`);
      }
      highest = Math.max(highest, utility);
    }
    let sum = 0;
    for (let place = 0; place < offered.length; place++) {
      const below = utilities[row + offered[place]] - highest;
      taken[place] = rule === "first choice" ? Number(below === 0) : Math.exp(below);
      sum += taken[place];
    }
    for (let place = 0; place < offered.length; place++) {
      shares[place] += (weight * taken[place]) / sum;
    }
    totalWeight += weight;
  }
  if (totalWeight === 0) throw new RangeError("All weights are 0.");
  return shares.map((share) => (100 * share) / totalWeight);
}
