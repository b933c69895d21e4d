import type { Random } from "@/lib/stats/random";
import { annealVersion } from "./balance-pairs";
import { addMeetings, fillVersion, PROHIBITED_COST } from "./fill-tasks";
import type { TaskTable } from "./task-table";

/** Fresh fillings of one version before items change places with another version. */
const ATTEMPTS = 30;
/** Changes of places in all before the design is given up. */
const EXCHANGES = 60;
/**
 * What a prohibited meeting costs in a fresh filling, and the temperatures it cools through: far
 * above the cost of any unevenness, yet low enough to be paid for a while, or the search cannot
 * leave a dead end.
 */
const PASSING_COST = 1000;
const HOT = 500;
const COLD = 50;
const COOLING_STEPS = 20;

/** Adds `cost` to every prohibited pair. */
export function addProhibitedCost(
  pairCost: Float64Array,
  prohibited: Uint8Array,
  cost: number,
): void {
  prohibited.forEach((isProhibited, pair) => {
    if (isProhibited === 1) pairCost[pair] += cost;
  });
}

/**
 * Fills again, from hot starts, the versions in which a prohibited pair still meets. Where that does
 * not part it, one of the two changes places in the plan with an item of another version, which keeps
 * every count of versions and items, and both versions are filled again.
 *
 * @param plan V × K counts of each item in each version; changed where items change places
 * @param pairCost K × K meetings in the whole design, huge where prohibited; kept up to date
 * @throws RangeError naming a pair that could not be parted.
 */
export function separateProhibited(
  table: TaskTable,
  plan: Int32Array,
  pairCost: Float64Array,
  prohibited: Uint8Array,
  random: Random,
): void {
  const waiting = Array.from({ length: table.versionCount }, (_, version) => version);
  const replanned = new Set<number>();
  let exchanges = 0;
  for (const version of waiting) {
    if (replanned.delete(version))
      refillVersion(table, version, plan, pairCost, prohibited, random);
    let meeting = findProhibited(table, version, prohibited);
    for (let attempt = 0; meeting !== undefined && attempt < ATTEMPTS; attempt++) {
      refillVersion(table, version, plan, pairCost, prohibited, random);
      meeting = findProhibited(table, version, prohibited);
    }
    if (meeting === undefined) continue;
    const other =
      exchanges++ < EXCHANGES
        ? exchangeItem(plan, version, meeting, prohibited, random)
        : undefined;
    if (other === undefined) {
      throw new RangeError(
        `No way was found to show every item equally often and keep all prohibited pairs apart: ` +
          `items ${meeting[0] + 1} and ${meeting[1] + 1} still meet in version ${version + 1}. ` +
          `Prohibit fewer pairs, or show fewer items in a task.`,
      );
    }
    for (const changed of [version, other]) {
      replanned.add(changed);
      waiting.push(changed);
    }
  }
}

/** Fills one version again, hot enough to pay for prohibited meetings on the way. */
function refillVersion(
  table: TaskTable,
  version: number,
  plan: Int32Array,
  pairCost: Float64Array,
  prohibited: Uint8Array,
  random: Random,
): void {
  const { itemCount, itemsPerTask, taskCount, slots } = table;
  const size = taskCount * itemsPerTask;
  const proposals = 20 * size;
  for (let first = version * size; first < (version + 1) * size; first += itemsPerTask) {
    addMeetings(pairCost, itemCount, slots, first, itemsPerTask, -1);
  }
  addProhibitedCost(pairCost, prohibited, PASSING_COST - PROHIBITED_COST);
  fillVersion(table, version, plan, pairCost, random);
  for (let step = 0; step <= COOLING_STEPS; step++) {
    const temperature = HOT * (COLD / HOT) ** (step / COOLING_STEPS);
    annealVersion(table, version, pairCost, random, temperature, proposals);
  }
  addProhibitedCost(pairCost, prohibited, PROHIBITED_COST - PASSING_COST);
  // The hot search saw little of the balance of pairs.
  for (const temperature of [3, 2, 1, 0.5, 0]) {
    annealVersion(table, version, pairCost, random, temperature, proposals);
  }
}

/**
 * Exchanges the views of one item of a meeting with those of another item, in this version and the
 * other way round in another version, so that fewest prohibited pairs share a version then.
 *
 * @returns the other version; undefined where no version can exchange
 */
function exchangeItem(
  plan: Int32Array,
  version: number,
  meeting: readonly [number, number],
  prohibited: Uint8Array,
  random: Random,
): number | undefined {
  const itemCount = Math.sqrt(prohibited.length);
  const own = version * itemCount;
  /** Views of items that an item must not meet, in the version that starts at a row. */
  const conflicts = (item: number, row: number): number => {
    let views = 0;
    for (let other = 0; other < itemCount; other++) {
      if (prohibited[item * itemCount + other] === 1) views += plan[row + other];
    }
    return views;
  };
  let best: { row: number; item: number; other: number } | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const item of meeting) {
    for (let row = 0; row < plan.length; row += itemCount) {
      // What the item weighs here and would weigh there, by the views that move.
      const moved = plan[own + item] - plan[row + item];
      if (row === own || moved <= 0) continue;
      const itself = moved * (conflicts(item, row) - conflicts(item, own));
      for (let other = 0; other < itemCount; other++) {
        const fits =
          plan[row + other] === plan[own + item] && plan[own + other] === plan[row + item];
        if (!fits) continue;
        const cost =
          itself + moved * (conflicts(other, own) - conflicts(other, row)) + random.next();
        if (cost >= fewest) continue;
        fewest = cost;
        best = { row, item, other };
      }
    }
  }
  if (best === undefined) return undefined;
  const { row, item, other } = best;
  for (const start of [own, row]) {
    const held = plan[start + item];
    plan[start + item] = plan[start + other];
    plan[start + other] = held;
  }
  return best.row / itemCount;
}

/** The first prohibited pair that meets in a version, or undefined. */
function findProhibited(
  table: TaskTable,
  version: number,
  prohibited: Uint8Array,
): [number, number] | undefined {
  const { itemCount, itemsPerTask, taskCount, slots } = table;
  const start = version * taskCount * itemsPerTask;
  for (let first = start; first < start + taskCount * itemsPerTask; first += itemsPerTask) {
    for (let a = first + 1; a < first + itemsPerTask; a++) {
      for (let b = first; b < a; b++) {
        if (prohibited[slots[a] * itemCount + slots[b]] === 1) return [slots[b], slots[a]];
      }
    }
  }
  return undefined;
}
