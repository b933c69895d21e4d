import { plainDigits } from "@/lib/i18n/plain-digits";

/** One record of delimited text, and the line it begins on, from 1. */
export interface DelimitedRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The separator a pasted or uploaded table uses: a tab where there is one, else ; or a comma. */
export function guessDelimiter(text: string): "\t" | ";" | "," {
  if (text.includes("\t")) return "\t";
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  return firstLine.includes(";") && !firstLine.includes(",") ? ";" : ",";
}

/**
 * Reads text in the manner of RFC 4180 for people's own lists: small enough for a browser, lenient
 * about record lengths, which the caller judges. Quotes are around a field only where they begin and
 * end it, so that `"Fast" delivery` keeps them; blank lines are skipped; any line end and a byte order
 * mark are understood.
 */
export function parseDelimited(
  text: string,
  delimiter: string,
): { records: DelimitedRecord[]; unclosedQuoteAt: number | null } {
  const records: DelimitedRecord[] = [];
  let fields: string[] = [];
  let field = "";
  // Asked of each sign, not of the field at each quote: a long field would be read again and again.
  let isBlank = true;
  let line = 1;
  let startLine = 1;
  let isQuoted = false;
  let quoteLine = 0;
  const endRecord = () => {
    fields.push(field);
    if (fields.some((held) => held.trim() !== "")) records.push({ line: startLine, fields });
    fields = [];
    field = "";
    isBlank = true;
  };
  const source = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  for (let at = 0; at < source.length; at++) {
    const letter = source[at];
    if (letter === "\n") line++;
    if (isQuoted) {
      if (letter === '"' && source[at + 1] !== '"') {
        isQuoted = false;
        continue;
      }
      field += letter;
      if (letter === '"') at++;
      if (isBlank) isBlank = letter.trim() === "";
    } else if (letter === '"' && isBlank && opensField(source, at, delimiter)) {
      field = "";
      isQuoted = true;
      quoteLine = line;
    } else if (letter === delimiter) {
      fields.push(field);
      field = "";
      isBlank = true;
    } else if (letter === "\n") {
      endRecord();
      startLine = line;
    } else {
      field += letter;
      if (isBlank) isBlank = letter.trim() === "";
    }
  }
  endRecord();
  return { records, unclosedQuoteAt: isQuoted ? quoteLine : null };
}

/** True where the quote at a place is around a field: where it is closed at the field's end, or never. */
function opensField(source: string, at: number, delimiter: string): boolean {
  let close = source.indexOf('"', at + 1);
  while (close >= 0 && source[close + 1] === '"') close = source.indexOf('"', close + 2);
  if (close < 0) return true;
  let after = close + 1;
  while (source[after] === " ") after++;
  return after >= source.length || source[after] === "\n" || source[after] === delimiter;
}

/** What documents put before each entry of a list. */
export type ListMarks = "bullets" | "numbers";

/** Signs that begin no entry of their own accord, also those of symbol fonts. */
const BULLETS = "•◦▪▫●○■□◆◇❖►▶▸◻◼☐☑☒❑❒‣⁃∙·➢✓✔\\uF0A7\\uF0B7\\uF0D8\\uF0FC";
/** One of them; in a row they are words of their own, as "●●○" is. */
const BULLET = new RegExp(`^[${BULLETS}](?![${BULLETS}])\\s*`, "u");
/** These may: a bullet only where every entry begins with one. */
const PERHAPS_BULLET = /^(?:[-–—*+o§](?:\s+|$))/u;
/** Wide marks, as Chinese and Japanese have them, stand without a space behind them. */
const NUMBER = /^[(（]?(\d{1,3})(?:[.)](?:\s+|$)|[．）、](?!\d)\s*|\s*$)/u;
const CIRCLED = /^([①-⑳])\s*/u;
const LETTER = /^\(?([a-z])[.)](?:\s+|$)/iu;
const ROMAN = /^\(?([ivx]{1,5})[.)](?:\s+|$)/iu;
const COUNTED = [NUMBER, CIRCLED, LETTER, ROMAN] as const;

/** What a mark of a list counts, from 1; NaN for letters that are no number. */
function countOf(mark: RegExp, sign: string): number {
  if (mark === NUMBER) return Number(sign);
  if (mark === CIRCLED) return sign.charCodeAt(0) - "①".charCodeAt(0) + 1;
  if (mark === LETTER) return sign.toLowerCase().charCodeAt(0) - 96;
  const tens = /^(x{0,3})(ix|iv|v?i{0,3})$/.exec(sign.toLowerCase());
  if (!tens) return Number.NaN;
  const ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"].indexOf(tens[2]);
  return tens[1].length * 10 + ones;
}

/**
 * The records without the bullets or numbers that a document put before each of them, in a cell of
 * their own or before the words. Numbers and letters are taken for such only where they run on from
 * record to record, so that a list of years or figures stays as it is.
 */
export function withoutListMarks(records: readonly DelimitedRecord[]): {
  records: DelimitedRecord[];
  marks: ListMarks | null;
} {
  const placed = records.map((record) => {
    const start = record.fields.findIndex((field) => field.trim() !== "");
    return { record, start, first: record.fields[start]?.trim() ?? "" };
  });
  const isEvery = (mark: (first: string) => boolean) =>
    placed.length > 0 && placed.every(({ first }) => mark(first));
  const isBulleted = isEvery((first) => BULLET.test(first) || PERHAPS_BULLET.test(first));
  const isNumbered = COUNTED.find((mark) => runsOn(placed, mark));
  const markOf = (first: string) =>
    isNumbered?.exec(plainDigits(first)) ??
    BULLET.exec(first) ??
    (isBulleted ? PERHAPS_BULLET.exec(first) : null);
  let marked = 0;
  const bare = placed.map(({ record, start, first }) => {
    const mark = markOf(first);
    const rest = mark ? first.slice(mark[0].length) : first;
    const cells = record.fields.slice(start + 1);
    // A sign with nothing behind it is all that this entry says.
    if (!mark || (rest === "" && cells.every((cell) => cell.trim() === ""))) return record;
    marked++;
    return { line: record.line, fields: rest === "" ? cells : [rest, ...cells] };
  });
  return { records: bare, marks: marked === 0 ? null : isNumbered ? "numbers" : "bullets" };
}

/** True where every record begins with the number, or letter, after that of the one before. */
function runsOn(
  placed: readonly { record: DelimitedRecord; start: number; first: string }[],
  mark: RegExp,
): boolean {
  let expected: number | null = null;
  for (const { record, start, first } of placed) {
    const found = mark.exec(plainDigits(first));
    if (!found) return false;
    const isBare = /^\d+$/.test(plainDigits(first));
    const hasWords = record.fields.slice(start + 1).some((cell) => cell.trim() !== "");
    // A bare number is a mark only before a cell with words.
    if (isBare && !hasWords) return false;
    const value = countOf(mark, found[1]);
    if (expected === null ? placed.length === 1 && value !== 1 : value !== expected) return false;
    if (expected === null && isBare && value > 1) return false;
    // Initials of a name are no numbers of a list.
    if (mark === ROMAN && (placed.length === 1 || (expected === null && value !== 1))) return false;
    expected = value + 1;
  }
  return expected !== null;
}

/**
 * Labels as people have them: the lines of a document, with or without bullets or numbers, or the
 * cells of a spreadsheet, row by row. A quoted cell may have several lines.
 */
export function readPastedLabels(text: string): {
  labels: string[];
  /** What was left out before them. */
  marks: ListMarks | null;
  /** The line of a quotation mark that is never closed; nothing can be read then. */
  unclosedQuoteAt: number | null;
} {
  const { records, unclosedQuoteAt } = parseDelimited(text, "\t");
  if (unclosedQuoteAt !== null) return { labels: [], marks: null, unclosedQuoteAt };
  const { records: bare, marks } = withoutListMarks(records);
  const labels = bare
    .flatMap(({ fields }) => fields)
    .map((field) => field.trim())
    .filter((field) => field !== "");
  return { labels, marks, unclosedQuoteAt };
}
