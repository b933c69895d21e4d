import type { Random } from "@/lib/stats/random";
import { annealVersion } from "./balance-pairs";
import { addMeetings, fillVersion, PROHIBITED_COST } from "./fill-tasks";
import type { TaskTable } from "./task-table";

/** Fresh fillings of one version before it is given up. */
const ATTEMPTS = 30;
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
 * Fills again, from hot starts, the versions in which a prohibited pair still meets.
 *
 * @param plan V × K counts of each item in each version
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
  const { itemCount, itemsPerTask, taskCount, versionCount, slots } = table;
  const size = taskCount * itemsPerTask;
  const proposals = 20 * size;
  for (let version = 0; version < versionCount; version++) {
    let meeting = findProhibited(table, version, prohibited);
    for (let attempt = 0; meeting !== undefined && attempt < ATTEMPTS; attempt++) {
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
      meeting = findProhibited(table, version, prohibited);
    }
    if (meeting !== undefined) {
      throw new RangeError(
        `No way was found to show every item equally often and keep all prohibited pairs apart: ` +
          `items ${meeting[0] + 1} and ${meeting[1] + 1} still meet in version ${version + 1}. ` +
          `Prohibit fewer pairs, or show fewer items in a task.`,
      );
    }
  }
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
