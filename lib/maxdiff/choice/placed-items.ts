import type { ChoiceData } from "./choice-data";

/**
 * The items whose utilities a cohort's answers place on one scale, and what they rest on.
 *
 * Only differences between items of one screen are ever observed. So an item that nobody in the
 * cohort saw has no utility there, whatever a prior or another cohort would fill in; an item that
 * hardly anybody saw has one, but no error that clusters on respondents; and items in parts that never
 * met on a screen, not even through others, have no common scale.
 */
export interface PlacedItems {
  readonly status: "ok" | "not all items" | "disconnected" | "no answers";
  /** K: 1 where the item has a utility beside the others; all 0 where the design is disconnected. */
  readonly placed: Uint8Array;
  /** K: respondents who answered a task that showed the item (its base, in the field's word). */
  readonly bases: Int32Array;
  /** What the status is about (0-based): the items not placed; of a disconnected design the smaller part. */
  readonly items: number[];
}

/**
 * Fewest respondents who must have seen an item for it to be compared. Their spread is what its error
 * comes from, and of two or three it is by chance next to nothing, too often for any degrees of freedom
 * to make up: with equal cohorts of 60, families with a false "different" in utility were 16 % of 400
 * studies where two of one cohort saw an item that everybody saw in the other, 10 % with three, 7 %
 * with five and with ten.
 */
export const fewestToCompare = 5;

/**
 * @param respondents indices of the cohort's respondents; in a cohort smaller than `fewestToCompare`
 *   what everybody saw is placed
 */
export function placedItems(data: ChoiceData, respondents: Int32Array): PlacedItems {
  const { itemCount } = data;
  const bases = itemBases(data, respondents);
  const placed = new Uint8Array(itemCount);
  const fewest = Math.min(fewestToCompare, respondents.length);
  bases.forEach((base, item) => {
    if (base > 0 && base >= fewest) placed[item] = 1;
  });
  const first = placed.indexOf(1);
  if (first < 0) return { status: "no answers", placed, bases, items: [] };
  const linked = linkedTo(first, data, respondents, placed);
  const itemsWhere = (holds: (item: number) => boolean) => [...placed.keys()].filter(holds);
  const apart = itemsWhere((item) => placed[item] === 1 && linked[item] === 0);
  if (apart.length > 0) {
    const near = itemsWhere((item) => linked[item] === 1);
    const items = near.length < apart.length ? near : apart;
    return { status: "disconnected", placed: placed.fill(0), bases, items };
  }
  const items = itemsWhere((item) => placed[item] === 0);
  return { status: items.length > 0 ? "not all items" : "ok", placed, bases, items };
}

/** K: how many of these respondents answered a task that showed each item. */
export function itemBases(data: ChoiceData, respondents: Int32Array): Int32Array {
  const bases = new Int32Array(data.itemCount);
  const lastSeenBy = new Int32Array(data.itemCount).fill(-1);
  for (const respondent of respondents) {
    const end = data.taskStart[data.respondentStart[respondent + 1]];
    for (let slot = data.taskStart[data.respondentStart[respondent]]; slot < end; slot++) {
      const item = data.shown[slot];
      if (lastSeenBy[item] === respondent) continue;
      lastSeenBy[item] = respondent;
      bases[item]++;
    }
  }
  return bases;
}

/** K: 1 for the items among `within` that share screens with the first, directly or through others. */
function linkedTo(
  first: number,
  data: ChoiceData,
  respondents: Int32Array,
  within: Uint8Array,
): Uint8Array {
  const { itemCount } = data;
  const together = new Uint8Array(itemCount * itemCount);
  for (const respondent of respondents) {
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      const shown = data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]);
      const hub = shown.find((item) => within[item] === 1);
      if (hub === undefined) continue;
      for (const item of shown) {
        if (within[item] === 0) continue;
        together[hub * itemCount + item] = 1;
        together[item * itemCount + hub] = 1;
      }
    }
  }
  const linked = new Uint8Array(itemCount);
  linked[first] = 1;
  const waiting = [first];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (let to = 0; to < itemCount; to++) {
      if (linked[to] === 1 || together[from * itemCount + to] === 0) continue;
      linked[to] = 1;
      waiting.push(to);
    }
  }
  return linked;
}
