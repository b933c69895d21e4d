import { readCsv, type SentFile } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { layoutRows } from "./columns";
import type { FileItem } from "./read-items";

export interface FileDesign {
  readonly fileName: string;
  readonly itemsPerTask: number;
  readonly taskCount: number;
  /** By version number, ascending: versions[v][t] = the item numbers of set t + 1 as displayed. */
  readonly versions: ReadonlyMap<number, readonly (readonly number[])[]>;
}

/** A task needs a best and a worst. */
const MIN_ITEMS_PER_TASK = 2;

/**
 * Reads `Version,Set,Item1..Itemk`: every version with the same sets 1 … T, or null when anything is
 * refused. Rows may come in any order.
 *
 * @param items the study's items, with the file they are from; null when that file was refused
 */
export async function readDesign(
  file: SentFile,
  items: { fileName: string; list: readonly FileItem[] } | null,
  issues: FileIssues,
): Promise<FileDesign | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  if (!table) return null;
  const itemsPerTask = Math.max(
    MIN_ITEMS_PER_TASK,
    table.header.filter((column) => /^Item\d+$/.test(column)).length,
  );
  const itemColumns = Array.from({ length: itemsPerTask }, (_, index) => `Item${index + 1}`);
  const rows = layoutRows(table, ["Version", "Set", ...itemColumns], issues);
  if (!rows) return null;

  const itemNumbers = items && new Set(items.list.map((item) => item.number));
  const found = new Map<number, Map<number, { line: number; shown: number[] }>>();
  for (const row of rows) {
    const version = row.number("Version");
    const set = row.number("Set");
    const shown: number[] = [];
    for (const column of itemColumns) {
      const number = row.number(column);
      if (number === null) continue;
      if (items && !itemNumbers?.has(number)) {
        const values = { column, number, items: items.fileName };
        issues.add(row.place(column), "fileItemUnknown", values);
      }
      if (shown.includes(number)) {
        issues.add(row.place(column), "fileItemTwiceInSet", { column, number });
      }
      shown.push(number);
    }
    if (version === null || set === null) continue;
    const sets = found.get(version) ?? new Map<number, { line: number; shown: number[] }>();
    found.set(version, sets);
    const first = sets.get(set);
    if (first) {
      issues.add(row.place("Set"), "fileSetTwice", { version, set, first: first.line });
    } else {
      sets.set(set, { line: row.line, shown });
    }
  }
  if (issues.count > known) return null;

  const [[firstVersion, firstSets]] = found;
  const taskCount = Math.max(...firstSets.keys());
  const versions = new Map<number, number[][]>();
  for (const version of [...found.keys()].sort((a, b) => a - b)) {
    const sets = found.get(version) ?? firstSets;
    const line = Math.max(...Array.from(sets.values(), (set) => set.line));
    const place = { file: table.name, line, column: table.header.indexOf("Set") + 1 };
    const last = Math.max(...sets.keys());
    if (last !== taskCount) {
      const values = { version, found: last, other: firstVersion, expected: taskCount };
      issues.add(place, "fileSetCount", values);
      continue;
    }
    const tasks: number[][] = [];
    for (let set = 1; set <= taskCount; set++) {
      const held = sets.get(set);
      if (held) tasks.push(held.shown);
      else issues.add(place, "fileSetMissing", { version, set });
    }
    versions.set(version, tasks);
  }
  const everShown = new Set([...versions.values()].flat(2));
  items?.list.forEach(({ number, line }) => {
    if (issues.count > known || everShown.has(number)) return;
    const place = { file: items.fileName, line, column: 1 };
    issues.add(place, "fileItemNeverShown", { number, design: table.name });
  });
  if (issues.count > known) return null;
  return { fileName: table.name, itemsPerTask, taskCount, versions };
}
