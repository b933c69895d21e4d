import type { ErrorKey, ErrorValues } from "@/lib/errors";
import { type DelimitedRecord, guessDelimiter, parseDelimited } from "@/lib/files/delimited-text";
import { isBlank } from "@/lib/i18n/blank";
import { MAX_ITEMS } from "@/lib/questionnaire/limits";
import { itemDefinition, itemLabel } from "../draft/schema";

export interface ListedItem {
  label: string;
  definition: string;
}

export interface ListProblem {
  /** From 1, as an editor counts them. */
  line: number;
  key: ErrorKey;
  values: ErrorValues;
}

const LABEL_HEADINGS = ["label", "item", "name", "capability", "attribute", "title"];
const DEFINITION_HEADINGS = ["definition", "description", "meaning", "text"];
const NUMBER_HEADINGS = ["number", "no", "no.", "nr", "id", "#"];

/**
 * Reads an item list as people have it: lines from a document ("label", or "label<TAB>definition"),
 * cells from a spreadsheet, or a CSV file with or without a header row. Without a header everything
 * after the first separator is the definition, so a definition may hold commas.
 *
 * Pure, so that the form shows the same reading before it is sent.
 *
 * @returns the items in order, and every problem with its line; with a problem nothing may be saved
 */
export function readItemList(text: string): { items: ListedItem[]; problems: ListProblem[] } {
  const delimiter = guessDelimiter(text);
  const { records, unclosedQuoteAt } = parseDelimited(text, delimiter);
  if (unclosedQuoteAt !== null) {
    const problem = { line: unclosedQuoteAt, key: "listQuote" as const };
    return { items: [], problems: [{ ...problem, values: { line: unclosedQuoteAt } }] };
  }
  const columns = headerColumns(records[0]);
  const rows = columns ? records.slice(1) : records;
  const problems: ListProblem[] = [];
  const items: ListedItem[] = [];
  const lineOf = new Map<string, number>();
  const refuse = (line: number, key: ErrorKey, values: ErrorValues = {}) =>
    problems.push({ line, key, values: { line, ...values } });
  for (const { line, fields } of rows) {
    if (columns && fields.length > columns.count) {
      refuse(line, "listColumns", { found: fields.length, expected: columns.count });
      continue;
    }
    const label = (columns ? (fields[columns.label] ?? "") : fields[0]).trim();
    const definition = (
      columns ? (fields[columns.definition] ?? "") : fields.slice(1).join(delimiter)
    ).trim();
    if (isBlank(label)) refuse(line, "listLabelMissing");
    else if (!itemLabel.safeParse(label).success) refuse(line, "listLabelLong", { maximum: 160 });
    const known = lineOf.get(label.toLowerCase());
    if (!isBlank(label) && known !== undefined) {
      refuse(line, "listLabelTwice", { label, first: known });
    }
    lineOf.set(label.toLowerCase(), known ?? line);
    if (!itemDefinition.safeParse(definition).success) {
      refuse(line, "listDefinitionLong", { maximum: 1_000 });
    }
    items.push({ label, definition });
  }
  if (items.length === 0 && problems.length === 0) refuse(1, "listEmpty");
  if (items.length > MAX_ITEMS) {
    refuse(rows[MAX_ITEMS].line, "listTooMany", { maximum: MAX_ITEMS, found: items.length });
  }
  return { items, problems };
}

/** Which column is which, when the first record names them. */
function headerColumns(
  first: DelimitedRecord | undefined,
): { label: number; definition: number; count: number } | null {
  if (!first) return null;
  const headings = first.fields.map((field) => field.trim().toLowerCase());
  const known = [...LABEL_HEADINGS, ...DEFINITION_HEADINGS, ...NUMBER_HEADINGS];
  const label = headings.findIndex((heading) => LABEL_HEADINGS.includes(heading));
  if (label < 0 || !headings.every((heading) => heading === "" || known.includes(heading))) {
    return null;
  }
  const definition = headings.findIndex((heading) => DEFINITION_HEADINGS.includes(heading));
  return {
    label,
    definition: definition < 0 ? headings.length : definition,
    count: headings.length,
  };
}
