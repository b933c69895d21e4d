import { expect, it } from "vitest";
import { guessDelimiter, parseDelimited } from "./delimited-text";

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
