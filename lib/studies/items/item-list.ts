import type { RevisionItem } from "@/db/queries/revision-content";
import type { ErrorKey, ErrorValues } from "@/lib/errors";
import {
  type DelimitedRecord,
  guessDelimiter,
  type ListMarks,
  parseDelimited,
  withoutListMarks,
} from "@/lib/files/delimited-text";
import { asSeen } from "@/lib/i18n/as-seen";
import { isBlank } from "@/lib/i18n/blank";
import { MAX_DEFINITION, MAX_ITEMS, MAX_LABEL } from "@/lib/questionnaire/limits";
import { itemDefinition, itemLabel } from "../draft/schema";
import { columnOfHeading } from "./list-headings";

/** An item of a pasted list: which number it gets is decided when the list is saved. */
export type ListedItem = Pick<RevisionItem, "label" | "definition">;

export interface ListProblem {
  /** From 1, as an editor counts them. */
  line: number;
  key: ErrorKey;
  values: ErrorValues;
}

export const LIST_DELIMITERS = ["tab", "semicolon", "comma", "none"] as const;
export type ListDelimiter = (typeof LIST_DELIMITERS)[number];

/** How a list is read. */
export interface ListReading {
  /** What parts the columns; with "none" each line is a label. */
  readonly delimiter: ListDelimiter;
  /** True where the first line names the columns. */
  readonly hasHeading: boolean;
  /** The column of the labels, from 0. */
  readonly label: number;
  /** The column of the definitions, from 0; all that follows the label, or no definitions. */
  readonly definition: number | "rest" | "none";
}

export interface ReadList {
  readonly items: ListedItem[];
  /** Every problem with its line; with one nothing may be saved. */
  readonly problems: ListProblem[];
  readonly reading: ListReading;
  /** The columns by their heading, or by what stands in their first cell. */
  readonly columns: readonly string[];
  /** The columns, from 0, whose cells are not taken. */
  readonly unread: readonly number[];
  /** What a document had put before each entry, and is left out. */
  readonly marks: ListMarks | null;
}

/** A sign that parts nothing: no text has it. */
const NOTHING = "\u001f";
const SIGNS: Record<ListDelimiter, string> = {
  tab: "\t",
  semicolon: ";",
  comma: ",",
  none: NOTHING,
};

/**
 * Reads an item list as people have it: lines from a document ("label", or "label<TAB>definition"),
 * with or without bullets or numbers, cells from a spreadsheet, or a CSV file with or without a header
 * row. Without a header everything after the first separator is the definition, so a definition may
 * hold commas.
 *
 * Pure, so that the form shows the same reading before it is sent.
 *
 * @param chosen how it is to be read where somebody has said so; the rest is guessed from the text
 * @returns the items in order, and how they were read
 */
export function readItemList(text: string, chosen: Partial<ListReading> = {}): ReadList {
  const delimiter = chosen.delimiter ?? delimiterOf(text);
  const { records, unclosedQuoteAt } = parseDelimited(text, SIGNS[delimiter]);
  const nothing = { items: [], columns: [], unread: [], marks: null };
  const unread = { delimiter, hasHeading: false, label: 0, definition: "rest" } as const;
  if (text.startsWith("PK\u0003\u0004") || text.includes("\0")) {
    const problem = { line: 1, key: "fileForeign" as const, values: { kind: "binary" } };
    return { ...nothing, reading: unread, problems: [problem] };
  }
  if (unclosedQuoteAt !== null) {
    const problem = { line: unclosedQuoteAt, key: "listQuote" as const };
    const problems = [{ ...problem, values: { line: unclosedQuoteAt } }];
    return { ...nothing, reading: unread, problems };
  }
  const headed = headedColumns(records[0]);
  const hasHeading = chosen.hasHeading ?? headed !== null;
  const { records: rows, marks } = hasHeading
    ? { records: records.slice(1), marks: null }
    : withoutListMarks(withoutBlankStart(records));
  const columns = (hasHeading ? records : rows)[0]?.fields ?? [];
  const reading = readingOf({ delimiter, hasHeading, headed, columns, chosen });
  const problems: ListProblem[] = [];
  const items: ListedItem[] = [];
  const lineOf = new Map<string, number>();
  const refuse = (line: number, key: ErrorKey, values: ErrorValues = {}) =>
    problems.push({ line, key, values: { line, ...values } });
  for (const { line, fields } of rows) {
    const count = lastFilled(fields);
    if (hasHeading && count > columns.length) {
      refuse(line, "listColumns", { found: count, expected: columns.length });
      continue;
    }
    const label = itemLabel.safeParse(fields[reading.label] ?? "");
    const definition = itemDefinition.safeParse(definitionOf(fields, reading));
    const name = label.data ?? (fields[reading.label] ?? "").trim();
    if (isBlank(name)) refuse(line, "listLabelMissing");
    else if (!label.success) refuse(line, "listLabelLong", { maximum: MAX_LABEL });
    const known = lineOf.get(asSeen(name));
    if (!isBlank(name) && known !== undefined) {
      refuse(line, "listLabelTwice", { label: name, first: known });
    }
    lineOf.set(asSeen(name), known ?? line);
    if (!definition.success) refuse(line, "listDefinitionLong", { maximum: MAX_DEFINITION });
    items.push({ label: name, definition: definition.data ?? "" });
  }
  if (items.length === 0 && problems.length === 0) refuse(1, "listEmpty");
  if (items.length > MAX_ITEMS) {
    refuse(rows[MAX_ITEMS].line, "listTooMany", { maximum: MAX_ITEMS, found: items.length });
  }
  return { items, problems, reading, columns, unread: unreadColumns(columns, reading), marks };
}

/** What parts the columns: what a known header shows, else what every line has, else the usual guess. */
function delimiterOf(text: string): ListDelimiter {
  const tried = (["tab", "semicolon", "comma"] as const).filter((one) => text.includes(SIGNS[one]));
  const readings = tried.map((one) => ({ one, ...parseDelimited(text, SIGNS[one]) }));
  const headed = readings.find(({ records }) => headedColumns(records[0]) !== null);
  if (headed) return headed.one;
  const guessed = ({ "\t": "tab", ";": "semicolon", ",": "comma" } as const)[guessDelimiter(text)];
  const semicolons = readings.find(({ one }) => one === "semicolon");
  const isEven = (records: readonly DelimitedRecord[]) =>
    records.length > 1 &&
    records[0].fields.length > 1 &&
    records.every(({ fields }) => fields.length === records[0].fields.length);
  return guessed === "comma" && semicolons && isEven(semicolons.records) ? "semicolon" : guessed;
}

/** The first record's columns when it names them: a label, and nothing unknown or one more we know. */
function headedColumns(first: DelimitedRecord | undefined) {
  if (!first) return null;
  const columns = first.fields.map((field) =>
    field.trim() === "" ? "blank" : columnOfHeading(field),
  );
  const label = columns.indexOf("label");
  const known = columns.filter((column) => column !== null && column !== "blank").length;
  if (label < 0 || (known < 2 && columns.includes(null))) return null;
  const definition = columns.indexOf("definition");
  return { label, definition: definition < 0 ? null : definition };
}

function readingOf({
  delimiter,
  hasHeading,
  headed,
  columns,
  chosen,
}: {
  delimiter: ListDelimiter;
  hasHeading: boolean;
  headed: ReturnType<typeof headedColumns>;
  columns: readonly string[];
  chosen: Partial<ListReading>;
}): ListReading {
  const known = hasHeading ? headed : null;
  const isThere = (column: number | undefined): column is number =>
    column !== undefined && column < Math.max(1, columns.length);
  const label = isThere(chosen.label) ? chosen.label : (known?.label ?? 0);
  const guessed = hasHeading ? (known?.definition ?? "none") : "rest";
  const wanted = chosen.definition;
  const isUsable = typeof wanted === "number" ? isThere(wanted) : wanted !== undefined;
  return {
    delimiter,
    hasHeading,
    label,
    definition: isUsable && wanted !== undefined ? wanted : guessed,
  };
}

function definitionOf(fields: readonly string[], { label, definition, delimiter }: ListReading) {
  if (definition === "none") return "";
  if (definition === "rest") {
    return fields.slice(label + 1, lastFilled(fields)).join(SIGNS[delimiter]);
  }
  return fields[definition] ?? "";
}

function unreadColumns(columns: readonly string[], { label, definition }: ListReading): number[] {
  const isRead = (column: number) =>
    column === label || column === definition || (definition === "rest" && column > label);
  return columns.flatMap((name, column) =>
    isRead(column) || columnOfHeading(name) === "number" ? [] : [column],
  );
}

/** Without first columns in which nothing stands, as a copied stretch of cells may have. */
function withoutBlankStart(records: readonly DelimitedRecord[]): DelimitedRecord[] {
  const starts = records.map(({ fields }) => fields.findIndex((field) => field.trim() !== ""));
  const least = starts.reduce(
    (smallest, start) => Math.min(smallest, start),
    Number.MAX_SAFE_INTEGER,
  );
  return records.map(({ line, fields }) => ({ line, fields: fields.slice(least) }));
}

/** How many fields there are up to the last in which something stands. */
function lastFilled(fields: readonly string[]): number {
  return fields.findLastIndex((field) => field.trim() !== "") + 1;
}
