import { readCsv, type SentFile } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { CleanedColumn, type LayoutRow, layoutRows } from "./columns";
import type { FileRespondent } from "./read-answers";
import type { FileDesign } from "./read-design";

const KINDS = ["repeat", "holdout"] as const;

/** A repeated or a holdout task as a file has it: item numbers. */
export interface FileCheck {
  readonly id: string;
  readonly kind: (typeof KINDS)[number];
  readonly number: number;
  /** The set that is asked again; null for a holdout. */
  readonly task: number | null;
  readonly best: number;
  readonly worst: number;
  readonly shown: readonly number[];
}

/**
 * Reads `id,Version,kind,number,task,best,worst,Item1..Itemk` against the design and who answered it: a
 * repetition shows the items of its respondent's own set in any order, a holdout any items of the design.
 *
 * @param answering null when that file was refused: nothing is checked against it then
 * @returns in file order; null when anything is refused
 */
export async function readChecks(
  file: SentFile,
  answering: {
    readonly fileName: string;
    readonly respondents: readonly Pick<FileRespondent, "id" | "version">[];
  } | null,
  design: FileDesign | null,
  issues: FileIssues,
): Promise<FileCheck[] | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  if (!table) return null;
  const width = table.header.filter((column) => /^Item\d+$/.test(column)).length;
  const items = Array.from({ length: Math.max(2, width) }, (_, place) => `Item${place + 1}`);
  const layout = ["id", "Version", "kind", "number", "task", "best", "worst", ...items];
  const rows = layoutRows(table, layout, issues, ["Revision"]);
  if (!rows) return null;
  const versionOf = new Map(answering?.respondents.map(({ id, version }) => [id, version]));
  const listed = new Set([...(design?.versions.values() ?? [])].flat(2));
  const lines = new Map<string, number>();
  const ids = new CleanedColumn("id");
  const checks: FileCheck[] = [];
  for (const row of rows) {
    const id = ids.clean(row.text("id"), row.line);
    const version = row.number("Version");
    const number = row.number("number");
    const kind = KINDS.find((name) => name === row.text("kind"));
    if (!kind) {
      const values = { column: "kind", value: row.text("kind"), words: KINDS.join(", ") };
      issues.add(row.place("kind"), "fileNotOneOf", values);
    }
    if (answering && versionOf.get(id) !== version && version !== null) {
      issues.add(row.place("id"), "fileCheckOfNobody", { id, version, file: answering.fileName });
    }
    const key = `${id} ${kind} ${number}`;
    const first = lines.get(key);
    if (first !== undefined && kind && number !== null) {
      issues.add(row.place("number"), "fileCheckTwice", { id, kind, number, first });
    }
    lines.set(key, first ?? row.line);
    const shown = items.flatMap((column) => (row.text(column) === "" ? [] : [row.number(column)]));
    const asked = shown.flatMap((item) => item ?? []);
    if (asked.length < shown.length) continue;
    const task = row.text("task") === "" ? null : row.number("task");
    const set =
      kind === "repeat" && task && version ? design?.versions.get(version)?.[task - 1] : null;
    const isOwn = set ? sameItems(set, asked) : kind !== "repeat" || !design;
    const areKnown = !design || asked.every((item) => listed.has(item));
    if (!isOwn || !areKnown || asked.length < 2 || new Set(asked).size < asked.length) {
      issues.add(row.place(isOwn ? "Item1" : "task"), "fileCheckItems", {
        shown: asked.join(", "),
      });
      continue;
    }
    const [best, worst] = choicesOf(row, asked, issues);
    if (!kind || number === null || best === null || worst === null) continue;
    checks.push({ id, kind, number, task, best, worst, shown: asked });
  }
  return issues.count > known ? null : checks;
}

function sameItems(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}

function choicesOf(
  row: LayoutRow,
  shown: readonly number[],
  issues: FileIssues,
): (number | null)[] {
  const [best, worst] = ["best", "worst"].map((column) => {
    const number = row.number(column);
    if (number === null || shown.includes(number)) return number;
    issues.add(row.place(column), "fileCheckChoice", { column, number, shown: shown.join(", ") });
    return null;
  });
  if (best !== null && best === worst) {
    issues.add(row.place("worst"), "fileCheckChoice", {
      column: "worst",
      number: best,
      shown: shown.filter((item) => item !== best).join(", "),
    });
    return [null, null];
  }
  return [best, worst];
}
