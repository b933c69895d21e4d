import { readDesign } from "@/lib/analysis/field-layout/read-design";
import { csvText, type SentFile } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";
import type { Design } from "@/lib/maxdiff/design/design";
import { designToRows } from "@/lib/maxdiff/design/design-layout";

/** `Version,Set,Item1..Itemk` of a design whose item numbers are 1 … K. */
export function designText(design: Design): string {
  const { header, rows } = designToRows(design);
  return csvText([header, ...rows]);
}

/** A design file for the engine, and what its indices are called in it. */
export interface NumberedDesign {
  readonly design: Design;
  /** By item index, ascending. */
  readonly itemNumbers: readonly number[];
  /** By version index, ascending. */
  readonly versionNumbers: readonly number[];
}

/** @throws InvalidInput with everything that is wrong in the file */
export async function readNumberedDesign(file: SentFile): Promise<NumberedDesign> {
  const issues = new FileIssues();
  const read = await readDesign(file, null, issues);
  issues.throwIfAny();
  if (!read) throw new Error("A file gave neither content nor a reason.");
  const itemNumbers = [...new Set([...read.versions.values()].flat(2))].sort((a, b) => a - b);
  const indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
  const versions = Array.from(read.versions.values(), (tasks) =>
    tasks.map((task) => task.map((number) => indexOf.get(number) ?? -1)),
  );
  return {
    design: { itemCount: itemNumbers.length, itemsPerTask: read.itemsPerTask, versions },
    itemNumbers,
    versionNumbers: [...read.versions.keys()],
  };
}
