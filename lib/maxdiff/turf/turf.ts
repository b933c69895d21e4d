/**
 * When a respondent counts as reached by a portfolio of items.
 *
 * - weighted: with the probability of choosing one of the portfolio's items over k − 1 average ones,
 *   Σ e^u / (Σ e^u + k − 1); a portfolio of one has the item's own probability of choice
 * - threshold: when the probability of choice of any item in it exceeds the threshold
 * - first choice: when the respondent's most preferred item is in it
 */
export type ReachRule =
  | { readonly rule: "weighted"; readonly itemsPerTask: number }
  | { readonly rule: "threshold"; readonly itemsPerTask: number; readonly threshold: number }
  | { readonly rule: "first choice" };

/** A set of items and how far it reaches. */
export interface Portfolio {
  /** 0-based, ascending. */
  readonly items: number[];
  /** Percentage of respondents reached, weighted. */
  readonly reach: number;
  /** Items that reach a respondent, on average: expected number under "weighted". */
  readonly frequency: number;
}

export interface TurfResult {
  /** Whether every portfolio was looked at; else a stepwise search with exchanges was made. */
  readonly exhaustive: boolean;
  /** How many portfolios of this size there are under the constraints. */
  readonly possible: number;
  /** The best ones, by reach, then frequency, then items. */
  readonly portfolios: Portfolio[];
}

/** Up to this many portfolios all are looked at: about a second for 2,000 respondents. */
const exhaustiveLimit = 200_000;
/** How many portfolios the stepwise search carries from one size to the next. */
const beamWidth = 30;

/**
 * TURF: the portfolios of a given size that reach most respondents.
 *
 * Every portfolio is looked at while they are few. Beyond that a stepwise search carries the best 30
 * portfolios from size to size and then exchanges single items until no exchange reaches more.
 *
 * Source: D. Miaoulis, V. Parsons and H. Free (1990), Journal of Marketing Research 27, for TURF;
 * Sawtooth Software, MaxDiff Analyzer manual, for the three rules, and Discover manual, "TURF
 * Technical Details", for the weighted one.
 *
 * @param utilities N × K of the respondents, logit scale, row by row
 * @param weights N, not negative; equal when left out
 * @param size of a portfolio, 1 … K
 * @param include items that every portfolio must hold
 * @param exclude items that none may hold
 * @param itemNumbers K, what messages call the items; 1 to K when left out
 * @param keep how many portfolios to return; 20 when left out
 * @param limit how many portfolios to look at exhaustively, 200,000 when left out
 * @throws RangeError when sizes do not fit, an item is out of range or both included and excluded,
 *   or nobody has weight
 */
export function turf(input: {
  utilities: Float64Array;
  itemCount: number;
  weights?: Float64Array;
  rule: ReachRule;
  size: number;
  include?: readonly number[];
  exclude?: readonly number[];
  itemNumbers?: readonly number[];
  keep?: number;
  limit?: number;
}): TurfResult {
  const { utilities, itemCount, rule, size, keep = 20, limit = exhaustiveLimit } = input;
  const respondents = utilities.length / itemCount;
  const weights = input.weights ?? new Float64Array(respondents).fill(1);
  const include = [...new Set(input.include ?? [])];
  const exclude = new Set(input.exclude ?? []);
  const nameOf = (item: number) => `item ${input.itemNumbers?.[item] ?? item + 1}`;
  for (const item of [...include, ...exclude]) {
    if (!Number.isInteger(item) || item < 0 || item >= itemCount) {
      throw new RangeError(`There is no ${nameOf(item)} among the ${itemCount} items.`);
    }
  }
  const both = include.find((item) => exclude.has(item));
  if (both !== undefined)
    throw new RangeError(
      `The portfolios would both hold and lack ${nameOf(both)}: it is included and excluded.`,
    );
  if (!Number.isInteger(respondents) || weights.length !== respondents) {
    throw new RangeError(`${utilities.length} utilities are not ${weights.length} × ${itemCount}.`);
  }
  const free = Array.from({ length: itemCount }, (_, item) => item).filter(
    (item) => !exclude.has(item) && !include.includes(item),
  );
  const open = size - include.length;
  if (!Number.isInteger(size) || size < 1 || open < 0 || open > free.length) {
    throw new RangeError(
      `A portfolio of ${size} does not fit ${include.length} included and ${free.length} free items.`,
    );
  }
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(totalWeight > 0)) throw new RangeError(`The weights sum to ${totalWeight}.`);

  const model = reachModel(utilities, itemCount, weights, totalWeight, rule, nameOf);
  const possible = combinations(free.length, open);
  const best = new Best(Math.max(keep, beamWidth), model);
  const exhaustive = possible <= limit;
  if (exhaustive) lookAtAll(model, include, free, open, best);
  else searchStepwise(model, include, free, open, best);
  return {
    exhaustive,
    possible,
    portfolios: best.list.slice(0, keep).map(({ items, reach, frequency }) => ({
      items,
      reach,
      frequency,
    })),
  };
}

/**
 * Reach as a function of a sum: each item adds its pull on a respondent, and the summed pull decides.
 */
interface ReachModel {
  readonly respondents: number;
  /** K arrays of N pulls: e^u / (k − 1), or 1 and 0. */
  readonly pull: Float64Array[];
  /** N weights as percentages, summing to 100. */
  readonly percent: Float64Array;
  /** Whether the pull is a probability's odds, or any pull at all reaches. */
  readonly odds: boolean;
  /** K: each item's part in the frequency. */
  readonly frequency: Float64Array;
}

function reachModel(
  utilities: Float64Array,
  itemCount: number,
  weights: Float64Array,
  totalWeight: number,
  rule: ReachRule,
  nameOf: (item: number) => string,
): ReachModel {
  const respondents = weights.length;
  const pull = Array.from({ length: itemCount }, () => new Float64Array(respondents));
  const percent = weights.map((weight) => (100 * weight) / totalWeight);
  const frequency = new Float64Array(itemCount);
  for (let respondent = 0; respondent < respondents; respondent++) {
    const own = utilities.subarray(respondent * itemCount, (respondent + 1) * itemCount);
    let mean = 0;
    let first = 0;
    for (let item = 0; item < itemCount; item++) {
      if (!Number.isFinite(own[item])) {
        throw new RangeError(
          `Respondent ${respondent + 1}, ${nameOf(item)}: utility ${own[item]} is not a number.`,
        );
      }
      mean += own[item] / itemCount;
      if (own[item] > own[first]) first = item;
    }
    for (let item = 0; item < itemCount; item++) {
      let value = item === first ? 1 : 0;
      let reached = value;
      if (rule.rule !== "first choice") {
        const odds = Math.exp(Math.min(300, own[item] - mean)) / (rule.itemsPerTask - 1);
        const chance = odds / (1 + odds);
        const above = rule.rule === "threshold" && chance > rule.threshold ? 1 : 0;
        value = rule.rule === "weighted" ? odds : above;
        reached = rule.rule === "weighted" ? chance : above;
      }
      pull[item][respondent] = value;
      frequency[item] += (percent[respondent] / 100) * reached;
    }
  }
  return { respondents, pull, percent, odds: rule.rule === "weighted", frequency };
}

function reachOf(model: ReachModel, sums: Float64Array): number {
  let reach = 0;
  for (let respondent = 0; respondent < model.respondents; respondent++) {
    const sum = sums[respondent];
    if (model.odds) reach += (model.percent[respondent] * sum) / (1 + sum);
    else if (sum > 0) reach += model.percent[respondent];
  }
  return reach;
}

/** The reach of a portfolio with one more item, without adding it. */
function reachWith(model: ReachModel, sums: Float64Array, item: number): number {
  const { percent, odds } = model;
  const pull = model.pull[item];
  let reach = 0;
  for (let respondent = 0; respondent < sums.length; respondent++) {
    const sum = sums[respondent] + pull[respondent];
    if (odds) reach += (percent[respondent] * sum) / (1 + sum);
    else if (sum > 0) reach += percent[respondent];
  }
  return reach;
}

function sumsOf(model: ReachModel, items: readonly number[]): Float64Array {
  const sums = new Float64Array(model.respondents);
  for (const item of items) {
    const pull = model.pull[item];
    for (let respondent = 0; respondent < sums.length; respondent++) {
      sums[respondent] += pull[respondent];
    }
  }
  return sums;
}

/** The best portfolios so far, in order, each once. */
class Best {
  readonly list: Portfolio[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly room: number,
    private readonly model: ReachModel,
  ) {}

  offer(items: readonly number[], reach: number): void {
    const last = this.list.at(-1);
    if (last && this.list.length === this.room && reach < last.reach - tie) return;
    const sorted = [...items].sort((left, right) => left - right);
    const key = sorted.join();
    if (this.seen.has(key)) return;
    const frequency = sorted.reduce((sum, item) => sum + this.model.frequency[item], 0);
    const portfolio = { items: sorted, reach, frequency };
    let place = this.list.length;
    while (place > 0 && isBetter(portfolio, this.list[place - 1])) place--;
    if (place === this.room) return;
    this.list.splice(place, 0, portfolio);
    this.seen.add(key);
    if (this.list.length > this.room) {
      const dropped = this.list.pop();
      if (dropped) this.seen.delete(dropped.items.join());
    }
  }
}

/** Reaches, in per cent, that differ by less are equal: sums in another order differ so. */
const tie = 1e-9;

function isBetter(left: Portfolio, right: Portfolio): boolean {
  if (Math.abs(left.reach - right.reach) > tie) return left.reach > right.reach;
  if (Math.abs(left.frequency - right.frequency) > tie) return left.frequency > right.frequency;
  const at = left.items.findIndex((item, index) => item !== right.items[index]);
  return at >= 0 && left.items[at] < right.items[at];
}

function lookAtAll(
  model: ReachModel,
  include: readonly number[],
  free: readonly number[],
  open: number,
  best: Best,
): void {
  const chosen = [...include];
  const descend = (start: number, left: number, sums: Float64Array): void => {
    if (left === 0) {
      best.offer(chosen, reachOf(model, sums));
      return;
    }
    for (let index = start; index <= free.length - left; index++) {
      const item = free[index];
      chosen.push(item);
      if (left === 1) best.offer(chosen, reachWith(model, sums, item));
      else {
        const pull = model.pull[item];
        descend(
          index + 1,
          left - 1,
          sums.map((sum, respondent) => sum + pull[respondent]),
        );
      }
      chosen.pop();
    }
  };
  descend(0, open, sumsOf(model, include));
}

function searchStepwise(
  model: ReachModel,
  include: readonly number[],
  free: readonly number[],
  open: number,
  best: Best,
): void {
  let beam: { items: readonly number[] }[] = [{ items: include }];
  for (let added = 0; added < open; added++) {
    const next = new Best(beamWidth, model);
    for (const { items } of beam) {
      const sums = sumsOf(model, items);
      for (const item of free) {
        if (!items.includes(item)) next.offer([...items, item], reachWith(model, sums, item));
      }
    }
    beam = next.list;
  }
  for (const { items } of beam) best.offer(items, reachOf(model, sumsOf(model, items)));

  // Exchanges, from each portfolio of the beam as long as one reaches more.
  for (const { items } of beam) {
    let current = [...items];
    let reach = reachOf(model, sumsOf(model, current));
    for (let improved = true; improved; ) {
      improved = false;
      for (const out of current.filter((item) => !include.includes(item))) {
        const rest = current.filter((item) => item !== out);
        const sums = sumsOf(model, rest);
        for (const item of free) {
          if (current.includes(item)) continue;
          const candidate = reachWith(model, sums, item);
          best.offer([...rest, item], candidate);
          if (candidate > reach + tie) {
            current = [...rest, item];
            reach = candidate;
            improved = true;
            break;
          }
        }
        if (improved) break;
      }
    }
  }
}

function combinations(from: number, choose: number): number {
  let count = 1;
  for (let step = 1; step <= choose; step++) count = (count * (from - choose + step)) / step;
  return Math.round(count);
}
