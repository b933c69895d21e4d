import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./languages";
import { typedNumber } from "./typed-number";

const read = (typed: string, language = "en", fits: (plain: string) => boolean = () => true) => {
  const read = typedNumber(typed, language, fits);
  return read?.kind === "unclear" ? [read.large, read.small] : (read?.plain ?? null);
};

describe("a typed number", () => {
  it.each([
    ["-5", "-5"],
    ["\u22125", "-5"],
    ["–5", "-5"],
    ["－５", "-5"],
    ["‑ 5", "-5"],
    ["+5", "5"],
    ["１２．５", "12.5"],
    ["１２，５", "12.5"],
    ["12 000", "12000"],
    ["12\u202f000,5", "12000.5"],
    ["1\u2019234\u2019567.8", "1234567.8"],
    ["1,234,567", "1234567"],
    ["1.234.567", "1234567"],
    ["12,34,567", "1234567"],
    ["1,234.5", "1234.5"],
    ["1.234,5", "1234.5"],
    ["1234.567", "1234.567"],
    ["0,125", "0.125"],
    [",5", "0.5"],
    ["\u200f١٢٬٠٠٠٫٥\u200f", "12000.5"],
    ["१२.५", "12.5"],
  ])("is read from %j as %s in every language", (typed, plain) => {
    for (const language of Object.keys(LANGUAGES)) expect(read(typed, language)).toBe(plain);
  });

  it.each([
    "",
    "-",
    ".",
    "5.",
    "1 2",
    "12 00",
    "1,23,4",
    "1,2,3",
    "1.2.3",
    "1,234,56",
    "1e3",
    "5-",
  ])("is not seen in %j", (typed) => {
    expect(read(typed)).toBeNull();
  });

  it("with one mark before three digits is read by the language, where its countries agree", () => {
    for (const language of ["en", "zh", "ja", "hi"]) {
      expect([language, read("1,234", language), read("1.234", language)]).toEqual([
        language,
        "1234",
        "1.234",
      ]);
    }
    for (const language of ["de", "fr", "it", "pt"]) {
      expect([language, read("1,234", language), read("1.234", language)]).toEqual([
        language,
        "1.234",
        "1234",
      ]);
    }
    expect(read("1.234", "es-MX")).toBe("1.234");
  });

  it("is asked about where its countries differ, unless only one reading can be an answer", () => {
    for (const language of ["es", "ar"]) {
      expect(read("1.234", language)).toEqual(["1234", "1.2340"]);
      expect(read("-1,234", language)).toEqual(["-1234", "-1,2340"]);
      expect(read("1.234", language, (plain) => !plain.includes("."))).toBe("1234");
      expect(read("1.234", language, (plain) => Number(plain) < 100)).toBe("1.234");
    }
  });

  it("is asked about where the language's reading cannot be an answer and the other can", () => {
    const whole = (plain: string) => !plain.includes(".");
    expect(read("1.000", "en", whole)).toEqual(["1000", "1.0000"]);
    expect(read("1.000", "de", whole)).toBe("1000");
    expect(read("1,000", "en", whole)).toBe("1000");
    // Neither can be: the question's own message says why.
    expect(read("1.000", "de", () => false)).toBe("1000");
  });

  it("comes out as it went in, however a language writes it, and never a thousandfold off", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          "en",
          "en-IN",
          "de",
          "de-CH",
          "fr",
          "it",
          "pt",
          "zh",
          "ja",
          "hi",
          "es",
          "ar",
        ),
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        (language, digits, decimals) => {
          const number = digits / 10 ** decimals;
          const written = new Intl.NumberFormat(language, {
            minimumFractionDigits: decimals,
            maximumFractionDigits: decimals,
          }).format(number);
          const found = typedNumber(written, language, () => true);
          if (found?.kind === "unclear") {
            expect([Number(found.large), Number(found.small.replace(",", "."))]).toContain(number);
          } else expect(Number(found?.plain)).toBe(number);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
