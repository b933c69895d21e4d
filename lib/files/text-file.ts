/** What a file is that holds no text of its own, in words of the messages. */
export type ForeignKind = "workbook" | "document" | "page" | "pdf" | "packed" | "binary";

export type TextFile =
  | { readonly text: string; readonly isUtf16: boolean }
  /** No text: what it is instead, or that it is in an encoding that cannot be told. */
  | { readonly text: null; readonly foreign: ForeignKind | null };

/**
 * The text of a file that somebody chose: UTF-8, or UTF-16 as spreadsheets save "Unicode text", with
 * or without a byte order mark. What else it is, is said rather than read as letters.
 */
export function readTextFile(bytes: Uint8Array): TextFile {
  const foreign = foreignKind(bytes);
  if (foreign) return { text: null, foreign };
  const utf16 = utf16Text(bytes, unmarkedUtf16(bytes));
  if (utf16 !== null) return { text: utf16, isUtf16: true };
  if (bytes.includes(0)) return { text: null, foreign: "binary" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, isUtf16: false };
  } catch {
    return { text: null, foreign: null };
  }
}

/** What begins like the file of a program and not like text. */
export function foreignKind(bytes: Uint8Array): ForeignKind | null {
  const begins = (...signs: number[]) => signs.every((sign, at) => bytes[at] === sign);
  if (begins(0x25, 0x50, 0x44, 0x46)) return "pdf";
  const beginning = new TextDecoder("latin1").decode(bytes.subarray(0, 500)).replace(/^ï»¿/, "");
  if (beginning.startsWith("{\\rtf")) return "document";
  // Programs give a table of a page the name of a workbook.
  if (/^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|table)[\s>]/i.test(beginning)) return "page";
  if (/^\s*<\?xml[^>]*>\s*<\?mso-application progid="Excel/.test(beginning)) return "workbook";
  // What Excel and Word wrote before 2007; which of the two cannot be told from the beginning.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return "workbook";
  if (!begins(0x50, 0x4b, 0x03, 0x04)) return null;
  // A packed folder: the names of its files stand in it as they are.
  const names = new TextDecoder("latin1").decode(
    bytes.length > 200_000
      ? new Uint8Array([...bytes.subarray(0, 100_000), ...bytes.subarray(-100_000)])
      : bytes,
  );
  if (/xl\/|opendocument\.spreadsheet|\.numbers|Index\/Tables/.test(names)) return "workbook";
  if (/word\/|opendocument\.text|ppt\//.test(names)) return "document";
  return "packed";
}

/**
 * The text of bytes in UTF-16 with a byte order mark; null for other bytes.
 *
 * @param unmarked what bytes without a mark are read as
 */
export function utf16Text(
  bytes: Uint8Array,
  unmarked: ReturnType<typeof unmarkedUtf16> = null,
): string | null {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  const encoding = isLittle ? "utf-16le" : isBig ? "utf-16be" : unmarked;
  if (encoding === null) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Without a mark: a zero beside each of the first letters, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes.length < 4 || bytes.length % 2 > 0) return null;
  const beginning = bytes.subarray(0, 8);
  const zeros = (side: 0 | 1) => beginning.every((byte, at) => (at % 2 === side) === (byte === 0));
  if (zeros(1)) return "utf-16le";
  return zeros(0) ? "utf-16be" : null;
}
