import { readCsv, type SentFile } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";
import { layoutRows } from "./columns";

const LAYOUT = ["item1", "item2", "kind"];
const KINDS = ["synonym", "substitute"];

/** Pairs named beforehand, as the options of the method of causes take them: "3-7". */
export interface NamedPairs {
  readonly synonyms: string[];
  readonly substitutes: string[];
}

/**
 * Reads `item1,item2,kind`: item numbers, kind synonym or substitute.
 *
 * @throws InvalidInput with everything that is wrong in the file
 */
export async function readPairs(file: SentFile): Promise<NamedPairs> {
  const issues = new FileIssues();
  const table = await readCsv(file, issues);
  const rows = (table && layoutRows(table, LAYOUT, issues)) ?? [];
  const named: NamedPairs = { synonyms: [], substitutes: [] };
  const lines = new Map<string, number>();
  for (const row of rows) {
    const one = row.number("item1");
    const other = row.number("item2");
    const kind = row.text("kind");
    if (!KINDS.includes(kind)) {
      const values = { column: "kind", value: kind, words: KINDS.join(", ") };
      issues.add(row.place("kind"), "fileNotOneOf", values);
    }
    if (one === null || other === null) continue;
    if (one === other) issues.add(row.place("item2"), "filePairOfOne", { number: one });
    const pair = [one, other].sort((left, right) => left - right).join("-");
    const first = lines.get(pair);
    if (first !== undefined) issues.add(row.place("item1"), "filePairTwice", { pair, first });
    lines.set(pair, first ?? row.line);
    named[kind === "synonym" ? "synonyms" : "substitutes"].push(pair);
  }
  issues.throwIfAny();
  return named;
}
