import { expect, it } from "vitest";
import { guessDelimiter, parseDelimited, readPastedLabels } from "./delimited-text";

it("reads records with the line they begin on, across quoted line breaks and blank lines", () => {
  const text = '\uFEFFa,b\r\n\r\n"one\r\ntwo", "x ""y"""\rlast,';
  expect(parseDelimited(text, ",")).toEqual({
    records: [
      { line: 1, fields: ["a", "b"] },
      { line: 3, fields: ["one\ntwo", 'x "y"'] },
      { line: 5, fields: ["last", ""] },
    ],
    unclosedQuoteAt: null,
  });
});

it("takes a quote inside a field for a letter, and tells where one is never closed", () => {
  expect(parseDelimited('5" pipe,ok', ",").records[0].fields).toEqual(['5" pipe', "ok"]);
  expect(parseDelimited('a\nb,"c\nd\n', ",").unclosedQuoteAt).toBe(2);
});

it("guesses tabs first, then semicolons where no comma stands in the first line", () => {
  expect([
    guessDelimiter("a, b\tc"),
    guessDelimiter("a;b\n1,5;2"),
    guessDelimiter("a;b,c"),
  ]).toEqual(["\t", ";", ","]);
});

it("keeps quotes that are part of the words, and takes those around a cell away", () => {
  const read = (text: string) => parseDelimited(text, "\t").records.map(({ fields }) => fields);
  expect(read('"Fast" delivery\n"Safe" and "sound"\tso it "is"\n"a ""b"" c" \t"d"')).toEqual([
    ['"Fast" delivery'],
    ['"Safe" and "sound"', 'so it "is"'],
    ['a "b" c ', "d"],
  ]);
});

it("reads pasted labels as cells, a cell of two lines as one label", () => {
  const labels = (text: string) => readPastedLabels(text).labels;
  expect(labels('North\tSouth\r\n\r\n"East\r\nand West"\t')).toEqual([
    "North",
    "South",
    "East\nand West",
  ]);
  expect(labels('"Fast" delivery\n 5" pipe')).toEqual(['"Fast" delivery', '5" pipe']);
  expect(readPastedLabels('A\n"never closed').unclosedQuoteAt).toBe(2);
});

it("leaves out the bullets and numbers of a document, and what only looks like them stays", () => {
  const read = (text: string) => {
    const { labels, marks } = readPastedLabels(text);
    return [marks, ...labels];
  };
  expect(read("1.\tAlpha\n2.\tBeta\n3.\tGamma")).toEqual(["numbers", "Alpha", "Beta", "Gamma"]);
  expect(read("(4) Alpha\n(5) Beta")).toEqual(["numbers", "Alpha", "Beta"]);
  expect(read("a) Alpha\nb) Beta")).toEqual(["numbers", "Alpha", "Beta"]);
  expect(read("1\tAlpha\n2\tBeta")).toEqual(["numbers", "Alpha", "Beta"]);
  expect(read("•\tAlpha\n◦ Beta\nGamma")).toEqual(["bullets", "Alpha", "Beta", "Gamma"]);
  expect(read("\uF0B7\tAlpha\n\to\tBeta")).toEqual(["bullets", "Alpha", "Beta"]);
  expect(read("- Alpha\n– Beta\n* Gamma")).toEqual(["bullets", "Alpha", "Beta", "Gamma"]);
  expect(read("☐ Alpha\n► Beta\n❖ Gamma")).toEqual(["bullets", "Alpha", "Beta", "Gamma"]);
  for (const signs of [
    "①|②",
    "１．|２．",
    "1、|2、",
    "（1）|（2）",
    "١. |٢. ",
    "१) |२) ",
    "i. |ii. ",
  ]) {
    const [one, two] = signs.split("|");
    expect(read(`${one}Alpha\n${two}Beta`), signs).toEqual(["numbers", "Alpha", "Beta"]);
  }
  const roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"];
  expect(read(roman.map((sign) => `${sign}. n${sign}`).join("\n"))).toEqual([
    "numbers",
    ...roman.map((sign) => `n${sign}`),
  ]);
  for (const kept of [
    "●\n●●\n●●●",
    "●○○\n●●○\n●●●",
    "I. Newton",
    "V. Hugo\nX. Cugat",
    "1．5倍\n2．0倍",
    "1. Bundesliga\n1. FC Köln",
    "2024.\n2025.",
    "18\n19\n20",
    "- 5 degrees\n0 degrees",
    "3. Welt",
    "A. Smith\nC. Jones",
    "1.5 litres\n2.5 litres",
  ]) {
    expect(read(kept)).toEqual([null, ...kept.split("\n")]);
  }
});
