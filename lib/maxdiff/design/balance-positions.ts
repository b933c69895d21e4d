/**
 * Positional balance, exactly: every item stands in every position equally often (± 1), overall and
 * within each version.
 *
 * Tasks and items form a bipartite graph with an edge per shown item; positions are colours and a
 * colouring with the wanted balance always exists (de Werra 1971). For two positions at a time, the
 * showings of an item in them are paired up, within a version first and then across versions. Each
 * task links its two showings and each pair links two more, which leaves paths and even cycles;
 * alternating along them gives every pair one of each position. Every step lowers the sum of squared
 * counts until all differ by at most 1, so the sweeps end.
 */
import type { Random } from "@/lib/stats/random";
import type { TaskTable } from "./task-table";

/** Fresh starts when the positions of existing versions cannot be evened out. */
const ATTEMPTS = 20;

/**
 * Rearranges the items inside each task.
 *
 * @param before K × k position counts of versions that exist already; balanced against
 */
export function balancePositions(table: TaskTable, before: Int32Array, random: Random): void {
  spreadPositions(table, before, random);
  if (before.every((count) => count === 0)) return;
  // A few new versions may leave no chain that mends the totals; another start often does.
  for (let attempt = 0; !repairTotals(table, before) && attempt < ATTEMPTS; attempt++) {
    spreadPositions(table, before, random);
  }
}

/** An exact balance of the new versions, leaning against the existing ones where it is free to. */
function spreadPositions(table: TaskTable, before: Int32Array, random: Random): void {
  const { itemsPerTask, taskCount, versionCount, slots } = table;
  for (let first = 0; first < slots.length; first += itemsPerTask) {
    random.shuffle(slots.subarray(first, first + itemsPerTask));
  }
  const links = new Int32Array(2 * taskCount * versionCount);
  let unbalanced = true;
  while (unbalanced) {
    unbalanced = false;
    for (let q = 1; q < itemsPerTask; q++) {
      for (let p = 0; p < q; p++) {
        if (isBalanced(table, p, q)) continue;
        unbalanced = true;
        alternate(table, p, q, linkShowings(table, p, q, links), before, random);
      }
    }
  }
}

/** Whether each item stands in p and q equally often (± 1), overall and in each version. */
function isBalanced(table: TaskTable, p: number, q: number): boolean {
  const { itemCount, itemsPerTask, taskCount, slots } = table;
  const overall = new Int32Array(itemCount);
  const inVersion = new Int32Array(itemCount);
  const size = taskCount * itemsPerTask;
  for (let start = 0; start < slots.length; start += size) {
    inVersion.fill(0);
    for (let first = start; first < start + size; first += itemsPerTask) {
      inVersion[slots[first + p]]++;
      inVersion[slots[first + q]]--;
    }
    for (let item = 0; item < itemCount; item++) {
      if (Math.abs(inVersion[item]) > 1) return false;
      overall[item] += inVersion[item];
    }
  }
  return overall.every((difference) => Math.abs(difference) <= 1);
}

/**
 * Pairs the showings of each item in positions p and q. Showing 2t is task t's item in p, 2t + 1 its
 * item in q; links[showing] is the paired showing, or −1 for at most one showing of each item.
 */
function linkShowings(table: TaskTable, p: number, q: number, links: Int32Array): Int32Array {
  const { itemCount, itemsPerTask, taskCount, versionCount, slots } = table;
  links.fill(-1);
  const waiting = new Int32Array(itemCount).fill(-1);
  const waitingInVersion = new Int32Array(itemCount).fill(-1);
  const link = (queue: Int32Array, item: number, showing: number): void => {
    const partner = queue[item];
    if (partner < 0) {
      queue[item] = showing;
      return;
    }
    links[showing] = partner;
    links[partner] = showing;
    queue[item] = -1;
  };
  for (let version = 0; version < versionCount; version++) {
    for (let task = version * taskCount; task < (version + 1) * taskCount; task++) {
      link(waitingInVersion, slots[task * itemsPerTask + p], 2 * task);
      link(waitingInVersion, slots[task * itemsPerTask + q], 2 * task + 1);
    }
    for (let item = 0; item < itemCount; item++) {
      if (waitingInVersion[item] >= 0) link(waiting, item, waitingInVersion[item]);
      waitingInVersion[item] = -1;
    }
  }
  return links;
}

/** Walks every path and cycle of linked showings, giving positions p and q in turn. */
function alternate(
  table: TaskTable,
  p: number,
  q: number,
  links: Int32Array,
  before: Int32Array,
  random: Random,
): void {
  const { itemsPerTask, slots } = table;
  const showingCount = links.length;
  const visited = new Uint8Array(showingCount / 2);
  const itemOf = (showing: number): number =>
    slots[(showing >> 1) * itemsPerTask + (showing % 2 === 0 ? p : q)];
  const surplus = (item: number): number =>
    before[item * itemsPerTask + p] - before[item * itemsPerTask + q];
  const walk = (start: number, swapFirst: (end: number) => boolean): void => {
    const showings: number[] = [];
    let showing = start;
    while (showing >= 0 && visited[showing >> 1] === 0) {
      visited[showing >> 1] = 1;
      showings.push(showing);
      showing = links[showing ^ 1];
    }
    // Every listed showing goes to the same position; its neighbour in the task to the other one.
    const toQ = swapFirst(showings[showings.length - 1] ^ 1);
    for (const listed of showings) {
      if ((listed % 2 === 1) === toQ) continue;
      const first = (listed >> 1) * itemsPerTask;
      const held = slots[first + p];
      slots[first + p] = slots[first + q];
      slots[first + q] = held;
    }
  };
  for (let showing = 0; showing < showingCount; showing++) {
    if (links[showing] >= 0 || visited[showing >> 1] === 1) continue;
    walk(showing, (end) => {
      // The two ends are the only items whose balance this path decides.
      const lean = surplus(itemOf(showing)) - surplus(itemOf(end));
      return lean === 0 ? random.next() < 0.5 : lean > 0;
    });
  }
  for (let showing = 0; showing < showingCount; showing += 2) {
    if (visited[showing >> 1] === 0) walk(showing, () => random.next() < 0.5);
  }
}

/**
 * Where existing versions are out of balance, moves showings between positions p and q along chains
 * of tasks, from an item that stands in p too often to one that stands there too seldom.
 *
 * @returns whether the positions of every item now differ by at most 1 in total
 */
function repairTotals(table: TaskTable, before: Int32Array): boolean {
  const { itemCount, itemsPerTask, slots } = table;
  const totals = Int32Array.from(before);
  slots.forEach((item, slot) => {
    totals[item * itemsPerTask + (slot % itemsPerTask)]++;
  });
  let repaired = true;
  while (repaired) {
    repaired = false;
    for (let p = 0; p < itemsPerTask; p++) {
      for (let q = 0; q < itemsPerTask; q++) {
        if (p !== q) while (repairOnce(table, p, q, totals)) repaired = true;
      }
    }
  }
  for (let item = 0; item < itemCount; item++) {
    const counts = totals.subarray(item * itemsPerTask, (item + 1) * itemsPerTask);
    if (Math.max(...counts) - Math.min(...counts) > 1) return false;
  }
  return true;
}

/** One chain of swaps that lowers the sum of squared totals; false when there is none. */
function repairOnce(table: TaskTable, p: number, q: number, totals: Int32Array): boolean {
  const { itemCount, itemsPerTask, slots } = table;
  const surplus = (item: number): number =>
    totals[item * itemsPerTask + p] - totals[item * itemsPerTask + q];
  let giver = 0;
  for (let item = 1; item < itemCount; item++) if (surplus(item) > surplus(giver)) giver = item;
  if (surplus(giver) < 2) return false;
  // taskOf[x * K + y]: a task with x in p and y in q, plus 1.
  const taskOf = new Int32Array(itemCount * itemCount);
  for (let first = 0; first < slots.length; first += itemsPerTask) {
    taskOf[slots[first + p] * itemCount + slots[first + q]] = first / itemsPerTask + 1;
  }
  const cameFrom = new Int32Array(itemCount).fill(-1);
  const queue = [giver];
  cameFrom[giver] = giver;
  for (const item of queue) {
    for (let next = 0; next < itemCount; next++) {
      if (cameFrom[next] >= 0 || taskOf[item * itemCount + next] === 0) continue;
      cameFrom[next] = item;
      if (surplus(giver) - surplus(next) >= 3) {
        for (let taker = next; taker !== giver; taker = cameFrom[taker]) {
          const from = cameFrom[taker];
          const first = (taskOf[from * itemCount + taker] - 1) * itemsPerTask;
          slots[first + p] = taker;
          slots[first + q] = from;
          totals[from * itemsPerTask + p]--;
          totals[from * itemsPerTask + q]++;
          totals[taker * itemsPerTask + p]++;
          totals[taker * itemsPerTask + q]--;
        }
        return true;
      }
      queue.push(next);
    }
  }
  return false;
}
