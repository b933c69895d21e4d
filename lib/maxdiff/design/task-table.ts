import type { Design } from "./design";

/**
 * The tasks of V versions laid flat while they are searched: version v, task t holds
 * slots[(v · T + t) · k] and the k − 1 entries after it.
 */
export interface TaskTable {
  readonly itemCount: number;
  readonly itemsPerTask: number;
  readonly taskCount: number;
  readonly versionCount: number;
  readonly slots: Int32Array;
}

export function emptyTaskTable(size: {
  itemCount: number;
  itemsPerTask: number;
  taskCount: number;
  versionCount: number;
}): TaskTable {
  const { itemCount, itemsPerTask, taskCount, versionCount } = size;
  const slots = new Int32Array(versionCount * taskCount * itemsPerTask);
  return { itemCount, itemsPerTask, taskCount, versionCount, slots };
}

/** The nested form of a table. */
export function tableVersions(table: TaskTable): number[][][] {
  const { itemsPerTask, taskCount, versionCount, slots } = table;
  const versions: number[][][] = [];
  let slot = 0;
  for (let version = 0; version < versionCount; version++) {
    const tasks: number[][] = [];
    for (let task = 0; task < taskCount; task++) {
      tasks.push(Array.from(slots.subarray(slot, slot + itemsPerTask)));
      slot += itemsPerTask;
    }
    versions.push(tasks);
  }
  return versions;
}

/** How often each item is shown: K counts. */
export function countItems(design: Design): Int32Array {
  const counts = new Int32Array(design.itemCount);
  for (const tasks of design.versions) {
    for (const task of tasks) for (const item of task) counts[item]++;
  }
  return counts;
}

/** How often each pair of items meets in a task: K × K counts, symmetric, 0 on the diagonal. */
export function countPairs(design: Design): Float64Array {
  const { itemCount } = design;
  const counts = new Float64Array(itemCount * itemCount);
  for (const tasks of design.versions) {
    for (const task of tasks) {
      for (const first of task) {
        for (const second of task) if (first !== second) counts[first * itemCount + second]++;
      }
    }
  }
  return counts;
}

/** How often each item stands in each position: K × k counts. */
export function countPositions(design: Design): Int32Array {
  const { itemCount, itemsPerTask } = design;
  const counts = new Int32Array(itemCount * itemsPerTask);
  for (const tasks of design.versions) {
    for (const task of tasks) {
      task.forEach((item, position) => {
        counts[item * itemsPerTask + position]++;
      });
    }
  }
  return counts;
}
