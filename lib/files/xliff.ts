import { setImmediate as givenWay } from "node:timers/promises";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { SentFile } from "./csv";
import type { FileIssues } from "./file-issues";
import { utf16Text } from "./text-file";
import { xmlCharacters } from "./xml-characters";

/** A text to be translated, by the id its study knows it by. */
export interface XliffUnit {
  readonly id: string;
  readonly source: string;
  /** Null where there is none yet. */
  readonly target: string | null;
}

export interface ReadUnit extends XliffUnit {
  /** Where the unit begins, from 1. */
  readonly line: number;
}

/** What an XLIFF file holds; a language is null where the file does not say it. */
export interface Xliff {
  readonly sourceLanguage: string | null;
  readonly targetLanguage: string | null;
  readonly units: readonly ReadUnit[];
}

/** The text of an XLIFF 1.2 file, which every translator's tool reads. */
export function xliffText({
  name,
  sourceLanguage,
  targetLanguage,
  units,
}: {
  name: string;
  sourceLanguage: string;
  targetLanguage: string;
  units: readonly XliffUnit[];
}): string {
  const body = units.map(({ id, source, target }, index) =>
    [
      `      <trans-unit id="${index + 1}" resname="${escaped(id)}" xml:space="preserve">`,
      `        <source>${escaped(source)}</source>`,
      ...(target === null ? [] : [`        <target>${escaped(target)}</target>`]),
      "      </trans-unit>",
    ].join("\n"),
  );
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">`,
    `  <file original="${escaped(name)}" source-language="${escaped(sourceLanguage)}" target-language="${escaped(targetLanguage)}" datatype="plaintext">`,
    "    <body>",
    ...body,
    "    </body>",
    "  </file>",
    "</xliff>",
    "",
  ].join("\n");
}

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function escaped(text: string): string {
  return xmlCharacters(text)
    .replace(/[&<>"]/g, (sign) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot" }[sign]};`)
    .replaceAll("\r", "&#13;");
}

/** The parser's own form of a document in its order: one key, the element's name, beside ":@". */
type Node = Record<string, unknown> & { ":@"?: Record<string, string> };

const INDEX = XMLParser.getMetaDataSymbol() as symbol;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  cdataPropName: "#cdata",
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  captureMetaData: true,
  removeNSPrefix: true,
  // Entities are put in below, once: the five of XML and characters by number, no others.
  processEntities: false,
  // Elements of any name; the groups among them are counted below, where their line is known.
  maxNestedTags: 100,
});
/** Groups of groups, far deeper than any tool writes. */
const DEEPEST = 20;

/**
 * Reads XLIFF 1.2 or 2.x, in UTF-8 or, with its mark, in UTF-16: the plain text of each unit, its segments put together. Document types,
 * and with them entities of the file's own, are refused before anything is parsed. To check the
 * text, to parse it and to read what was parsed take long each, so others have a turn in between.
 *
 * @returns null when the file is refused; `issues` then says where and why
 */
export async function readXliff(file: SentFile, issues: FileIssues): Promise<Xliff | null> {
  const known = issues.count;
  const refuse = (line: number, ...said: [Parameters<FileIssues["add"]>[1], ...object[]]) => {
    const [key, values = {}] = said;
    issues.add({ file: file.name, line, column: 1 }, key, values as Record<string, string>);
    return null;
  };
  let text: string;
  try {
    text = utf16Text(file.bytes) ?? new TextDecoder("utf-8", { fatal: true }).decode(file.bytes);
  } catch {
    return refuse(1, "fileEncoding");
  }
  const lineAt = lineCounter(text);
  const doctype = text.search(/<!(?:DOCTYPE|ENTITY)/i);
  if (doctype >= 0) return refuse(lineAt(doctype), "xliffDoctype");
  await givenWay();
  const fault = XMLValidator.validate(text);
  if (fault !== true) return refuse(fault.err.line, "xliffBroken", { reason: fault.err.msg });
  await givenWay();
  let document: Node[];
  try {
    document = parser.parse(text) as Node[];
  } catch (error) {
    // Faults that the check lets pass: a comment without an end, depth, a name that JavaScript keeps.
    const reason = error instanceof Error ? error.message : String(error);
    if (/nested/.test(reason)) return refuse(1, "xliffDeep");
    return refuse(1, "xliffBroken", { reason });
  }
  await givenWay();
  const root = document.find((node) => nameOf(node) === "xliff");
  const version = root?.[":@"]?.version ?? "";
  if (!root || !/^(1\.2|2\.\d)$/.test(version)) return refuse(1, "xliffVersion");

  const isFirst = version === "1.2";
  const files = childrenOf(root).filter((node) => nameOf(node) === "file");
  const languages = isFirst ? files[0]?.[":@"] : root[":@"];
  const units: ReadUnit[] = [];
  const visit = (nodes: readonly Node[], depth: number): void => {
    for (const node of nodes) {
      const name = nameOf(node);
      if (name === "#text") continue;
      const line = lineAt(startOf(node));
      if (name === (isFirst ? "trans-unit" : "unit")) {
        const attributes = node[":@"] ?? {};
        const id = unescaped((isFirst ? attributes.resname : attributes.name) ?? "");
        const unit = id === null || id === "" ? null : readUnit(node, id);
        if (unit === null) refuse(line, "xliffUnitId");
        else if ("tag" in unit) refuse(line, "xliffMarkup", { id: id ?? "", tag: unit.tag });
        else units.push({ ...unit, line });
      } else if (["file", "body", "group"].includes(name)) {
        if (depth > DEEPEST) refuse(line, "xliffDeep");
        else visit(childrenOf(node), depth + 1);
      }
    }
  };
  visit(files, 0);
  if (issues.count > known) return null;
  return {
    sourceLanguage: languages?.[isFirst ? "source-language" : "srcLang"] ?? null,
    targetLanguage: languages?.[isFirst ? "target-language" : "trgLang"] ?? null,
    units,
  };
}

/** What tools call a target that holds no translation yet, but the source or nothing of worth. */
const UNTRANSLATED = ["new", "needs-translation", "needs-l10n", "initial"];

/** A unit's texts; or the tag in them that is more than text. */
function readUnit(unit: Node, id: string): XliffUnit | { readonly tag: string } {
  const segments = childrenOf(unit).filter((node) =>
    ["segment", "ignorable"].includes(nameOf(node)),
  );
  let source = "";
  let target: string | null = "";
  for (const holder of segments.length > 0 ? segments : [unit]) {
    const parts = childrenOf(holder);
    const from = parts.find((node) => nameOf(node) === "source");
    const into = parts.find((node) => nameOf(node) === "target");
    const said = plainText(from);
    const translated = plainText(into);
    if (typeof said !== "string") return said;
    if (typeof translated !== "string") return translated;
    source += said;
    // What parts two segments is seldom translated; a segment without a target is.
    // Version 2 says how far a segment is, version 1.2 how far a target is.
    const state = into?.[":@"]?.state ?? holder[":@"]?.state ?? "";
    if (UNTRANSLATED.includes(state)) target = null;
    else if (into) target = target === null ? null : target + translated;
    else if (nameOf(holder) === "ignorable") target = target === null ? null : target + said;
    else target = null;
  }
  return { id, source, target };
}

function plainText(node: Node | undefined): string | { readonly tag: string } {
  let text = "";
  for (const part of node ? childrenOf(node) : []) {
    const name = nameOf(part);
    const held = part[name];
    if (name === "#text") {
      const plain = unescaped(String(held));
      if (plain === null) return { tag: "&" };
      text += plain;
    } else if (name === "#cdata") {
      text += childrenOf(part)
        .map((inner) => String(inner["#text"] ?? ""))
        .join("");
    } else if (name === "mrk") {
      // It marks a stretch, as a segment or for a note, and changes nothing of its text.
      const marked = plainText(part);
      if (typeof marked !== "string") return marked;
      text += marked;
    } else if (name !== "#comment") return { tag: name };
  }
  return text.replace(/\r\n?/g, "\n");
}

/** Null for an entity that XML itself does not know. */
function unescaped(text: string): string | null {
  let isKnown = true;
  const plain = text.replace(/&([^;&\s]*);?/g, (_, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2], number[1] ? 16 : 10) : -1;
    if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    // Every object has a constructor: only names of the list's own are of the list.
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : null;
    if (known === null) isKnown = false;
    return known ?? "";
  });
  return isKnown ? plain : null;
}

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== ":@") ?? "";
}

function childrenOf(node: Node): Node[] {
  const held = node[nameOf(node)];
  return Array.isArray(held) ? (held as Node[]) : [];
}

function startOf(node: Node): number {
  const at = (node as Record<symbol, { startIndex?: number } | undefined>)[INDEX];
  return at?.startIndex ?? 0;
}

/** The line of a place in a text, from 1; its line ends are looked for once. */
function lineCounter(text: string): (index: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at);
  return (index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle] < index) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
