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
 * about record lengths, which the caller judges. A quote opens a quoted field only at a field's
 * start; blank lines are skipped; any line end and a byte order mark are understood.
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
    } else if (letter === '"' && isBlank) {
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
