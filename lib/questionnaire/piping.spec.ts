import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerValue } from "@/db/schema/study-content";
import { answersAsText, fillIn, keysInText } from "./piping";
import { asking, questionScreen } from "./testing";

const stored = (value: AnswerValue, otherText: string | null = null) => ({ value, otherText });

describe("a text that speaks of an answer", () => {
  it("names the keys it speaks of and is filled at exactly these places", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
    const plain = fc.string().map((text) => text.replaceAll(/[{}]/g, ""));
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, key)), plain, (parts, end) => {
        const text = parts.map(([words, name]) => `${words}{{ ${name} }}`).join("") + end;
        const names = parts.map(([, name]) => name);
        expect(keysInText(text)).toEqual(names);
        const filled = parts.map(([words, name]) => `${words}<${name}>`).join("") + end;
        expect(fillIn(text, (name) => `<${name}>`)).toBe(filled);
      }),
    );
  });

  it("is filled once: what was put in is never read again, and $ signs are plain", () => {
    expect(fillIn("You said {{a}}.", () => "{{b}} $& $1")).toBe("You said {{b}} $& $1.");
  });

  it("is left alone without a place, odd braces and all", () => {
    for (const text of ["", "{", "{{", "}} {{", "{a}", "{{a}"]) {
      expect(fillIn(text, () => "x")).toBe(text);
    }
  });
});

describe("an answer as words", () => {
  const role = asking("single", ["lead", "other"]);
  role.options[1].other = true;
  const tools = asking("multiple", ["x", "y", "z"]);
  const screens = [
    questionScreen("role", role),
    questionScreen("tools", tools),
    questionScreen("staff", {
      type: "number",
      text: "How many?",
      hint: "",
      required: false,
      unit: "people",
      minimum: null,
      maximum: null,
      decimals: 0,
    }),
  ];

  it("is the label, the text beside other, a list in the language's way, the number", () => {
    const words = answersAsText(
      screens,
      new Map([
        ["role", stored("lead")],
        ["tools", stored(["x", "y", "z"])],
        ["staff", stored(12)],
      ]),
      "en",
    );
    expect([words("role"), words("tools"), words("staff")]).toEqual([
      "The lead",
      "The x, The y, and The z",
      "12",
    ]);
    const other = answersAsText(screens, new Map([["role", stored("other", "Coach")]]), "de");
    expect(other("role")).toBe("Coach");
  });

  it("keeps its own direction within a sentence that runs the other way", () => {
    const answers = (locale: string) =>
      answersAsText(screens, new Map([["role", stored("lead")]]), locale)("role");
    expect(answers("ar")).toBe(`\u2068${answers("en")}\u2069`);
    expect(answers("en")).not.toContain("\u2068");
  });

  it("is empty for what was not answered, not asked, or does not exist", () => {
    const words = answersAsText(screens.slice(1), new Map([["role", stored("lead")]]), "en");
    expect([words("role"), words("tools"), words("nothing")]).toEqual(["", "", ""]);
  });

  it("ends, even where labels speak of each other", () => {
    const circular = asking("single", ["a"]);
    circular.options[0].label = "{{first}} {{second}}";
    const both = [questionScreen("first", circular), questionScreen("second", circular)];
    const answers = new Map([
      ["first", stored("a")],
      ["second", stored("a")],
    ]);
    expect(answersAsText(both, answers, "en")("second").trim()).toBe("");
  });
});
