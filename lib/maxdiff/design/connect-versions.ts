import type { Random } from "@/lib/stats/random";
import { PROHIBITED_COST } from "./fill-tasks";
import type { TaskTable } from "./task-table";

/** Exchanges tried per version before a gap in it is left as it is. */
const TRIES = 400;

/**
 * The number of separate groups among the items a version shows: 1 when every shown item is linked
 * to every other through tasks, so that one respondent's answers can rank them all.
 */
export function countComponents(
  slots: ArrayLike<number>,
  start: number,
  end: number,
  itemsPerTask: number,
  parent: Int32Array,
): number {
  parent.fill(-1);
  let components = 0;
  const root = (item: number): number => {
    let top = item;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]];
      top = parent[top];
    }
    return top;
  };
  for (let first = start; first < end; first += itemsPerTask) {
    let anchor = -1;
    for (let slot = first; slot < first + itemsPerTask; slot++) {
      const item = slots[slot];
      if (parent[item] < 0) {
        parent[item] = item;
        components++;
      }
      const top = root(item);
      if (anchor < 0) anchor = top;
      else if (top !== anchor) {
        parent[top] = anchor;
        components--;
      }
    }
  }
  return components;
}

/**
 * Links the items of every version through its tasks, exchanging items between two tasks where a
 * version falls apart and taking the exchange that costs pair balance least.
 *
 * Versions with too few tasks to link their items are left alone.
 *
 * @param pairCost K × K meetings in the whole design, huge where prohibited; kept up to date
 */
export function connectVersions(table: TaskTable, pairCost: Float64Array, random: Random): void {
  const { itemCount, itemsPerTask, taskCount, versionCount, slots } = table;
  const size = taskCount * itemsPerTask;
  const parent = new Int32Array(itemCount);
  for (let version = 0; version < versionCount; version++) {
    const start = version * size;
    const shown = new Set(slots.subarray(start, start + size)).size;
    if (taskCount * (itemsPerTask - 1) < shown - 1) continue;
    const components = (): number =>
      countComponents(slots, start, start + size, itemsPerTask, parent);
    let now = components();
    while (now > 1) {
      let cheapest = Number.POSITIVE_INFINITY;
      let bestA = -1;
      let bestB = -1;
      let best = now;
      for (let tried = 0; tried < TRIES; tried++) {
        const slotA = start + random.below(size);
        const slotB = start + random.below(size);
        const cost = exchangeCost(table, start, slotA, slotB, pairCost);
        if (cost === undefined || cost > PROHIBITED_COST / 2) continue;
        swap(slots, slotA, slotB);
        const then = components();
        swap(slots, slotA, slotB);
        if (then > best || then === now || (then === best && cost >= cheapest)) continue;
        cheapest = cost;
        best = then;
        bestA = slotA;
        bestB = slotB;
      }
      if (bestA < 0) break;
      moveMeetings(table, start, bestA, pairCost, -1);
      moveMeetings(table, start, bestB, pairCost, -1);
      swap(slots, bestA, bestB);
      moveMeetings(table, start, bestA, pairCost, 1);
      moveMeetings(table, start, bestB, pairCost, 1);
      now = best;
    }
  }
}

function swap(slots: Int32Array, slotA: number, slotB: number): void {
  const held = slots[slotA];
  slots[slotA] = slots[slotB];
  slots[slotB] = held;
}

/** The first-order cost of exchanging two slots, undefined where a task would show an item twice. */
function exchangeCost(
  table: TaskTable,
  start: number,
  slotA: number,
  slotB: number,
  pairCost: Float64Array,
): number | undefined {
  const { itemCount, itemsPerTask, slots } = table;
  const firstA = slotA - ((slotA - start) % itemsPerTask);
  const firstB = slotB - ((slotB - start) % itemsPerTask);
  const a = slots[slotA];
  const b = slots[slotB];
  if (firstA === firstB || a === b) return undefined;
  let cost = 0;
  for (let offset = 0; offset < itemsPerTask; offset++) {
    const besideA = slots[firstA + offset];
    const besideB = slots[firstB + offset];
    if (besideA === b || besideB === a) return undefined;
    if (besideA !== a)
      cost += pairCost[b * itemCount + besideA] - pairCost[a * itemCount + besideA];
    if (besideB !== b)
      cost += pairCost[a * itemCount + besideB] - pairCost[b * itemCount + besideB];
  }
  return cost;
}

/** Adds `amount` to every pair of the item in a slot with the others of its task. */
function moveMeetings(
  table: TaskTable,
  start: number,
  slot: number,
  pairCost: Float64Array,
  amount: number,
): void {
  const { itemCount, itemsPerTask, slots } = table;
  const first = slot - ((slot - start) % itemsPerTask);
  const item = slots[slot];
  for (let other = first; other < first + itemsPerTask; other++) {
    if (other === slot) continue;
    pairCost[item * itemCount + slots[other]] += amount;
    pairCost[slots[other] * itemCount + item] += amount;
  }
}
