import { readCsv, type SentFile, safeCell } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { MAX_EXTERNAL_ID } from "../schema";
import { type LayoutRow, layoutRows } from "./columns";
import type { FileDesign } from "./read-design";

export interface FileRespondent {
  readonly line: number;
  readonly id: string;
  readonly version: number;
  /** answers[t] belongs to set t + 1; null where best and worst are both empty. */
  readonly answers: readonly (FileAnswer | null)[];
}

interface FileAnswer {
  readonly shown: readonly number[];
  readonly best: number;
  readonly worst: number;
}

/**
 * Reads `id,Version,B1,W1,B2,W2,…` against the design: respondents in file order, or null when
 * anything is refused.
 *
 * @param design null when that file was refused: only what the file says by itself is then checked
 */
export function readAnswers(
  file: SentFile,
  design: FileDesign | null,
  issues: FileIssues,
): FileRespondent[] | null {
  const known = issues.count;
  const table = readCsv(file, issues);
  if (!table) return null;
  const taskCount =
    design?.taskCount ?? table.header.filter((column) => /^B\d+$/.test(column)).length;
  const layout = ["id", "Version"];
  for (let set = 1; set <= taskCount; set++) layout.push(`B${set}`, `W${set}`);
  const rows = layoutRows(table, layout, issues);
  if (!rows) return null;

  const lines = new Map<string, number>();
  const respondents: FileRespondent[] = [];
  for (const row of rows) {
    const id = readId(row, lines, issues);
    const version = row.number("Version");
    const tasks = version === null ? undefined : design?.versions.get(version);
    if (design && version !== null && !tasks) {
      const values = { version, design: design.fileName };
      issues.add(row.place("Version"), "fileVersionUnknown", values);
    }
    const answers: (FileAnswer | null)[] = [];
    for (let set = 1; set <= taskCount; set++) {
      const shown = tasks?.[set - 1];
      answers.push(readAnswer(row, set, shown && version ? { version, shown } : null, issues));
    }
    if (version !== null) respondents.push({ line: row.line, id, version, answers });
  }
  return issues.count > known ? null : respondents;
}

/** Reads and checks a row's id; `lines` remembers where each was first. */
export function readId(row: LayoutRow, lines: Map<string, number>, issues: FileIssues): string {
  const id = row.text("id");
  const place = row.place("id");
  const first = lines.get(id);
  if (id.trim() === "") {
    issues.add(place, "fileTextMissing", { column: "id" });
  } else if (id.length > MAX_EXTERNAL_ID) {
    issues.add(place, "fileTextLong", { column: "id", maximum: MAX_EXTERNAL_ID });
  } else if (safeCell(id) !== id) {
    issues.add(place, "fileIdFormula", { id });
  } else if (first !== undefined) {
    issues.add(place, "fileIdTwice", { id, first });
  }
  lines.set(id, first ?? row.line);
  return id;
}

function readAnswer(
  row: LayoutRow,
  set: number,
  task: { version: number; shown: readonly number[] } | null,
  issues: FileIssues,
): FileAnswer | null {
  const columns = [`B${set}`, `W${set}`];
  const empty = columns.filter((column) => row.text(column) === "");
  if (empty.length === 2) return null;
  if (empty.length === 1) {
    issues.add(row.place(empty[0]), "fileHalfAnswer", { column: empty[0] });
    return null;
  }
  const [best, worst] = columns.map((column) => {
    const number = row.number(column);
    if (number === null || !task || task.shown.includes(number)) return number;
    const { version } = task;
    const values = { column, number, version, set, shown: task.shown.join(", ") };
    issues.add(row.place(column), "fileNotShown", values);
    return null;
  });
  if (best === null || worst === null) return null;
  if (best === worst) {
    const values = { column: columns[1], number: worst, set };
    issues.add(row.place(columns[1]), "fileBestIsWorst", values);
    return null;
  }
  return { shown: task?.shown ?? [], best, worst };
}
