import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { Conflict, InvalidInput } from "@/lib/errors";
import { csvText, safeCell } from "@/lib/files/csv";
import { inLanguage, missingTexts } from "@/lib/translations/in-language";
import { addressText, studyTexts } from "@/lib/translations/study-texts";
import { saveItems } from "../items/save-items";
import { launchGate } from "../launch/launch-gate";
import { launchStudy } from "../launch/launch-study";
import { createStudy } from "../lifecycle/create-study";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";
import { exportTranslations } from "./export-translations";
import { importTranslations } from "./import-translations";
import { saveLanguages } from "./save-languages";
import { saveTranslations } from "./save-translations";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const AR = { locale: "ar" } as const;

async function issuesOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof InvalidInput)) throw error ?? new Error("Nothing was refused.");
  return error.issues.map(({ path, key }) => `${path} ${key}`);
}

describeOnBothDatabases("a study in several languages", (db) => {
  async function draft() {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Languages", from: { kind: "template", template: "pmo-capabilities" } },
    });
    const content = () => contentOf(db(), studyId);
    const request = <Input>(input: Input) => ({ db: db(), actor, input: { studyId, ...input } });
    return { actor, studyId, content, request };
  }

  /** A file with every text and what `translate` makes of it. */
  async function fileOf(studyId: string, translate = (text: string) => `ع ${text}`) {
    const texts = studyTexts(await contentOf(db(), studyId));
    const rows = texts.map((text) => [
      addressText(text),
      safeCell(text.text),
      safeCell(translate(text.text)),
    ]);
    return { ...AR, name: "ar.csv", bytes: bytesOf(csvText([["id", "en", "ar"], ...rows])) };
  }

  it("is not launched in a language while one of its texts is missing or out of date", async () => {
    const { studyId, content, request } = await draft();
    await storeSmallDesign(db(), studyId);
    const linesOf = async () =>
      launchGate(await content())
        .filter(({ code }) => code === "translationsMissing")
        .map(({ severity, part, values }) => ({ severity, part, ...values }));
    expect(await linesOf()).toEqual([]);
    await saveLanguages(request({ default: "en" as const, offered: ["ar" as const] }));
    const count = studyTexts(await content()).length;
    expect(count).toBeGreaterThan(40);
    const line = { severity: "error", part: "languages", locale: "ar" };
    expect(await linesOf()).toEqual([{ ...line, count, outdated: 0 }]);
    await expect(launchStudy(request({}))).rejects.toThrow(Conflict);

    expect(await importTranslations(request(await fileOf(studyId)))).toEqual({
      taken: count,
      changed: count,
    });
    expect(await linesOf()).toEqual([]);
    const items = (await content()).items.map(({ number, label, definition }) => ({
      ...{ number, definition },
      label: number === 1 ? "Renamed" : label,
    }));
    await saveItems(request({ items }));
    expect(await linesOf()).toEqual([{ ...line, count: 1, outdated: 1 }]);
    const text = { id: "item:1:label", source: "Renamed", text: "جديد" };
    await saveTranslations(request({ ...AR, texts: [text] }));
    await storeSmallDesign(db(), studyId);
    expect(await linesOf()).toEqual([]);
    await launchStudy(request({}));
  });

  it("comes out translated whole, down to the last option, and unchanged in its own language", async () => {
    const { studyId, content, request } = await draft();
    const before = await content();
    await importTranslations(request(await fileOf(studyId)));
    const after = await content();
    expect(inLanguage(after, "en")).toEqual(after);
    expect({ ...after, translations: [] }).toEqual(before);
    const texts = studyTexts(inLanguage(after, "ar"));
    expect(texts.map(({ text }) => text)).toEqual(studyTexts(after).map(({ text }) => `ع ${text}`));
    const types = new Set(texts.map(({ subjectType }) => subjectType));
    expect([...types].sort()).toEqual(["item", "option", "screen", "study"]);
    expect(inLanguage(after, "ar").cohorts).toEqual(after.cohorts);
  });

  it.each(["csv", "xlf"] as const)(
    "goes to translators and back as %s, the same",
    async (format) => {
      const { studyId, content, request } = await draft();
      const odd = (text: string) => `=1+1 "${text}"\n<b>&amp;</b>, ;\ttab`;
      await importTranslations(request(await fileOf(studyId, odd)));
      const stored = await content();
      const file = await exportTranslations(request({ ...AR, format }));
      const again = { ...AR, name: `ar.${format}`, bytes: bytesOf(file) };
      const count = studyTexts(stored).length;
      expect(await importTranslations(request(again))).toEqual({ taken: count, changed: 0 });
      expect((await content()).translations).toEqual(stored.translations);
      expect(await exportTranslations(request({ ...AR, format }))).toBe(file);
    },
  );

  it("keeps what a file leaves out, and what a translator was not given again", async () => {
    const { studyId, content, request } = await draft();
    await importTranslations(request(await fileOf(studyId)));
    const before = (await content()).translations;
    const blank = await fileOf(studyId, () => "");
    expect(await importTranslations(request(blank))).toEqual({ taken: 0, changed: 0 });
    const few = "id,en,ar\n";
    await importTranslations(request({ ...AR, name: "ar.csv", bytes: bytesOf(few) }));
    expect((await content()).translations).toEqual(before);
  });

  it("refuses a whole file for each doubtful line, naming it, and takes nothing", async () => {
    const { content, request } = await draft();
    const { items } = await content();
    const [one, two] = items.map(({ label }) => label);
    const rows = [
      ["item:1:label", one, "واحد"],
      ["item:99:label", "Nobody", "لا أحد"],
      ["item:1:label", one, "ثانية"],
      ["item:2:label", `${two} of old`, "قديم"],
      ["item:3:label", items[2].label, "{{role}}"],
    ];
    const bytes = bytesOf(csvText([["id", "en", "ar"], ...rows]));
    expect(await issuesOf(importTranslations(request({ ...AR, name: "a.csv", bytes })))).toEqual([
      "a.csv:3:1 translationUnknown",
      "a.csv:4:1 translationTwice",
      "a.csv:5:1 translationOfOther",
      "a.csv:6:1 translationPlaces",
    ]);
    const wrong = bytesOf("id,en,fr\n");
    expect(
      await issuesOf(importTranslations(request({ ...AR, name: "a.csv", bytes: wrong }))),
    ).toEqual(["a.csv:1:1 translationHeader"]);
    expect((await content()).translations).toEqual([]);
  });

  it("does not take a translation for words that changed while it was typed", async () => {
    const { content, request } = await draft();
    const [first, second] = studyTexts(await content());
    const texts = [
      { id: addressText(first), source: first.text, text: "أول" },
      { id: addressText(second), source: `${second.text} before`, text: "ثان" },
    ];
    expect(await issuesOf(saveTranslations(request({ ...AR, texts })))).toEqual([
      "texts.1.text translationChanged",
    ]);
    expect(missingTexts(await content(), "ar")).toHaveLength(studyTexts(await content()).length);
    await saveTranslations(request({ ...AR, texts: texts.slice(0, 1) }));
    await saveTranslations(request({ ...AR, texts: [{ ...texts[0], text: "" }] }));
    expect((await content()).translations).toEqual([]);
  });
});
