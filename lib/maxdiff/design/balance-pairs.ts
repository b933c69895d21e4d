/**
 * Two-way balance by simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) over exchanges of two
 * items between two tasks of one version, which leave every item count alone.
 *
 * Energy: the sum over pairs of (meetings in the whole design)² plus REPEAT_WEIGHT times the sum
 * over versions of (meetings in that version)². The first term makes pairs meet equally often
 * overall, the second keeps a pair from meeting twice in one respondent's tasks.
 */
import type { Random } from "@/lib/stats/random";
import { addMeetings, REPEAT_WEIGHT } from "./fill-tasks";
import type { TaskTable } from "./task-table";

/** How a search cools: from `start` to `end` in equal ratios, `proposals` per version and sweep. */
export interface Cooling {
  readonly sweeps: number;
  readonly start: number;
  readonly end: number;
  readonly proposals: number;
}

/**
 * Anneals the tasks in place, every version once per sweep.
 *
 * @param pairCost K × K meetings in the whole design, huge where prohibited; kept up to date
 */
export function balancePairs(
  table: TaskTable,
  pairCost: Float64Array,
  random: Random,
  cooling: Cooling,
  onProgress: (fraction: number) => void = () => undefined,
): void {
  const { sweeps, start, end, proposals } = cooling;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const temperature = start * (end / start) ** (sweep / Math.max(1, sweeps - 1));
    for (let version = 0; version < table.versionCount; version++) {
      annealVersion(table, version, pairCost, random, temperature, proposals);
    }
    onProgress((sweep + 1) / sweeps);
  }
}

/** Proposes exchanges in one version, taking the worse ones with Metropolis's probability. */
export function annealVersion(
  table: TaskTable,
  version: number,
  pairCost: Float64Array,
  random: Random,
  temperature: number,
  proposals: number,
): void {
  const { itemCount, itemsPerTask, taskCount, slots } = table;
  const size = taskCount * itemsPerTask;
  const start = version * size;
  // While this version is open, its own meetings weigh 1 + REPEAT_WEIGHT.
  for (let slot = start; slot < start + size; slot += itemsPerTask) {
    addMeetings(pairCost, itemCount, slots, slot, itemsPerTask, REPEAT_WEIGHT);
  }
  const step = 1 + REPEAT_WEIGHT;
  const unshared = step * 4 * (itemsPerTask - 1);
  const choices = size * size;
  // The loop runs millions of times: a xorshift (Marsaglia 2003) of its own, seeded by the caller's
  // source, costs a fifth of a draw.
  let state = 1 + random.below(0xffff_ffff);
  for (let proposal = 0; proposal < proposals; proposal++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    // One draw picks both slots.
    const draw = (state >>> 0) % choices;
    const slotA = start + Math.floor(draw / size);
    const slotB = start + (draw % size);
    const a = slots[slotA];
    const b = slots[slotB];
    if (a === b) continue;
    const firstA = slotA - ((slotA - start) % itemsPerTask);
    const firstB = slotB - ((slotB - start) % itemsPerTask);
    if (firstA === firstB) continue;
    const rowA = a * itemCount;
    const rowB = b * itemCount;
    let slope = 0;
    let shared = 0;
    let legal = true;
    for (let offset = 0; offset < itemsPerTask; offset++) {
      const beside = slots[firstA + offset];
      if (beside === b) {
        legal = false;
        break;
      }
      if (firstA + offset !== slotA) slope += pairCost[rowB + beside] - pairCost[rowA + beside];
    }
    if (!legal) continue;
    for (let offset = 0; offset < itemsPerTask; offset++) {
      const beside = slots[firstB + offset];
      if (beside === a) {
        legal = false;
        break;
      }
      if (firstB + offset === slotB) continue;
      slope += pairCost[rowA + beside] - pairCost[rowB + beside];
      for (let other = 0; other < itemsPerTask; other++) {
        if (slots[firstA + other] === beside) shared++;
      }
    }
    if (!legal) continue;
    // (x + s)² − x² summed over the changed pairs; an item in both tasks loses and gains alike.
    const change = 2 * slope + unshared - 4 * step * shared;
    if (change > 0) {
      // Beyond this the chance is under one in a million.
      if (change > 14 * temperature) continue;
      if (random.next() >= Math.exp(-change / temperature)) continue;
    }
    for (let offset = 0; offset < itemsPerTask; offset++) {
      if (firstA + offset !== slotA) {
        const beside = slots[firstA + offset];
        pairCost[rowA + beside] -= step;
        pairCost[beside * itemCount + a] -= step;
        pairCost[rowB + beside] += step;
        pairCost[beside * itemCount + b] += step;
      }
      if (firstB + offset !== slotB) {
        const beside = slots[firstB + offset];
        pairCost[rowB + beside] -= step;
        pairCost[beside * itemCount + b] -= step;
        pairCost[rowA + beside] += step;
        pairCost[beside * itemCount + a] += step;
      }
    }
    slots[slotA] = b;
    slots[slotB] = a;
  }
  for (let slot = start; slot < start + size; slot += itemsPerTask) {
    addMeetings(pairCost, itemCount, slots, slot, itemsPerTask, -REPEAT_WEIGHT);
  }
}
