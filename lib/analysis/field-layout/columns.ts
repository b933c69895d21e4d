import type { CsvRow, CsvTable } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { withoutUnseenEnds } from "@/lib/i18n/as-seen";

/** Where each column of a layout stands in the file; null when one is missing or does not belong. */
function findColumns(
  table: CsvTable,
  layout: readonly string[],
  unread: readonly string[],
  issues: FileIssues,
): Map<string, number> | null {
  const known = issues.count;
  const shownLayout = layout.join(",");
  for (const column of layout) {
    if (table.header.includes(column)) continue;
    const place = { file: table.name, line: 1, column: layout.indexOf(column) + 1 };
    issues.add(place, "fileColumnMissing", { column, layout: shownLayout });
  }
  table.header.forEach((column, index) => {
    if (layout.includes(column) || unread.includes(column)) return;
    const place = { file: table.name, line: 1, column: index + 1 };
    issues.add(place, "fileColumnUnknown", { column, layout: shownLayout });
  });
  if (issues.count > known) return null;
  return new Map(layout.map((column) => [column, table.header.indexOf(column)]));
}

/** The cells of one row by column name, and where they stand. */
export class LayoutRow {
  constructor(
    private readonly table: CsvTable,
    private readonly columns: ReadonlyMap<string, number>,
    private readonly row: CsvRow,
    private readonly issues: FileIssues,
  ) {}

  get line(): number {
    return this.row.line;
  }

  text(column: string): string {
    return this.row.fields[this.index(column)];
  }

  place(column: string) {
    return { file: this.table.name, line: this.row.line, column: this.index(column) + 1 };
  }

  /** A whole number from 1 on; null, and an issue, for anything else. */
  number(column: string): number | null {
    const value = this.text(column);
    // Nine digits fit a 32-bit column; a leading zero would not be written again.
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    this.issues.add(this.place(column), "fileNotWholeNumber", { column, value });
    return null;
  }

  private index(column: string): number {
    const index = this.columns.get(column);
    if (index === undefined) throw new Error(`The layout has no column ${column}.`);
    return index;
  }
}

/** What spreadsheets and statistics programs write where there is no value. */
const MISSING = new Set(["NA", "N/A", "#N/A"]);

/** Whether a cell that has to put somebody into a cohort says that there is no value. */
export function isMissing(text: string): boolean {
  return text === "" || MISSING.has(text);
}

/**
 * Texts of one column without blanks and unseen characters around them and in one Unicode form, so that
 * what looks the same is the same; what that changed is noted once for the column.
 */
export class CleanedColumn {
  #count = 0;
  #first: { line: number; value: string } | null = null;

  constructor(private readonly column: string) {}

  clean(text: string, line: number): string {
    const clean = withoutUnseenEnds(text).normalize("NFC");
    // A cell of blanks is an empty one, and says so by itself.
    if (clean !== text && clean !== "") {
      this.#count++;
      this.#first ??= { line, value: text };
    }
    return clean;
  }

  noteTo(issues: FileIssues, file: string): void {
    if (!this.#first) return;
    const { line, value } = this.#first;
    const values = { column: this.column, count: this.#count, value, first: line };
    issues.note(file, "fileReadValues", values);
  }
}

/**
 * The rows of a table in a layout; null when its header or its emptiness is refused.
 *
 * @param unread columns that may be there besides, and are not read
 */
export function layoutRows(
  table: CsvTable,
  layout: readonly string[],
  issues: FileIssues,
  unread: readonly string[] = [],
): LayoutRow[] | null {
  const columns = findColumns(table, layout, unread, issues);
  if (!columns) return null;
  if (table.rows.length === 0) {
    issues.add({ file: table.name, line: 1, column: 1 }, "fileNoRows");
    return null;
  }
  return table.rows.map((row) => new LayoutRow(table, columns, row, issues));
}
