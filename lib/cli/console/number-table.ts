import { readCsv, type SentFile } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";

/** A CSV of numbers under named columns, some leading columns being text. */
export interface NumberTable {
  readonly header: readonly string[];
  readonly rows: readonly {
    readonly text: readonly string[];
    readonly numbers: readonly number[];
  }[];
}

/**
 * Reads a CSV whose columns after the first `textColumns` hold numbers only.
 *
 * @param layout the header's beginning that is asked for, named where it is missing
 * @throws InvalidInput with everything that is wrong in the file
 */
export async function readNumberTable(
  file: SentFile,
  layout: readonly string[],
  textColumns: number,
): Promise<NumberTable> {
  const issues = new FileIssues();
  const table = await readCsv(file, issues);
  issues.throwIfAny();
  if (!table) throw new Error("A file gave neither content nor a reason.");
  layout.forEach((column, index) => {
    if (table.header[index] === column) return;
    const place = { file: file.name, line: 1, column: index + 1 };
    issues.add(place, "fileColumnMissing", { column, layout: `${layout.join(",")},…` });
  });
  if (table.rows.length === 0) {
    issues.add({ file: file.name, line: 1, column: 1 }, "fileNoRows");
  }
  const rows = table.rows.map(({ line, fields }) => ({
    text: fields.slice(0, textColumns),
    numbers: fields.slice(textColumns).map((field, index) => {
      const value = Number(field);
      if (field.trim() === "" || !Number.isFinite(value)) {
        issues.add({ file: file.name, line, column: textColumns + index + 1 }, "notANumber");
      }
      return value;
    }),
  }));
  issues.throwIfAny();
  return { header: table.header, rows };
}
