import fc from "fast-check";
import { expect, it } from "vitest";
import { textWidth, wrapText } from "./wrap-text";

it("keeps every word, in order, on lines that fit", () => {
  const words = fc.array(
    fc.string({ minLength: 1, maxLength: 8 }).map((word) => word.replaceAll(/\s/g, "x")),
  );
  fc.assert(
    fc.property(words, (given) => {
      const lines = wrapText(given.join(" "), 120, 14);
      expect(lines.join(" ").split(" ").filter(Boolean)).toEqual(given);
      for (const line of lines) expect(textWidth(line, 14)).toBeLessThanOrEqual(120);
    }),
  );
});

it("cuts a word that is longer than a line, and shortens what is too long with an ellipsis", () => {
  const lines = wrapText("x".repeat(100), 100, 14);
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join("")).toBe("x".repeat(100));
  expect(wrapText("one two three four five six", 40, 14, 2).at(-1)).toMatch(/…$/);
});
