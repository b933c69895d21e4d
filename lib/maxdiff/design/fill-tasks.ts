import type { Random } from "@/lib/stats/random";
import type { TaskTable } from "./task-table";

/** How a pair that meets again in the same version is weighed against one that meets elsewhere. */
export const REPEAT_WEIGHT = 4;

/** What a meeting of a prohibited pair costs: more than all other pairs together. */
export const PROHIBITED_COST = 1e9;

/**
 * A first filling of every version, task by task: items that must still appear in every remaining
 * task are forced in, the others are taken by fewest meetings so far with those already in the task.
 *
 * @param plan V × K counts of each item in each version; each at most T, each version adding to T · k
 * @param pairCost K × K costs of one more meeting (meetings so far, huge where prohibited); receives
 *   the meetings of the new tasks
 */
export function fillTasks(
  table: TaskTable,
  plan: Int32Array,
  pairCost: Float64Array,
  random: Random,
): void {
  for (let version = 0; version < table.versionCount; version++) {
    fillVersion(table, version, plan, pairCost, random);
  }
}

/** Fills one version; see fillTasks. */
export function fillVersion(
  table: TaskTable,
  version: number,
  plan: Int32Array,
  pairCost: Float64Array,
  random: Random,
): void {
  const { itemCount, itemsPerTask, taskCount, slots } = table;
  const start = version * taskCount * itemsPerTask;
  const remaining = plan.slice(version * itemCount, (version + 1) * itemCount);
  const inTask = new Uint8Array(itemCount);
  // The cost of putting each item into the current task.
  const cost = new Float64Array(itemCount);
  for (let task = 0; task < taskCount; task++) {
    const first = start + task * itemsPerTask;
    const tasksLeft = taskCount - task;
    let filled = 0;
    inTask.fill(0);
    for (let item = 0; item < itemCount; item++) {
      // Items with more views to come are taken first, or the last tasks have no choice left.
      cost[item] = random.next() - 2 * remaining[item];
    }
    const put = (item: number): void => {
      slots[first + filled++] = item;
      inTask[item] = 1;
      remaining[item]--;
      const row = item * itemCount;
      for (let other = 0; other < itemCount; other++) cost[other] += pairCost[row + other];
    };
    for (let item = 0; item < itemCount; item++) if (remaining[item] === tasksLeft) put(item);
    while (filled < itemsPerTask) {
      let cheapest = -1;
      for (let item = 0; item < itemCount; item++) {
        if (remaining[item] === 0 || inTask[item] === 1) continue;
        if (cheapest < 0 || cost[item] < cost[cheapest]) cheapest = item;
      }
      put(cheapest);
    }
    addMeetings(pairCost, itemCount, slots, first, itemsPerTask, 1 + REPEAT_WEIGHT);
  }
  for (let task = 0; task < taskCount; task++) {
    const first = start + task * itemsPerTask;
    addMeetings(pairCost, itemCount, slots, first, itemsPerTask, -REPEAT_WEIGHT);
  }
}

/** Adds `amount` to every pair of one task, in both halves of the table. */
export function addMeetings(
  pairCost: Float64Array,
  itemCount: number,
  slots: Int32Array,
  first: number,
  itemsPerTask: number,
  amount: number,
): void {
  for (let a = first + 1; a < first + itemsPerTask; a++) {
    for (let b = first; b < a; b++) {
      pairCost[slots[a] * itemCount + slots[b]] += amount;
      pairCost[slots[b] * itemCount + slots[a]] += amount;
    }
  }
}
