import type { RevisionItem } from "@/db/queries/revision-content";
import { fromSafeCell, readCsv, type SentFile } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { asSeen } from "@/lib/i18n/as-seen";
import { isBlank } from "@/lib/i18n/blank";
import { MAX_DEFINITION, MAX_ITEMS, MAX_LABEL } from "@/lib/questionnaire/limits";
import { layoutRows } from "./columns";

export interface FileItem extends Readonly<Omit<RevisionItem, "position">> {
  readonly line: number;
}

const LAYOUT = ["number", "label", "definition"];

/** Reads `number,label,definition`: the items in file order, or null when any row is refused. */
export async function readItems(file: SentFile, issues: FileIssues): Promise<FileItem[] | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  const rows = table && layoutRows(table, LAYOUT, issues);
  if (!rows) return null;
  const lines = new Map<number, number>();
  const byLabel = new Map<string, number>();
  const items: FileItem[] = [];
  for (const row of rows) {
    const number = row.number("number");
    const label = fromSafeCell(row.text("label"));
    const definition = fromSafeCell(row.text("definition"));
    if (isBlank(label)) issues.add(row.place("label"), "fileTextMissing", { column: "label" });
    if (label.length > MAX_LABEL) {
      issues.add(row.place("label"), "fileTextLong", { column: "label", maximum: MAX_LABEL });
    }
    if (definition.length > MAX_DEFINITION) {
      const values = { column: "definition", maximum: MAX_DEFINITION };
      issues.add(row.place("definition"), "fileTextLong", values);
    }
    if (number === null) continue;
    const first = lines.get(number);
    if (first !== undefined) issues.add(row.place("number"), "fileItemTwice", { number, first });
    lines.set(number, first ?? row.line);
    const same = byLabel.get(asSeen(label));
    if (same !== undefined && !isBlank(label)) {
      issues.note(table.name, "fileItemLabelTwice", { first: same, number, label });
    }
    byLabel.set(asSeen(label), same ?? number);
    items.push({ line: row.line, number, label, definition });
  }
  if (rows.length > MAX_ITEMS) {
    const values = { found: rows.length, maximum: MAX_ITEMS };
    issues.add(rows[MAX_ITEMS].place("number"), "fileTooManyItems", values);
  }
  return issues.count > known ? null : items;
}
