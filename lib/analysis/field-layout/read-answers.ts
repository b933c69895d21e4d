import { readCsv, type SentFile, safeCell } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { type DualResponse, dualResponseNames } from "@/lib/maxdiff/anchor/anchor-answers";
import { MAX_EXTERNAL_ID } from "@/lib/questionnaire/limits";
import { CleanedColumn, type LayoutRow, layoutRows } from "./columns";
import type { FileDesign } from "./read-design";

export interface FileRespondent<Answer = FileAnswer> {
  readonly line: number;
  readonly id: string;
  readonly version: number;
  /** answers[t] belongs to set t + 1; null where best and worst are both empty. */
  readonly answers: readonly (Answer | null)[];
}

interface FileAnswer {
  readonly shown: readonly number[];
  readonly best: number;
  readonly worst: number;
}

/** An answer where only the best, or only the worst, may have been asked, and perhaps an anchor. */
interface LooseFileAnswer {
  readonly shown: readonly number[];
  /** null where the cell is empty; never both. */
  readonly best: number | null;
  readonly worst: number | null;
  /** Whether all, some or none of those shown are above the anchor; null where not asked. */
  readonly dual: DualResponse | null;
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
): Promise<FileRespondent[] | null> {
  return readWith(file, design, issues, ["B", "W"], readAnswer);
}

/**
 * The same with best or worst left empty where it was not asked, and with `A1,A2,…` (all, some, none
 * or empty) beside them where there are dual anchors.
 */
export function readLooseAnswers(
  file: SentFile,
  design: FileDesign | null,
  hasAnchors: boolean,
  issues: FileIssues,
): Promise<FileRespondent<LooseFileAnswer>[] | null> {
  const columns = hasAnchors ? ["B", "W", "A"] : ["B", "W"];
  return readWith(file, design, issues, columns, (row, set, task, own) =>
    readLooseAnswer(row, set, task, hasAnchors, own),
  );
}

interface FileTask {
  readonly version: number;
  readonly shown: readonly number[];
}

/** @param perSet the columns of each set, without its number */
async function readWith<Answer>(
  file: SentFile,
  design: FileDesign | null,
  issues: FileIssues,
  perSet: readonly string[],
  readOne: (
    row: LayoutRow,
    set: number,
    task: FileTask | null,
    issues: FileIssues,
  ) => Answer | null,
): Promise<FileRespondent<Answer>[] | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  if (!table) return null;
  const taskCount =
    design?.taskCount ?? table.header.filter((column) => /^B\d+$/.test(column)).length;
  const layout = ["id", "Version"];
  for (let set = 1; set <= taskCount; set++) layout.push(...perSet.map((name) => `${name}${set}`));
  // A study's own export says at the end which revision was asked, where there were several.
  const rows = layoutRows(table, layout, issues, ["Revision"]);
  if (!rows) return null;

  const lines = new Map<string, number>();
  const ids = new CleanedColumn("id");
  const respondents: FileRespondent<Answer>[] = [];
  for (const row of rows) {
    const id = readId(row, lines, ids, issues);
    const version = row.number("Version");
    const tasks = version === null ? undefined : design?.versions.get(version);
    if (design && version !== null && !tasks) {
      const values = { version, design: design.fileName };
      issues.add(row.place("Version"), "fileVersionUnknown", values);
    }
    const answers: (Answer | null)[] = [];
    for (let set = 1; set <= taskCount; set++) {
      const shown = tasks?.[set - 1];
      answers.push(readOne(row, set, shown && version ? { version, shown } : null, issues));
    }
    if (version !== null) respondents.push({ line: row.line, id, version, answers });
  }
  ids.noteTo(issues, table.name);
  return issues.count > known ? null : respondents;
}

/** Reads and checks a row's id; `lines` remembers where each was first. */
export function readId(
  row: LayoutRow,
  lines: Map<string, number>,
  ids: CleanedColumn,
  issues: FileIssues,
): string {
  const id = ids.clean(row.text("id"), row.line);
  const place = row.place("id");
  const first = lines.get(id);
  if (id === "") {
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
  task: FileTask | null,
  issues: FileIssues,
): FileAnswer | null {
  const columns = [`B${set}`, `W${set}`];
  const empty = columns.filter((column) => row.text(column) === "");
  if (empty.length === 2) return null;
  if (empty.length === 1) {
    issues.add(row.place(empty[0]), "fileHalfAnswer", { column: empty[0] });
    return null;
  }
  const { best, worst } = readChoices(row, set, task, issues);
  return best === null || worst === null ? null : { shown: task?.shown ?? [], best, worst };
}

function readLooseAnswer(
  row: LayoutRow,
  set: number,
  task: FileTask | null,
  hasAnchors: boolean,
  issues: FileIssues,
): LooseFileAnswer | null {
  const { best, worst } = readChoices(row, set, task, issues);
  const word = hasAnchors ? row.text(`A${set}`) : "";
  const dual = dualResponseNames.find((name) => name === word) ?? null;
  const column = `A${set}`;
  if (word !== "" && dual === null) {
    issues.add(row.place(column), "fileAnchorWord", { column, value: word });
  } else if (dual !== null && (best === null || worst === null)) {
    issues.add(row.place(column), "fileAnchorAlone", { column, set });
  }
  if (best === null && worst === null) return null;
  return { shown: task?.shown ?? [], best, worst, dual };
}

/** Best and worst of a set; null where the cell is empty or refused. */
function readChoices(
  row: LayoutRow,
  set: number,
  task: FileTask | null,
  issues: FileIssues,
): { best: number | null; worst: number | null } {
  const [best, worst] = [`B${set}`, `W${set}`].map((column) => {
    if (row.text(column) === "") return null;
    const number = row.number(column);
    if (number === null || !task || task.shown.includes(number)) return number;
    const { version } = task;
    const values = { column, number, version, set, shown: task.shown.join(", ") };
    issues.add(row.place(column), "fileNotShown", values);
    return null;
  });
  if (best !== null && best === worst) {
    const column = `W${set}`;
    issues.add(row.place(column), "fileBestIsWorst", { column, number: worst, set });
    return { best: null, worst: null };
  }
  return { best, worst };
}
