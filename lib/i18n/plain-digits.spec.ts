import { describe, expect, it } from "vitest";
import { plainDigits } from "./plain-digits";

describe("a number typed on another keyboard", () => {
  it("reads the same in Arabic, Persian, Devanagari and full-width digits", () => {
    for (const [locale, system] of [
      ["ar", "arab"],
      ["fa", "arabext"],
      ["hi", "deva"],
      ["ja", "fullwide"],
    ]) {
      const written = new Intl.NumberFormat(`${locale}-u-nu-${system}`, { useGrouping: false });
      for (const number of [0, 1_234_567_890, 99]) {
        expect(plainDigits(written.format(number))).toBe(String(number));
      }
    }
    expect(plainDigits("١٢٫٥")).toBe("12.5");
  });

  it("leaves everything else as it is, so that what is no number is still refused", () => {
    for (const text of ["", "40", "-3", "12a", "½", "①", "四十"])
      expect(plainDigits(text)).toBe(text);
  });
});
