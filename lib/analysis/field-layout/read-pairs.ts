import type { SuspectPair } from "@/db/schema/study-content";
import { fromSafeCell, readCsv, type SentFile } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";
import { MAX_REASON } from "@/lib/questionnaire/limits";
import { layoutRows } from "./columns";

const LAYOUT = ["item1", "item2", "kind"];
/** May be there besides; an export writes it. */
const REASON = "reason";
const KINDS = ["synonym", "substitute", "dismissed"] as const;

/** Pairs named beforehand, as the options of the method of causes take them: "3-7". */
export interface NamedPairs {
  readonly synonyms: string[];
  readonly substitutes: string[];
}

/**
 * Reads `item1,item2,kind[,reason]`: item numbers; kind synonym, substitute or dismissed.
 *
 * @param itemNumbers refuses others, where they are known
 * @returns the pairs by their numbers; null when any row is refused
 */
export async function readPairs(
  file: SentFile,
  issues: FileIssues,
  itemNumbers: readonly number[] | null = null,
): Promise<SuspectPair[] | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  const layout = table?.header.includes(REASON) ? [...LAYOUT, REASON] : LAYOUT;
  const rows = table && layoutRows(table, layout, issues);
  if (!rows) return null;
  const pairs: SuspectPair[] = [];
  const lines = new Map<string, number>();
  for (const row of rows) {
    const one = row.number("item1");
    const other = row.number("item2");
    const kind = row.text("kind");
    const decision = KINDS.find((name) => name === kind);
    const reason = layout === LAYOUT ? "" : fromSafeCell(row.text(REASON)).trim();
    if (!decision) {
      const values = { column: "kind", value: kind, words: KINDS.join(", ") };
      issues.add(row.place("kind"), "fileNotOneOf", values);
    }
    if (reason.length > MAX_REASON) {
      issues.add(row.place(REASON), "fileTextLong", { column: REASON, maximum: MAX_REASON });
    }
    for (const [column, number] of [["item1", one] as const, ["item2", other] as const]) {
      if (number === null || !itemNumbers || itemNumbers.includes(number)) continue;
      issues.add(row.place(column), "filePairUnknown", { number });
    }
    if (one === null || other === null) continue;
    if (one === other) issues.add(row.place("item2"), "filePairOfOne", { number: one });
    const items: [number, number] = one < other ? [one, other] : [other, one];
    const pair = items.join("-");
    const first = lines.get(pair);
    if (first !== undefined) issues.add(row.place("item1"), "filePairTwice", { pair, first });
    lines.set(pair, first ?? row.line);
    if (decision) pairs.push({ items, decision, reason });
  }
  if (issues.count > known) return null;
  return pairs.sort(
    (left, right) => left.items[0] - right.items[0] || left.items[1] - right.items[1],
  );
}

/**
 * The pairs of a file alone.
 *
 * @throws InvalidInput with everything that is wrong in it
 */
export async function readNamedPairs(file: SentFile): Promise<NamedPairs> {
  const issues = new FileIssues();
  const pairs = await readPairs(file, issues);
  issues.throwIfAny();
  return namedPairs(pairs ?? []);
}

/** Those that were named, without those that were dismissed. */
export function namedPairs(pairs: readonly SuspectPair[]): NamedPairs {
  const named = (wanted: SuspectPair["decision"]) =>
    pairs.filter(({ decision }) => decision === wanted).map(({ items }) => items.join("-"));
  return { synonyms: named("synonym"), substitutes: named("substitute") };
}
