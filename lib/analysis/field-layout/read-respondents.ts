import { fromSafeCell, readCsv, type SentFile } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { MAX_RESPONDENT_VALUE } from "@/lib/questionnaire/limits";
import { CleanedColumn, isMissing, layoutRows } from "./columns";
import { type FileRespondent, readId } from "./read-answers";

export interface FileColumn {
  readonly name: string;
  /** The distinct values, in numeric order when all are numbers, else in alphabetical order. */
  readonly values: readonly string[];
  /** By respondent id; absent where the cell is empty. */
  readonly byRespondent: ReadonlyMap<string, string>;
}

/** Charts and tests of gaps are made for a handful. */
const MAX_COHORTS = 20;

/**
 * Reads `id,<columns>`: what is known of each respondent, column by column, or null when anything is
 * refused.
 *
 * @param answers the respondents of the answers file, who must be the same; null when it was refused
 * @param cohortColumn the column that has to put everybody into a cohort
 * @param others what becomes of people of whom the answers file knows nothing: a study's own export has
 *   everybody who started, and answers of complete interviews alone
 */
export async function readRespondents(
  file: SentFile,
  answers: { fileName: string; respondents: readonly FileRespondent<unknown>[] } | null,
  cohortColumn: string | undefined,
  issues: FileIssues,
  others: "refused" | "left out" = "refused",
): Promise<FileColumn[] | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  if (!table) return null;
  const headers = table.header.filter((column) => column !== "id");
  const rows = layoutRows(table, ["id", ...headers], issues);
  if (!rows) return null;
  const names = headers.map(fromSafeCell);

  const lines = new Map<string, number>();
  const answering = answers && new Set(answers.respondents.map((respondent) => respondent.id));
  const found = names.map(() => new Map<string, string>());
  const leftOut: number[] = [];
  const ids = new CleanedColumn("id");
  const cleaned = names.map((name) => new CleanedColumn(name));
  for (const row of rows) {
    const id = readId(row, lines, ids, issues);
    if (answers && !answering?.has(id)) {
      if (others === "left out") {
        leftOut.push(row.line);
        continue;
      }
      issues.add(row.place("id"), "fileIdNotInAnswers", { id, answers: answers.fileName });
    }
    headers.forEach((column, index) => {
      const value = cleaned[index].clean(fromSafeCell(row.text(column)), row.line);
      if (value.length > MAX_RESPONDENT_VALUE) {
        const values = { column: names[index], maximum: MAX_RESPONDENT_VALUE };
        issues.add(row.place(column), "fileTextLong", values);
      }
      if (names[index] === cohortColumn && isMissing(value)) {
        const values = { column: cohortColumn, value: value || "blank" };
        issues.add(row.place(column), "fileCohortEmpty", values);
      } else if (value !== "") found[index].set(id, value);
    });
  }
  for (const column of [ids, ...cleaned]) column.noteTo(issues, table.name);
  if (answers && leftOut.length > 0) {
    const values = { count: leftOut.length, line: leftOut[0], answers: answers.fileName };
    issues.note(table.name, "fileLeftOut", values);
  }
  answers?.respondents.forEach(({ id, line }) => {
    if (lines.has(id)) return;
    const place = { file: answers.fileName, line, column: 1 };
    issues.add(place, "fileIdNotInRespondents", { id, respondents: table.name });
  });
  const columns = names.map((name, index) => {
    const byRespondent = found[index];
    return { name, values: inOrder(new Set(byRespondent.values())), byRespondent };
  });
  columns.forEach(({ name, values }, index) => {
    const place = { file: table.name, line: 1, column: table.header.indexOf(headers[index]) + 1 };
    // Two headers can be one name once their apostrophes are off.
    if (names.indexOf(name) < index) issues.add(place, "fileHeaderTwice", { column: name });
    if (name !== cohortColumn || values.length <= MAX_COHORTS) return;
    const counted = { column: name, found: values.length, maximum: MAX_COHORTS };
    issues.add(place, "fileTooManyCohorts", counted);
  });
  if (cohortColumn !== undefined && !names.includes(cohortColumn)) {
    const values = { column: cohortColumn, columns: names.join(", ") };
    issues.add({ file: table.name, line: 1, column: 1 }, "fileCohortColumn", values);
  }
  return issues.count > known ? null : columns;
}

function inOrder(values: ReadonlySet<string>): string[] {
  const byText = [...values].sort();
  const areNumbers = byText.every((value) => /^-?\d+(\.\d+)?$/.test(value));
  return areNumbers ? byText.sort((a, b) => Number(a) - Number(b)) : byText;
}
