import { describe, expect, it } from "vitest";
import { InvalidInput } from "@/lib/errors";
import { FileIssues } from "./file-issues";
import { readXliff, xliffText } from "./xliff";

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function read(text: string) {
  const issues = new FileIssues();
  const xliff = await readXliff({ name: "texts.xlf", bytes: bytesOf(text) }, issues);
  issues.throwIfAny();
  return xliff;
}

async function refusal(text: string): Promise<string[]> {
  try {
    await read(text);
  } catch (error) {
    if (error instanceof InvalidInput) return error.issues.map(({ path, key }) => `${path} ${key}`);
    throw error;
  }
  return [];
}

const first = (units: string) =>
  `<?xml version="1.0"?>\n<xliff version="1.2">\n<file source-language="en" target-language="ar">\n<body>\n${units}\n</body></file></xliff>`;
const second = (units: string) =>
  `<xliff version="2.0" srcLang="en" trgLang="ar" xmlns="urn:oasis:names:tc:xliff:document:2.0">\n<file id="f">\n${units}\n</file></xliff>`;

describe("an XLIFF file", () => {
  it("gives back every text it was written with, whatever is in it", async () => {
    const units = [
      { id: "item:1:label", source: `a < b & "c" > 'd'`, target: "لا & <نعم>" },
      { id: "item:2:label", source: "Two\n\nparagraphs\twith  spaces ", target: null },
      { id: "option:role.a&b:label", source: "&amp; &#65; {{role}}", target: "甲\n乙 ]]>" },
      { id: "item:3:label", source: "1", target: "0" },
    ];
    const text = xliffText({ name: "a&b", sourceLanguage: "en", targetLanguage: "ar", units });
    const again = await read(text);
    expect(again).toMatchObject({ sourceLanguage: "en", targetLanguage: "ar" });
    expect(again?.units.map(({ line: _, ...unit }) => unit)).toEqual(units);
    expect(again?.units.map(({ line }) => line)).toEqual([5, 9, 14, 19]);
  });

  it("is read in version 2 too, segments put together and groups gone into", async () => {
    const text = second(
      `<group id="g"><unit id="u1" name="study:study:welcomeText"><segment><source>One.</source><target>واحد.</target></segment><ignorable><source> </source></ignorable><segment><source>Two.</source><target>اثنان.</target></segment></unit></group>
<unit id="u2" name="item:1:label"><notes><note>careful</note></notes><segment><source><![CDATA[A & B]]></source></segment></unit>`,
    );
    expect(await read(text)).toEqual({
      sourceLanguage: "en",
      targetLanguage: "ar",
      units: [
        { id: "study:study:welcomeText", source: "One. Two.", target: "واحد. اثنان.", line: 3 },
        { id: "item:1:label", source: "A & B", target: null, line: 4 },
      ],
    });
  });

  it("counts a target as a translation only where its state says that it is one", async () => {
    const unit = (state: string) =>
      `<trans-unit resname="i"><source>a</source><target${state}>b</target></trans-unit>`;
    const states = [
      "",
      "new",
      "needs-translation",
      "needs-l10n",
      "needs-review-translation",
      "final",
    ];
    const text = first(states.map((state) => unit(state && ` state="${state}"`)).join("\n"));
    const targets = (await read(text))?.units.map(({ target }) => target);
    expect(targets).toEqual(["b", null, null, null, "b", "b"]);

    const segment = (state: string) =>
      `<unit name="i"><segment${state}><source>a</source><target>b</target></segment></unit>`;
    const later = second(
      ["", "initial", "translated", "reviewed"]
        .map((state) => segment(state && ` state="${state}"`))
        .join("\n"),
    );
    expect((await read(later))?.units.map(({ target }) => target)).toEqual(["b", null, "b", "b"]);
  });

  it("is read with segments marked inside the texts", async () => {
    const text = first(
      `<trans-unit resname="i"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source><target><mrk mtype="seg" mid="1">واحد.</mrk> <mrk mtype="seg" mid="2">اثنان.</mrk></target></trans-unit>`,
    );
    expect((await read(text))?.units).toEqual([
      { id: "i", source: "One. Two.", target: "واحد. اثنان.", line: 5 },
    ]);
    const inside = `<trans-unit resname="i"><source>a</source><target><mrk mtype="seg"><x id="1"/>b</mrk></target></trans-unit>`;
    expect(await refusal(first(inside))).toEqual(["texts.xlf:5:1 xliffMarkup"]);
  });

  it("is XML whatever control characters its texts have", async () => {
    const source = "a\u000bb\u0001c\ufffed\ud800e\u{1f600}";
    const unit = { id: "i\u0002", source, target: source };
    const text = xliffText({
      name: "\u0003",
      sourceLanguage: "en",
      targetLanguage: "ar",
      units: [unit],
    });
    expect((await read(text))?.units).toEqual([
      { id: "i", source: "abcde\u{1f600}", target: "abcde\u{1f600}", line: 5 },
    ]);
  });

  it("is read in stretches, between which others have their turn", async () => {
    const unit = { id: "item:1:label", source: "One", target: null };
    const units = Array.from({ length: 500 }, () => unit);
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    await read(xliffText({ name: "a", sourceLanguage: "en", targetLanguage: "ar", units }));
    clearInterval(other);
    expect(turns).toBeGreaterThan(1);
  });

  it("is refused with a document type, so that no entity of its own is ever put in", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n${first("")}`;
    expect(await refusal(bomb)).toEqual(["texts.xlf:1:1 xliffDoctype"]);
    const unknown = first(
      `<trans-unit resname="i"><source>&b;</source><target>x</target></trans-unit>`,
    );
    expect(await refusal(unknown)).toEqual(["texts.xlf:5:1 xliffMarkup"]);
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf", "nosuch"])(
    "is refused for &%s;, which no XML knows, whatever objects know",
    async (name) => {
      const unit = `<trans-unit resname="i"><source>a</source><target>a&${name};b</target></trans-unit>`;
      expect(await refusal(first(unit))).toEqual(["texts.xlf:5:1 xliffMarkup"]);
    },
  );

  it("is refused, with the line, for markup in a text, a unit without id, or what is no XLIFF", async () => {
    const markup = `<trans-unit resname="i"><source>a</source><target>a <g id="1">b</g></target></trans-unit>`;
    const nameless = `<trans-unit id="1"><source>a</source></trans-unit>`;
    expect(await refusal(first(`${markup}\n${nameless}`))).toEqual([
      "texts.xlf:5:1 xliffMarkup",
      "texts.xlf:6:1 xliffUnitId",
    ]);
    expect(await refusal("<html></html>")).toEqual(["texts.xlf:1:1 xliffVersion"]);
    expect(await refusal("<xliff version='1.2'><file></xliff>")).toEqual([
      "texts.xlf:1:1 xliffBroken",
    ]);
    expect(await refusal(first("<group>".repeat(50) + "</group>".repeat(50)))).toEqual([
      "texts.xlf:5:1 xliffDeep",
    ]);
  });

  it("is refused, not failed over, for what only the parser finds", async () => {
    const deep = "<group>".repeat(5_000) + "</group>".repeat(5_000);
    expect(await refusal(first(deep))).toEqual(["texts.xlf:1:1 xliffDeep"]);
    for (const text of [`${first("")}<!--`, `${first("")}<?a`, first("<__proto__/>")]) {
      expect(await refusal(text)).toEqual([expect.stringMatching(/xliffBroken$/)]);
    }
  });
});
