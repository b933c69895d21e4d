import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { notAsked } from "@/lib/maxdiff/choice/not-asked";

/** Whether answers pin down finite utilities. */
export type Overlap =
  | { readonly status: "overlap" }
  /** The items that were never shown. */
  | { readonly status: "item never shown"; readonly items: number[] }
  /** The smaller part: items never shown in a task with any of the others. */
  | { readonly status: "disconnected"; readonly items: number[] }
  /** Items that never lost to an item outside this set: their lead over the rest is unbounded. */
  | { readonly status: "separated"; readonly items: number[] };

/**
 * Tells whether the maximum-likelihood utilities exist and are unique (up to a constant).
 *
 * An answer says that the best item beat the others shown and that they beat the worst one. The
 * likelihood has a finite maximum exactly when every item can be reached from every other along
 * such wins: otherwise some set of items never lost to the rest, and pushing it up for ever only
 * helps. The condition is the same under the three likelihoods, because each of them rises with the
 * very same differences.
 *
 * Source: L. R. Ford (1957), American Mathematical Monthly 64 (8), 28-33, for paired comparisons;
 * D. Hunter (2004), Annals of Statistics 32, 384-406, for choices among several.
 *
 * @param respondents indices of the respondents to count
 * @param weights one per respondent of the data; a weight of 0 leaves the respondent out
 */
export function overlap(
  data: ChoiceData,
  respondents: Int32Array,
  weights: Float64Array = data.weight,
): Overlap {
  const count = data.itemCount;
  const beat = new Uint8Array(count * count);
  const seen = new Uint8Array(count);
  for (const respondent of respondents) {
    if (weights[respondent] === 0) continue;
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      const best = data.best[task];
      const worst = data.worst[task];
      for (let slot = data.taskStart[task]; slot < data.taskStart[task + 1]; slot++) {
        const item = data.shown[slot];
        seen[item] = 1;
        if (best !== notAsked && item !== best) beat[best * count + item] = 1;
        if (worst !== notAsked && item !== worst) beat[item * count + worst] = 1;
      }
    }
  }
  const unseen = itemsWhere(count, (item) => seen[item] === 0);
  if (unseen.length > 0) return { status: "item never shown", items: unseen };

  const linked = reached(count, 0, (from, to) => beat[from * count + to] + beat[to * count + from]);
  const inside = itemsWhere(count, (item) => linked[item] === 1);
  if (inside.length < count) {
    const outside = itemsWhere(count, (item) => linked[item] === 0);
    return {
      status: "disconnected",
      items: inside.length < outside.length ? inside : outside,
    };
  }

  // Whoever can reach the start: if that is not everyone, those who cannot never beat any of them.
  const canReachFirst = reached(count, 0, (from, to) => beat[to * count + from]);
  const above = itemsWhere(count, (item) => canReachFirst[item] === 1);
  if (above.length < count) return { status: "separated", items: above };
  const reachedFromFirst = reached(count, 0, (from, to) => beat[from * count + to]);
  const notReached = itemsWhere(count, (item) => reachedFromFirst[item] === 0);
  if (notReached.length > 0) return { status: "separated", items: notReached };
  return { status: "overlap" };
}

function reached(
  count: number,
  start: number,
  linked: (from: number, to: number) => number,
): Uint8Array {
  const mark = new Uint8Array(count);
  mark[start] = 1;
  const waiting = [start];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (let to = 0; to < count; to++) {
      if (mark[to] === 0 && linked(from, to) > 0) {
        mark[to] = 1;
        waiting.push(to);
      }
    }
  }
  return mark;
}

function itemsWhere(count: number, holds: (item: number) => boolean): number[] {
  const items: number[] = [];
  for (let item = 0; item < count; item++) if (holds(item)) items.push(item);
  return items;
}
