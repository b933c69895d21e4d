import { createTranslator } from "use-intl/core";
import { expect, it, vi } from "vitest";
import { keptSentences } from "./kept-sentences";

const messages = { room: { said: "{what}, {count, number}", bold: "<b>{what}</b>" } };

it("says what belongs to each key and its values, first and later", () => {
  const say = keptSentences(createTranslator({ locale: "en", messages, namespace: "room" }));
  for (let time = 0; time < 2; time++) {
    expect(say("said", { what: "one", count: 1_000 })).toBe("one, 1,000");
    expect(say("said", { what: "two", count: 1_000 })).toBe("two, 1,000");
    expect(say.rich("bold", { what: "one", b: (inner) => inner })).toBe("one");
  }
});

it("formats a sentence with the same values once, whatever it is asked between", () => {
  const format = vi.fn((key: string, values: object) => `${key} ${Object.values(values)}`);
  const say = keptSentences(format);
  say("said", { what: "one" });
  for (let other = 0; other < 1_000; other++) say("said", { what: other });
  expect(say("said", { what: "one" })).toBe("said one");
  expect(format).toHaveBeenCalledTimes(1_001);
});
