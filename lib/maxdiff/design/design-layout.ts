import { checkDesign, type Design } from "./design";

/** A design as the field's tools exchange it: one row per task. */
export interface DesignRows {
  /** `Version`, `Set`, `Item1` … `Itemk`. */
  readonly header: readonly string[];
  /** Version and task number, then item numbers in displayed order; all 1-based. */
  readonly rows: readonly (readonly number[])[];
}

/** The rows of a design, versions and tasks in order. */
export function designToRows(design: Design): DesignRows {
  const header = ["Version", "Set"];
  for (let position = 1; position <= design.itemsPerTask; position++) {
    header.push(`Item${position}`);
  }
  const rows = design.versions.flatMap((tasks, version) =>
    tasks.map((task, set) => [version + 1, set + 1, ...task.map((item) => item + 1)]),
  );
  return { header, rows };
}

/**
 * The design in rows `[Version, Set, Item1, …, Itemk]`, in any row order.
 *
 * @param rows all of one width, numbers 1-based; versions 1 … V without gaps, sets 1 … T likewise
 * @param itemCount K, when the items that exist are known; else the largest item number
 * @throws RangeError naming the row (1-based, header not counted) and what is wrong with it.
 * @internal numbers as the tests of the layout have them; files are read as text
 */
export function designFromRows(
  rows: readonly (readonly number[])[],
  itemCount: number = rows.reduce(
    (largest, row) => row.slice(2).reduce((a, b) => Math.max(a, b), largest),
    0,
  ),
): Design {
  if (rows.length === 0) throw new RangeError("The design has no rows.");
  const itemsPerTask = rows[0].length - 2;
  if (itemsPerTask < 2) {
    throw new RangeError(
      `Row 1 shows ${Math.max(0, itemsPerTask)} items; a task needs at least 2.`,
    );
  }
  const versions: number[][][] = [];
  rows.forEach((row, index) => {
    const where = `Row ${index + 1}`;
    if (row.length !== itemsPerTask + 2) {
      throw new RangeError(`${where} shows ${row.length - 2} items, row 1 shows ${itemsPerTask}.`);
    }
    const [version, set, ...items] = row;
    for (const [name, value, limit] of [
      ["Version", version, rows.length],
      ["Set", set, rows.length],
      ...items.map((item, position) => [`Item${position + 1}`, item, itemCount] as const),
    ] as const) {
      if (!Number.isInteger(value) || value < 1 || value > limit) {
        throw new RangeError(`${where}: ${name} is ${value}, not a whole number 1 to ${limit}.`);
      }
    }
    versions[version - 1] ??= [];
    if (versions[version - 1][set - 1] !== undefined) {
      throw new RangeError(`${where}: version ${version}, set ${set} is given twice.`);
    }
    versions[version - 1][set - 1] = items.map((item) => item - 1);
  });
  for (let version = 0; version < versions.length; version++) {
    if (versions[version] === undefined) {
      throw new RangeError(`Version ${version + 1} is missing.`);
    }
    for (let set = 0; set < versions[version].length; set++) {
      if (versions[version][set] === undefined) {
        throw new RangeError(`Version ${version + 1}, set ${set + 1} is missing.`);
      }
    }
  }
  const design = { itemCount, itemsPerTask, versions };
  checkDesign(design);
  return design;
}
