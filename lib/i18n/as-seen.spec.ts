import { describe, expect, it } from "vitest";
import { asSeen, withoutUnseenEnds } from "./as-seen";

describe("names", () => {
  it.each([
    ["case", "Café", "CAFÉ"],
    ["Unicode form", "Caf\u00e9", "Cafe\u0301"],
    ["width", "PMO 1", "ＰＭＯ　１"],
    ["spaces", "Two words", " Two\u00a0 words\t"],
    ["zero-width letters", "PMO", "P\u200bMO\ufeff"],
    ["soft hyphens", "Zusammenarbeit", "Zusammen\u00adarbeit"],
    ["marks of direction", "Alpha", "\u202aAlpha\u202c\u200e"],
    ["unseen letters among spaces", "Two words", "Two \u2060 words"],
  ])("that differ in their %s alone are one", (_, one, other) => {
    expect(asSeen(one)).toBe(asSeen(other));
  });

  it.each([
    ["Cafe", "Café"],
    ["Two words", "Twowords"],
    ["C", "C++"],
    ["10", "1 0"],
  ])("that a reader tells apart stay two: %s, %s", (one, other) => {
    expect(asSeen(one)).not.toBe(asSeen(other));
  });
});

it("cuts what nobody sees from the ends, and nothing of a letter or a picture", () => {
  expect(withoutUnseenEnds("\ufeff R1\u200b\u00a0\u200e")).toBe("R1");
  for (const whole of ["क्\u200d", "❤\ufe0f", "a\u200bb"])
    expect(withoutUnseenEnds(whole)).toBe(whole);
});
