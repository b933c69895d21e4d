/** Every version of a study's tasks: which items each task shows, and in which order. */
export interface Design {
  readonly itemCount: number;
  readonly itemsPerTask: number;
  /** versions[v][t] holds the 0-based item indices of one task in displayed order. */
  readonly versions: readonly (readonly (readonly number[])[])[];
}

/** Two 0-based item indices that must never meet in a task. */
export type ProhibitedPair = readonly [number, number];

/**
 * Checks that every task shows itemsPerTask different items of 0 … itemCount − 1.
 *
 * @throws RangeError naming version, task and value (1-based, as in the exported file).
 */
export function checkDesign(design: Design): void {
  const { itemCount, itemsPerTask, versions } = design;
  if (versions.length === 0) throw new RangeError("A design needs at least one version.");
  versions.forEach((tasks, v) => {
    if (tasks.length === 0) throw new RangeError(`Version ${v + 1} has no task.`);
    tasks.forEach((task, t) => {
      const where = `Version ${v + 1}, task ${t + 1}`;
      if (task.length !== itemsPerTask) {
        throw new RangeError(`${where}: shows ${task.length} items, not ${itemsPerTask}.`);
      }
      task.forEach((item, position) => {
        if (!Number.isInteger(item) || item < 0 || item >= itemCount) {
          throw new RangeError(`${where}: item ${item + 1} is not 1 to ${itemCount}.`);
        }
        if (task.indexOf(item) !== position) {
          throw new RangeError(`${where}: item ${item + 1} is shown twice.`);
        }
      });
    });
  });
}

/**
 * A K × K table with 1 where a pair is prohibited (both halves), 0 elsewhere.
 *
 * @throws RangeError when a pair names an unknown item or the same item twice.
 */
export function prohibitedTable(
  itemCount: number,
  prohibitedPairs: readonly ProhibitedPair[],
): Uint8Array {
  const table = new Uint8Array(itemCount * itemCount);
  for (const [first, second] of prohibitedPairs) {
    for (const item of [first, second]) {
      if (!Number.isInteger(item) || item < 0 || item >= itemCount) {
        throw new RangeError(
          `Prohibited pair ${first + 1}-${second + 1}: item ${item + 1} is not 1 to ${itemCount}.`,
        );
      }
    }
    if (first === second) {
      throw new RangeError(`Prohibited pair ${first + 1}-${second + 1} names one item twice.`);
    }
    table[first * itemCount + second] = 1;
    table[second * itemCount + first] = 1;
  }
  return table;
}
