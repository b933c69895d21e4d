import type { Random } from "@/lib/stats/random";
import type { TaskTable } from "./task-table";

/**
 * Dispersion: puts the tasks of each version in an order in which neighbours share few items, so
 * that an item rarely returns in the next task. Starts from a random order and reverses stretches
 * while that helps (2-opt, Croes 1958).
 */
export function orderTasks(table: TaskTable, random: Random): void {
  const { itemCount, itemsPerTask, taskCount, versionCount, slots } = table;
  const size = taskCount * itemsPerTask;
  const shared = new Int32Array(taskCount * taskCount);
  const holds = new Uint8Array(taskCount * itemCount);
  const order = Array.from({ length: taskCount }, (_, task) => task);
  for (let version = 0; version < versionCount; version++) {
    const before = slots.slice(version * size, (version + 1) * size);
    holds.fill(0);
    for (let slot = 0; slot < size; slot++) {
      holds[Math.floor(slot / itemsPerTask) * itemCount + before[slot]] = 1;
    }
    for (let task = 0; task < taskCount; task++) {
      for (let other = 0; other < task; other++) {
        let common = 0;
        for (let slot = other * itemsPerTask; slot < (other + 1) * itemsPerTask; slot++) {
          common += holds[task * itemCount + before[slot]];
        }
        shared[task * taskCount + other] = common;
        shared[other * taskCount + task] = common;
      }
    }
    random.shuffle(order);
    improveOrder(order, shared, taskCount);
    for (let place = 0; place < taskCount; place++) {
      const from = order[place] * itemsPerTask;
      slots.set(before.subarray(from, from + itemsPerTask), version * size + place * itemsPerTask);
    }
  }
}

/** Reverses stretches of the order while the items shared by neighbours become fewer. */
function improveOrder(order: number[], shared: Int32Array, taskCount: number): void {
  const between = (left: number, right: number): number =>
    left < 0 || right >= taskCount ? 0 : shared[order[left] * taskCount + order[right]];
  let improved = true;
  while (improved) {
    improved = false;
    for (let from = 0; from < taskCount - 1; from++) {
      for (let to = from + 1; to < taskCount; to++) {
        const now = between(from - 1, from) + between(to, to + 1);
        if (now === 0) continue;
        const then =
          (from === 0 ? 0 : between(from - 1, to)) +
          (to === taskCount - 1 ? 0 : between(from, to + 1));
        if (then >= now) continue;
        for (let left = from, right = to; left < right; left++, right--) {
          const held = order[left];
          order[left] = order[right];
          order[right] = held;
        }
        improved = true;
      }
    }
  }
}
