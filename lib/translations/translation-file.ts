import { csvText, fromSafeCell, readCsv, type SentFile, safeCell } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";
import { utf16Text } from "@/lib/files/text-file";
import { readXliff, xliffText } from "@/lib/files/xliff";
import { xmlCharacters } from "@/lib/files/xml-characters";
import type { MissingText } from "./in-language";
import { losesPlaces } from "./kept-places";
import { addressText, type StudyText } from "./study-texts";

export type TranslationFormat = "csv" | "xlf";

/** A text with its translation, null where it has none that fits. */
export interface TranslatedText extends StudyText {
  readonly translation: string | null;
}

/** Texts with what is stored of them in a language; what has fallen behind is not told. */
export function withTranslations(
  texts: readonly StudyText[],
  stored: ReadonlyMap<string, { readonly text: string }>,
  missing: readonly MissingText[],
): TranslatedText[] {
  const lacking = new Set(missing.map(addressText));
  return texts.map((text) => {
    const id = addressText(text);
    return { ...text, translation: lacking.has(id) ? null : (stored.get(id)?.text ?? null) };
  });
}

/** The file a translator gets: each text with its id, and its translation as far as there is one. */
export function translationFile(
  format: TranslationFormat,
  { name, from, into }: { name: string; from: string; into: string },
  texts: readonly TranslatedText[],
): string {
  if (format === "xlf") {
    return xliffText({
      name,
      sourceLanguage: from,
      targetLanguage: into,
      units: texts.map((text) => ({
        id: addressText(text),
        source: text.text,
        target: text.translation,
      })),
    });
  }
  return csvText([
    ["id", from, into],
    ...texts.map((text) => [
      addressText(text),
      safeCell(text.text),
      safeCell(text.translation ?? ""),
    ]),
  ]);
}

interface Row {
  readonly line: number;
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** Longer than the longest text that can be written. */
export const MAX_TRANSLATION = 4_000;

/** What a translator's file says, before it is held against any study. */
export interface TranslationRows {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Tells the issue of a file that is not from this language into that one. */
  readonly languages: (issues: FileIssues, from: string, into: string) => void;
}

/**
 * Reads a file of translations in either format: what takes long of an import, and needs nothing of
 * the study.
 *
 * @throws InvalidInput naming each fault by its place
 */
export async function readTranslationRows(file: SentFile): Promise<TranslationRows> {
  const issues = new FileIssues();
  const beginning = file.bytes.subarray(0, 200);
  const isXml = /^\s*</.test(utf16Text(beginning) ?? new TextDecoder().decode(beginning));
  const read = await (isXml ? xliffRows : csvRows)(file, issues);
  issues.throwIfAny();
  if (!read) throw new Error("A file was refused without a reason.");
  return { name: file.name, ...read };
}

/**
 * The translations of a file for the texts of a study. Rows without one are left out.
 *
 * @param texts what the study says now
 * @throws InvalidInput naming each doubtful line and why; with one nothing may be taken
 */
export function matchTranslations(
  { name, rows, languages }: TranslationRows,
  { from, into }: { from: string; into: string },
  texts: readonly StudyText[],
): TranslatedText[] {
  const issues = new FileIssues();
  languages(issues, from, into);
  issues.throwIfAny();
  const known = new Map(texts.map((text) => [addressText(text), text]));
  const lines = new Map<string, number>();
  const taken: TranslatedText[] = [];
  for (const { line, id, source, target } of rows) {
    const refuse = (...said: [Parameters<FileIssues["add"]>[1], Record<string, string | number>]) =>
      issues.add({ file: name, line, column: 1 }, ...said);
    const text = known.get(id);
    const first = lines.get(id);
    lines.set(id, first ?? line);
    if (!text) refuse("translationUnknown", { id });
    else if (first !== undefined) refuse("translationTwice", { id, first });
    else if (oneLine(source) !== oneLine(text.text))
      refuse("translationOfOther", { id, now: text.text });
    else if (target.length > MAX_TRANSLATION) {
      refuse("translationLong", { id, maximum: MAX_TRANSLATION });
    } else if (target.trim() !== "") {
      const places = losesPlaces(text.text, target);
      if (places) refuse("translationPlaces", { id, places });
      else taken.push({ ...text, translation: asIndented(source, text.text, target) });
    }
  }
  issues.throwIfAny();
  return taken;
}

/** A text as one line in one Unicode form: what tools change of both when they set a file anew. */
function oneLine(text: string): string {
  return xmlCharacters(text).normalize("NFC").replace(/\s+/g, " ").trim();
}

/** A translation without the indentation that its file has put into it, as its source shows. */
function asIndented(source: string, original: string, target: string): string {
  if (source.normalize("NFC") === original.normalize("NFC")) return target.trim();
  if (!original.includes("\n")) return oneLine(target);
  const lines = target.split("\n").map((line) => line.trim());
  return lines.join("\n").trim();
}

type Read = Omit<TranslationRows, "name"> | null;

async function csvRows(file: SentFile, issues: FileIssues): Promise<Read> {
  const table = await readCsv(file, issues);
  if (!table) return null;
  const languages: TranslationRows["languages"] = (told, from, into) => {
    if (table.header.join() === ["id", from, into].join()) return;
    const values = { found: table.header.join(","), layout: `id,${from},${into}` };
    told.add({ file: file.name, line: 1, column: 1 }, "translationHeader", values);
  };
  // Of a table with fewer columns, whose header is refused, every row lacks some.
  const rows = table.rows.map(({ line, fields: [id, source = "", target = ""] }) => ({
    line,
    id: id.trim(),
    source: asPlain(source),
    target: asPlain(target),
  }));
  return { rows, languages };
}

function asPlain(cell: string): string {
  return fromSafeCell(cell).replace(/\r\n?/g, "\n");
}

async function xliffRows(file: SentFile, issues: FileIssues): Promise<Read> {
  const read = await readXliff(file, issues);
  if (!read) return null;
  const { sourceLanguage, targetLanguage } = read;
  const isOther = (said: string | null, wanted: string) =>
    said !== null && said.split(/[-_]/)[0].toLowerCase() !== wanted.split("-")[0].toLowerCase();
  const languages: TranslationRows["languages"] = (told, from, into) => {
    if (!isOther(sourceLanguage, from) && !isOther(targetLanguage, into)) return;
    const found = { foundFrom: sourceLanguage ?? "", foundInto: targetLanguage ?? "" };
    const values = { ...found, from, into };
    told.add({ file: file.name, line: 1, column: 1 }, "translationLanguages", values);
  };
  return {
    rows: read.units.map(({ target, ...unit }) => ({ ...unit, target: target ?? "" })),
    languages,
  };
}
