import { expect, it } from "vitest";
import { matchTranslations, readTranslationRows } from "./translation-file";

const address = { subjectType: "study", subjectId: "study" } as const;
const TEXTS = [
  { ...address, field: "welcomeTitle", text: "One. Two." },
  { ...address, field: "welcomeText", text: "First line\nSecond line" },
];

const file = (units: string) => ({
  name: "texts.xlf",
  bytes: Buffer.from(
    `<xliff version="1.2"><file source-language="en" target-language="de"><body>${units}</body></file></xliff>`,
  ),
});
const match = async (units: string) => {
  const read = await readTranslationRows(file(units));
  return matchTranslations(read, { from: "en", into: "de" }, TEXTS).map((text) => text.translation);
};

it("a file that a tool has indented is read without the indentation", async () => {
  const translations = await match(`
    <trans-unit resname="study:study:welcomeTitle">
      <source>
        One. Two.
      </source>
      <target>
        <mrk mtype="seg" mid="1">Eins.</mrk>
        <mrk mtype="seg" mid="2">Zwei.</mrk>
      </target>
    </trans-unit>
    <trans-unit resname="study:study:welcomeText">
      <source>
        First line
        Second line
      </source>
      <target>
        Erste Zeile
        Zweite Zeile
      </target>
    </trans-unit>`);
  expect(translations).toEqual(["Eins. Zwei.", "Erste Zeile\nZweite Zeile"]);
});

it("white space inside a translation stays where its source came back as it was", async () => {
  const unit = (source: string, target: string) =>
    `<trans-unit resname="study:study:welcomeTitle"><source>${source}</source><target>${target}</target></trans-unit>`;
  expect(await match(unit("One. Two.", "Eins.\n  Zwei."))).toEqual(["Eins.\n  Zwei."]);
  await expect(match(unit("One.Two.", "Eins."))).rejects.toThrow("translationOfOther");
});

it("a file in UTF-16, or with its accents in another Unicode form, is the file that was given", async () => {
  const texts = [{ ...address, field: "bestLabel", text: "Caf\u00e9" }];
  const xml = (source: string) =>
    `<?xml version="1.0"?><xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit resname="study:study:bestLabel"><source>${source}</source><target>Kaffee  haus</target></trans-unit></body></file></xliff>`;
  const sent = [
    Buffer.from(xml("Caf\u00e9")),
    Buffer.from(xml("Cafe\u0301")),
    Buffer.from(`\ufeff${xml("Caf\u00e9")}`, "utf16le"),
    Buffer.from(`\ufeff${xml("Caf\u00e9")}`, "utf16le").swap16(),
    Buffer.from("id,en,de\nstudy:study:bestLabel,Cafe\u0301,Kaffee  haus\n"),
  ];
  for (const bytes of sent) {
    const rows = await readTranslationRows({ name: "texts.xlf", bytes });
    const [read] = matchTranslations(rows, { from: "en", into: "de" }, texts);
    expect(read.translation).toBe("Kaffee  haus");
  }
});
