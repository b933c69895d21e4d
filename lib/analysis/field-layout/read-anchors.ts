import { readCsv, type SentFile } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { CleanedColumn, type LayoutRow, layoutRows } from "./columns";
import { type FileRespondent, readId } from "./read-answers";
import type { FileDesign } from "./read-design";

/** A direct judgement: is this item above the anchor? */
export interface FileAnchor {
  readonly id: string;
  readonly item: number;
  readonly above: boolean;
}

const LONG_LAYOUT = ["id", "item", "important"];

/**
 * Reads direct anchors, in either layout, or null when anything is refused: `id,item1,item2,…`, a row
 * a respondent, or `id,item,important`, a row a judgement. 1 is above the anchor, 0 below, an empty
 * cell was not asked.
 *
 * @param answers the respondents of the answers file, among whom these must be
 * @param design whose items these must be; null when that file was refused
 */
export async function readAnchors(
  file: SentFile,
  answers: { fileName: string; respondents: readonly FileRespondent<unknown>[] } | null,
  design: FileDesign | null,
  issues: FileIssues,
): Promise<FileAnchor[] | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  if (!table) return null;
  const isLong = table.header.includes("item") || table.header.includes("important");
  const itemColumns = table.header.filter((column) => column !== "id");
  if (!isLong && !itemColumns.every((column) => /^item[1-9]\d{0,8}$/.test(column))) {
    issues.add({ file: file.name, line: 1, column: 1 }, "fileAnchorHeader");
    return null;
  }
  const rows = layoutRows(table, isLong ? LONG_LAYOUT : ["id", ...itemColumns], issues);
  if (!rows) return null;

  const answering = answers && new Set(answers.respondents.map(({ id }) => id));
  const items = design && new Set([...design.versions.values()].flat(2));
  const anchors: FileAnchor[] = [];
  const add = (row: LayoutRow, id: string, item: number | null, column: string) => {
    const value = row.text(column);
    if (item !== null && items && !items.has(item)) {
      const values = { column, number: item, items: design?.fileName ?? "" };
      issues.add(row.place(isLong ? "item" : column), "fileItemUnknown", values);
    }
    if (value !== "" && value !== "0" && value !== "1") {
      issues.add(row.place(column), "fileAnchorNotBinary", { column, value });
    } else if (item !== null && value !== "") {
      anchors.push({ id, item, above: value === "1" });
    }
  };
  const lines = new Map<string, number>();
  const ids = new CleanedColumn("id");
  for (const row of rows) {
    // In the long layout an id may come back, with another item each time.
    const id = readId(row, isLong ? new Map() : lines, ids, issues);
    if (answering && !answering.has(id)) {
      issues.add(row.place("id"), "fileIdNotInAnswers", { id, answers: answers?.fileName ?? "" });
    }
    if (!isLong) {
      for (const column of itemColumns) add(row, id, Number(column.slice("item".length)), column);
      continue;
    }
    const item = row.number("item");
    const first = lines.get(`${id}\n${item}`);
    if (first !== undefined) {
      issues.add(row.place("item"), "fileAnchorTwice", { id, number: item ?? "", first });
    }
    lines.set(`${id}\n${item}`, row.line);
    add(row, id, item, "important");
  }
  ids.noteTo(issues, table.name);
  return issues.count > known ? null : anchors;
}
