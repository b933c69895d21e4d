import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saveItemsInput } from "../items/schema";
import { saveQuestionnaireInput } from "../questionnaire/schema";
import {
  hint,
  itemDefinition,
  itemLabel,
  optionLabel,
  screenText,
  sentence,
  shortLabel,
  studyName,
  webAddress,
} from "./schema";

const TEXTS = {
  hint,
  itemDefinition,
  itemLabel,
  optionLabel,
  screenText,
  sentence,
  shortLabel,
  studyName,
};

/** Words with every kind of line break between them. */
const lines = fc
  .array(fc.tuple(fc.constantFrom("a", "Zwei", "は"), fc.constantFrom("\n", "\r\n", "\r")), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => `${parts.map(([word, end]) => word + end).join("")}end`);

describe("a text from slides or a document", () => {
  it.each(Object.entries(TEXTS))(
    "%s has plain line breaks and no control characters",
    (_, schema) => {
      expect(schema.parse("One\u000bTwo\u2028Three\u0001\ufffe\ud800!\u{1f600}")).toBe(
        "One\nTwo\nThree!\u{1f600}",
      );
    },
  );
});

describe("the lines of a text", () => {
  it.each(Object.entries(TEXTS))("%s holds them with LF, whatever a browser sends", (_, schema) => {
    fc.assert(
      fc.property(lines, (text) => {
        const stored = schema.parse(text);
        expect(stored).toBe(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"));
        expect(schema.parse(stored)).toBe(stored);
      }),
    );
  });

  it("are so inside whole forms too", () => {
    const { items } = saveItemsInput.parse({
      studyId: "s",
      items: [{ number: null, label: "One\r\ntwo", definition: "Three\r\nfour" }],
    });
    expect(items[0]).toMatchObject({ label: "One\ntwo", definition: "Three\nfour" });
    const texts = {
      welcomeTitle: "One\r\ntwo",
      welcomeText: "",
      choiceQuestion: "One\r\ntwo",
      bestLabel: "One\r\ntwo",
      worstLabel: "",
      thanksText: "",
      screenedOutText: "",
    };
    const saved = saveQuestionnaireInput.parse({ studyId: "s", texts, allocations: [], order: [] });
    expect(JSON.stringify(saved)).not.toContain("\\r");
  });
});

it("takes as an address what a browser opens as a page, and nothing else", () => {
  for (const text of ["https://institute.example/privacy", "http://x.org/?a=1#b"]) {
    expect(webAddress.safeParse(text).success).toBe(true);
  }
  for (const text of [
    "javascript:alert(1)",
    "institute.example",
    "https://",
    "https://a b.org",
    "ftp://x.org",
  ]) {
    expect(webAddress.safeParse(text).success, text).toBe(false);
  }
});
