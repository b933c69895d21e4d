import { isUtf8 } from "node:buffer";
import { pipeline } from "node:stream/promises";
import { setImmediate as givenWay } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { type Input, stringify } from "csv-stringify/sync";
import type { FileIssues } from "./file-issues";

/** A file as it was sent: nothing about its encoding is taken for granted. */
export interface SentFile {
  /** What people call it; errors begin with it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CsvRow {
  /** Where the row begins, from 1; a quoted field can make a row several lines long. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvTable {
  readonly name: string;
  readonly header: readonly string[];
  /** Every row has as many fields as the header. */
  readonly rows: readonly CsvRow[];
}

const LINE_FEED = 0x0a;

/**
 * Reads a comma-separated file with a header: UTF-8 with or without byte order mark, lines ending in
 * LF or CRLF, fields quoted where they need to be (RFC 4180). A long file gives way to others while it
 * is read.
 *
 * @returns null when the file is refused; `issues` then says where and why, and for rows that are
 *   only ragged it names each of them
 */
export async function readCsv(file: SentFile, issues: FileIssues): Promise<CsvTable | null> {
  const known = issues.count;
  const bytes = utf8Bytes(file, issues);
  if (!bytes) return null;
  const [header, ...rows] = await parseRows(file.name, bytes, issues);
  if (issues.count > known) return null;
  if (!header) {
    issues.add({ file: file.name, line: 1, column: 1 }, "fileEmpty");
    return null;
  }
  checkHeader(file.name, header, issues);
  for (const { line, fields } of rows) {
    if (fields.length === header.fields.length) continue;
    const column = Math.min(fields.length, header.fields.length) + 1;
    const values = { found: fields.length, expected: header.fields.length };
    issues.add({ file: file.name, line, column }, "fileRagged", values);
  }
  if (issues.count > known) return null;
  return { name: file.name, header: header.fields, rows };
}

/** The bytes without byte order mark, once they are known to be text in UTF-8. */
function utf8Bytes(file: SentFile, issues: FileIssues): Buffer | null {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) {
    issues.add({ file: file.name, line: 1, column: 1 }, "fileEncoding");
    return null;
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (isUtf8(bytes) && !bytes.includes(0)) return hasMark ? bytes.subarray(3) : bytes;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    const text = bytes.subarray(start, end);
    const zero = text.indexOf(0);
    if (zero >= 0) {
      issues.add({ file: file.name, line, column: columnAt(text, zero) }, "fileNul");
      return null;
    }
    try {
      decoder.decode(text);
    } catch {
      const bad = Buffer.from(text.toString("utf8").split("\uFFFD")[0]).length;
      issues.add({ file: file.name, line, column: columnAt(text, bad) }, "fileEncoding");
      return null;
    }
    start = end + 1;
  }
  throw new Error("A file that is no text in UTF-8 has no line that is not.");
}

/** The field in which an offset of a line lies, quotes aside. */
function columnAt(line: Buffer, offset: number): number {
  let column = 1;
  for (let at = 0; at < offset; at++) if (line[at] === 0x2c) column++;
  return column;
}

async function parseRows(name: string, bytes: Buffer, issues: FileIssues): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  let line = 1;
  let read = 0;
  const parser = parse({
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n"],
    // csv-parse counts the two characters of a quoted CRLF as two lines, so lines are counted here.
    on_record: (fields: string[], { bytes: end }) => {
      rows.push({ line, fields });
      for (; read < end; read++) if (bytes[read] === LINE_FEED) line++;
      return null;
    },
  });
  try {
    await pipeline(pieces(bytes), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const column = typeof error.column === "number" ? error.column + 1 : 1;
    issues.add({ file: name, line, column }, "fileQuote");
  }
  return rows;
}

/** Bytes read at once: a few milliseconds. */
const BYTES_AT_ONCE = 32 * 1024;

/** A file piece by piece, giving way to others in between. */
async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += BYTES_AT_ONCE) {
    if (start > 0) await givenWay();
    yield bytes.subarray(start, start + BYTES_AT_ONCE);
  }
}

function checkHeader(name: string, header: CsvRow, issues: FileIssues): void {
  const seen = new Set<string>();
  header.fields.forEach((field, index) => {
    const place = { file: name, line: header.line, column: index + 1 };
    if (field.trim() === "") issues.add(place, "fileHeaderEmpty");
    else if (seen.has(field)) issues.add(place, "fileHeaderTwice", { column: field });
    seen.add(field);
  });
}

export type Cell = string | number;

/** The text of rows: LF at the end of each, quotes only where a field needs them. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  const input: Input = rows.map((row) => [...row]);
  // A lone CR ends a line for some readers.
  return stringify(input, { record_delimiter: "\n", quoted_match: /[\r\n]/ });
}

/** Rows turned to text at once: a millisecond or two. */
const ROWS_AT_ONCE = 200;

/** `csvText` piece by piece, giving way to others in between. */
export async function* csvChunks(rows: Iterable<readonly Cell[]>): AsyncGenerator<string> {
  let held: (readonly Cell[])[] = [];
  for (const row of rows) {
    held.push(row);
    if (held.length < ROWS_AT_ONCE) continue;
    yield csvText(held);
    held = [];
    await givenWay();
  }
  if (held.length > 0) yield csvText(held);
}

/** The characters that make a spreadsheet run a cell, after any apostrophes that were put before. */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** A number is harmless, and has to stay one. */
const NUMBER = /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/;

/**
 * A text that no spreadsheet runs as a formula: an apostrophe is put before one that begins like
 * it. `fromSafeCell` gives every text back.
 */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** What `safeCell` was given. */
export function fromSafeCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
