import { expect, it } from "vitest";
import { readCsv } from "./csv";
import { guessDelimiter, parseDelimited } from "./delimited-text";
import { FileIssues } from "./file-issues";
import { readXliff } from "./xliff";

const QUARTER = 250_000;

/** A text of about as many letters as asked for: one piece again and again. */
const filled = (before: string, piece: string, after: string) => (letters: number) =>
  before + piece.repeat(Math.ceil(letters / piece.length)) + after;

const HEAD = '<xliff version="1.2"><file source-language="en" target-language="ar"><body>';
const FOOT = "</body></file></xliff>";
const xliff = (piece: string, end = "") => filled(HEAD, piece, end + FOOT);
const unit = '<trans-unit resname="a"><source>a</source><target>b</target></trans-unit>';

/** As deep as half of the letters allow, and closed again. */
const nested = (letters: number) => {
  const depth = Math.ceil(letters / 15);
  return HEAD + "<group>".repeat(depth) + "</group>".repeat(depth) + FOOT;
};
/** As many columns as rows, nearly all of them empty. */
const emptyColumns = (letters: number) =>
  `a${",".repeat(letters / 2)}\n${"1\n".repeat(letters / 4)}`;

const readAsXliff = async (text: string) => {
  await readXliff({ name: "x.xlf", bytes: Buffer.from(text) }, new FileIssues());
};
const readAsCsv = async (text: string) => {
  await readCsv({ name: "x.csv", bytes: Buffer.from(text) }, new FileIssues());
};
const readAsList = async (text: string) => {
  parseDelimited(text, guessDelimiter(text));
};

/** What each parser is slowest with, as far as anybody has found. */
const WORST: [string, (text: string) => Promise<void>, (letters: number) => string][] = [
  ["XLIFF of empty groups between empty texts", readAsXliff, xliff("<![CDATA[]]><group/>")],
  ["XLIFF of groups in groups", readAsXliff, nested],
  ["XLIFF of groups without an end", readAsXliff, xliff("<group>")],
  ["XLIFF of units", readAsXliff, xliff(unit)],
  ["XLIFF of units on lines of their own", readAsXliff, xliff(`\n${unit}\r\n`)],
  ["XLIFF of entities", readAsXliff, xliff("&amp;")],
  ["XLIFF of ampersands", readAsXliff, xliff("&")],
  ["XLIFF of comments", readAsXliff, xliff("<!---->")],
  ["XLIFF of comments without an end", readAsXliff, xliff("<!--")],
  ["XLIFF of instructions", readAsXliff, xliff("<?a b?>")],
  ["XLIFF of attributes", readAsXliff, filled("<xliff ", 'a="b" ', "></xliff>")],
  ["XLIFF of one attribute", readAsXliff, filled('<xliff a="', "b", '"></xliff>')],
  ["XLIFF of spaces in a tag", readAsXliff, filled("<xliff ", " ", "></xliff>")],
  ["XLIFF of opening brackets", readAsXliff, filled("", "<", "")],
  ["XLIFF of lines", readAsXliff, xliff("\n")],
  ["CSV of quotes", readAsCsv, filled("", '"', "")],
  ["CSV of one open quote", readAsCsv, filled('a,b\n"', "x,\n", "")],
  ["CSV of commas", readAsCsv, filled("a\n", ",", "\n")],
  ["CSV of lines", readAsCsv, filled("a\n", "\n", "")],
  ["CSV of empty columns", readAsCsv, emptyColumns],
  ["CSV of ragged rows", readAsCsv, filled("a,b\n", "1\n1,2,3\n", "")],
  ["CSV of headings", readAsCsv, filled("", "abcdef,", "\n")],
  ["a list of quotes", readAsList, filled("", '"', "")],
  ["a list of quotes within a text", readAsList, filled("", 'a"', "")],
  ["a list of tabs", readAsList, filled("", "\t", "")],
  ["a list of lines", readAsList, filled("", "a\n", "")],
  ["a list of open quotes", readAsList, filled("", '"a\n', "")],
];

/** Milliseconds of processor time: other work on the machine does not count. */
async function cost(read: (text: string) => Promise<void>, text: string): Promise<number> {
  const before = process.cpuUsage();
  await read(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * Four times as much in four times the time: sixteen times would be quadratic. What takes less than
 * this is mostly the noise of the machine; the slowest of all took a hundred times as long.
 */
const QUICK_MS = 1_500;

it.each(WORST)("reads a megabyte of %s in linear time", async (_, read, text) => {
  await read(text(1_000));
  const quarter = await cost(read, text(QUARTER));
  // What takes this long for a quarter would hold this process for minutes with the whole.
  expect(quarter).toBeLessThan(2 * QUICK_MS);
  const whole = await cost(read, text(4 * QUARTER));
  expect(whole).toBeLessThan(Math.max(QUICK_MS, 8 * quarter));
});
