import { expect, it } from "vitest";
import { isBlank } from "./blank";

it.each([
  ["nothing", ""],
  ["spaces of any width", " \t\n\u00a0\u2003\u3000\u202f"],
  ["zero-width letters", "\u200b\u200c\u200d\u2060\ufeff"],
  ["Hangul fillers", "\u3164\uffa0\u115f\u1160"],
  ["an empty Braille cell", "\u2800"],
  ["soft hyphens", "\u00ad"],
  ["marks of direction", "\u200e\u200f\u061c\u202e\u2066"],
  ["a joiner, a variation, tags", "\u034f\ufe0f\u{e0020}"],
  ["control characters and code points that are none", "\u0000\u0001\u000b\u001f\ufffe\ufdd0"],
  ["half of a pair", "\ud800"],
])("takes %s for blank", (_, text) => {
  expect(isBlank(text)).toBe(true);
});

it.each(["a", "0", "-", "؟", "ک\u200cک", "क्\u200d", "日", "👩\u200d🔬", "⠁", "é", "\u00ad.", "…"])(
  "sees what is in %j",
  (text) => {
    expect(isBlank(text)).toBe(false);
  },
);
