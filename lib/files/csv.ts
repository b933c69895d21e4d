import { isUtf8 } from "node:buffer";
import { pipeline } from "node:stream/promises";
import { setImmediate as givenWay } from "node:timers/promises";
import { CsvError, type Options, Parser } from "csv-parse";
import { type Input, stringify } from "csv-stringify/sync";
import type { FileIssues } from "./file-issues";
import { foreignKind, utf16Text } from "./text-file";

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
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads a comma-separated file with a header: UTF-8 with or without byte order mark, lines ending in
 * LF or CRLF, fields quoted where they need to be (RFC 4180). A long file gives way to others while it
 * is read.
 *
 * What spreadsheets make of such a file is read as well where there is no doubt, and `issues` notes it:
 * UTF-16 with its mark, a first line `sep=…`, semicolons or tabs where the header has no comma, lines
 * ending in CR alone, blanks around column names, and rows and last columns in which every cell is
 * blank.
 *
 * @returns null when the file is refused; `issues` then says where and why, and for rows that are
 *   only ragged it names each of them
 */
export async function readCsv(file: SentFile, issues: FileIssues): Promise<CsvTable | null> {
  const known = issues.count;
  const bytes = utf8Bytes(file, issues);
  if (!bytes) return null;
  const manner = mannerOf(file.name, bytes, issues);
  const parsed = await parseRows(file.name, bytes.subarray(manner.start), manner, issues);
  if (issues.count > known) return null;
  if (parsed.length === 0) {
    issues.add({ file: file.name, line: 1, column: 1 }, "fileEmpty");
    return null;
  }
  const [header, ...rows] = withoutBlanks(file.name, parsed, issues);
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
  const kind = foreignKind(bytes);
  if (kind) {
    issues.add({ file: file.name, line: 1, column: 1 }, "fileForeign", { kind });
    return null;
  }
  const utf16 = utf16Text(bytes);
  if (utf16 !== null) {
    issues.note(file.name, "fileReadUtf16");
    return Buffer.from(utf16);
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

/** How a file sets its fields and rows apart. */
interface Manner {
  /** Where the header begins, in bytes. */
  readonly start: number;
  /** Lines before it. */
  readonly linesBefore: number;
  readonly delimiter: string;
  readonly lineEnds: readonly string[];
}

const DELIMITERS = { ",": "commas", ";": "semicolons", "\t": "tabs" } as const;

function isDelimiter(letter: string): letter is keyof typeof DELIMITERS {
  return Object.hasOwn(DELIMITERS, letter);
}

/** Excel's own first line, which names the separator and is no row. */
const SEPARATOR_LINE = /^"?sep=([,;\t])"?[,;\t]*(\r\n|\n|\r)/;
/** As much of a file as a header takes. */
const HEADER_BYTES = 64 * 1024;

function mannerOf(name: string, bytes: Buffer, issues: FileIssues): Manner {
  const beginning = bytes.toString("utf8", 0, HEADER_BYTES);
  const [separatorLine, named] = SEPARATOR_LINE.exec(beginning) ?? ["", undefined];
  if (named !== undefined) issues.note(name, "fileReadSeparatorLine");
  // Old spreadsheets end lines in CR alone; a lone CR beside LF is part of a field.
  const isCarriage = !bytes.includes(LINE_FEED) && bytes.includes(CARRIAGE_RETURN);
  if (isCarriage) issues.note(name, "fileReadCarriageReturns");
  const header = unquoted(beginning.slice(separatorLine.length)).split(isCarriage ? "\r" : "\n")[0];
  const guessed = [",", ";", "\t"].find((letter) => header.includes(letter)) ?? ",";
  const delimiter = named ?? guessed;
  if (isDelimiter(delimiter) && delimiter !== ",") {
    issues.note(name, "fileReadDelimiter", { delimiter: DELIMITERS[delimiter] });
  }
  return {
    start: Buffer.byteLength(separatorLine),
    linesBefore: separatorLine === "" ? 0 : 1,
    delimiter,
    lineEnds: isCarriage ? ["\r"] : ["\r\n", "\n"],
  };
}

/** The text without what stands in quotation marks. */
function unquoted(text: string): string {
  return text.replaceAll(/"(?:[^"]|"")*"/g, "");
}

/** The rows without those, and the last columns, in which every cell is blank. */
function withoutBlanks(name: string, rows: CsvRow[], issues: FileIssues): CsvRow[] {
  const [header, ...below] = rows;
  const filled = below.filter(({ fields }) => !fields.every(isBlank));
  if (filled.length < below.length) {
    const blank = below.filter(({ fields }) => fields.every(isBlank));
    issues.note(name, "fileReadBlankRows", { count: blank.length, first: blank[0].line });
  }
  // Each row is looked at once, from its end: to look at every row for each column would take a
  // megabyte of empty columns and rows hours.
  const all = header.fields.length;
  let width = Math.max(1, lastFilled(header.fields));
  for (const { fields } of filled) {
    if (width === all) break;
    width = Math.max(width, lastFilled(fields.slice(0, all)));
  }
  const spare = header.fields.length - width;
  if (spare > 0) issues.note(name, "fileReadBlankColumns", { count: spare });
  // A header's blanks are no part of its names.
  const names = header.fields.slice(0, width).map((field) => field.trim().normalize("NFC"));
  const changed = names.filter((field, index) => field !== header.fields[index]);
  if (changed.length > 0) issues.note(name, "fileReadHeader", { columns: changed.join(", ") });
  const cut = ({ line, fields }: CsvRow): CsvRow => ({
    line,
    fields: fields.slice(width).every(isBlank) ? fields.slice(0, width) : fields,
  });
  return [{ line: header.line, fields: names }, ...(spare > 0 ? filled.map(cut) : filled)];
}

function isBlank(field: string): boolean {
  return field.trim() === "";
}

/** How many fields there are up to the last that is not blank. */
function lastFilled(fields: readonly string[]): number {
  return fields.findLastIndex((field) => !isBlank(field)) + 1;
}

/** The field in which an offset of a line lies, quotes aside. */
function columnAt(line: Buffer, offset: number): number {
  let column = 1;
  for (let at = 0; at < offset; at++) if (line[at] === 0x2c) column++;
  return column;
}

async function parseRows(
  name: string,
  bytes: Buffer,
  { delimiter, lineEnds, linesBefore }: Manner,
  issues: FileIssues,
): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  const lineEnd = lineEnds.includes("\n") ? LINE_FEED : CARRIAGE_RETURN;
  let line = 1 + linesBefore;
  let read = 0;
  const options = { relax_column_count: true, delimiter, record_delimiter: [...lineEnds] };
  // csv-parse counts the two characters of a quoted CRLF as two lines, so lines are counted here.
  const parser = new RowParser(options, (fields, end) => {
    rows.push({ line, fields });
    for (; read < end; read++) if (bytes[read] === lineEnd) line++;
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

/**
 * csv-parse with as little as can be done for a row. Its own `on_record` puts together what is known
 * of the file for each row, and a row that is not as long as the first gets an error with a trace,
 * though it is never thrown: for a megabyte of short rows both took many times as long as to read them.
 */
class RowParser extends Parser {
  readonly #onRow: (fields: string[], end: number) => void;

  /** @param onRow is given each row, and where in the file it ends, in bytes */
  constructor(options: Options, onRow: (fields: string[], end: number) => void) {
    super(options);
    this.#onRow = onRow;
  }

  override push(fields: string[] | null): boolean {
    if (fields === null) return super.push(null);
    this.#onRow(fields, this.info.bytes);
    // The first row says how long the next have to be; to the parser, each is the first.
    (this.info as { records: number }).records = 0;
    return true;
  }
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

/** Begins a file whose letters Excel is to read as UTF-8 and not as those of its country. */
export const BYTE_ORDER_MARK = "\ufeff";

/** The characters that make a spreadsheet run a cell, after any apostrophes that were put before. */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** A number is harmless, and has to stay one. */
const NUMBER = /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/;

/**
 * A text that no spreadsheet runs as a formula: an apostrophe is put before one that begins like
 * it, and within it wherever a cell begins in a spreadsheet whose language separates cells by
 * semicolons, to which quotation marks in the middle of a line mean nothing. `fromSafeCell` gives every
 * text back.
 */
export function safeCell(text: string): string {
  return inParts(text, (part) => (FORMULA.test(part) && !NUMBER.test(part) ? `'${part}` : part));
}

/** What `safeCell` was given. */
export function fromSafeCell(cell: string): string {
  return inParts(cell, (part) =>
    part.startsWith("'") && FORMULA.test(part) ? part.slice(1) : part,
  );
}

/** Changes each part of a text that would be a cell of its own; the first reaches as far as the text. */
function inParts(text: string, change: (part: string) => string): string {
  const first = change(text);
  if (!/[;\r\n]/.test(text)) return first;
  // What was put before or taken away there, before the parts behind it.
  const [beginning, ...rest] = first.split(/([;\r\n])/);
  return beginning + rest.map((part, at) => (at % 2 === 1 ? change(part) : part)).join("");
}
