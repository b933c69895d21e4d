import fs from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { inAllLanguages } from "./in-all-languages";
import { LANGUAGES, type Language } from "./languages";
import { english } from "./messages/respondent-messages";

/** A value that a message names: "{count, plural, …}" is count, of the kind plural. */
interface Argument {
  readonly name: string;
  readonly kind: string;
  /** What a plural says for each of its categories. */
  readonly cases: Readonly<Record<string, string>>;
}

/** The text between the brace that opens at `from` and the one that closes it. */
function braced(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return text.slice(from + 1, at);
  }
  throw new Error(`A brace is never closed: ${text}`);
}

function argumentsOf(message: string): Argument[] {
  const found: Argument[] = [];
  for (let at = message.indexOf("{"); at >= 0; at = message.indexOf("{", at)) {
    const inside = braced(message, at);
    at += inside.length + 2;
    const [, name, kind = "text", rest = ""] =
      /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?(?:,(.*))?$/s.exec(inside) ?? [];
    const cases: Record<string, string> = {};
    for (let open = rest.indexOf("{"), last = 0; open >= 0; open = rest.indexOf("{", last)) {
      const text = braced(rest, open);
      cases[rest.slice(last, open).trim()] = text;
      last = open + text.length + 2;
    }
    found.push({ name, kind, cases });
    for (const text of Object.values(cases)) found.push(...argumentsOf(text));
  }
  return found;
}

const valuesOf = (message: string) =>
  [...new Set(argumentsOf(message).map(({ name, kind }) => `${name}: ${kind}`))].sort();

const languages = Object.keys(LANGUAGES) as Language[];

/** Every message of a language with its address and the English one. */
function messagesOf(language: Language) {
  return Object.entries(english).flatMap(([room, messages]) =>
    Object.entries(messages).map(([key, source]) => {
      const rooms: Record<string, Record<string, string>> = { ...inAllLanguages[language] };
      return { room, key, source, message: rooms[room][key] };
    }),
  );
}

describe("what respondents read", () => {
  it("is said in ten languages at least, one of them written from right to left", () => {
    expect(languages.length).toBeGreaterThanOrEqual(10);
    expect(languages).toEqual(
      expect.arrayContaining(["en", "es", "fr", "de", "pt", "it", "zh", "ja", "ar", "hi"]),
    );
    expect(languages.filter((each) => LANGUAGES[each].direction === "rtl")).toContain("ar");
  });

  it.each(languages)("names the values of the English sentence in each sentence of %s", (each) => {
    const messages = messagesOf(each);
    expect(messages.length).toBeGreaterThan(90);
    for (const { room, key, source, message } of messages) {
      expect([room, key, valuesOf(message)]).toEqual([room, key, valuesOf(source)]);
    }
  });

  it.each(languages)("has a form for each number that %s tells apart", (each) => {
    const categories = new Intl.PluralRules(each).resolvedOptions().pluralCategories;
    let plurals = 0;
    for (const { room, key, source, message } of messagesOf(each)) {
      const fixed = argumentsOf(source).flatMap(({ cases }) =>
        Object.keys(cases).filter((name) => name.startsWith("=")),
      );
      for (const { kind, cases } of argumentsOf(message)) {
        if (kind !== "plural") continue;
        plurals++;
        const wanted = [...categories, ...fixed].sort();
        expect([room, key, Object.keys(cases).sort()]).toEqual([room, key, wanted]);
      }
    }
    expect(plurals).toBeGreaterThanOrEqual(5);
  });

  it.each(languages)("comes out whole in %s, with every number there can be", (each) => {
    for (const { room, key, message } of messagesOf(each)) {
      const named = argumentsOf(message);
      for (const number of [0, 1, 2, 3, 11, 100, 1_000_000]) {
        const errors: unknown[] = [];
        const translate = createTranslator({
          locale: each,
          messages: { [room]: { [key]: message } },
          onError: (error) => errors.push(error),
        }) as (key: string, values: Record<string, string | number>) => string;
        const values = Object.fromEntries(
          named.map(({ name, kind }) => [name, kind === "text" ? "A & B" : number]),
        );
        const sentence = translate(`${room}.${key}`, values);
        expect([room, key, errors]).toEqual([room, key, []]);
        expect(sentence).not.toMatch(/[{}#]/);
        expect(sentence.trim()).not.toBe("");
      }
    }
  });

  it.each(languages.filter((each) => each !== "en"))("is not left in English in %s", (each) => {
    const same = messagesOf(each).filter(({ source, message }) => source === message);
    // “Total” and “error” are words of several languages; brackets around a name are no words.
    const shared = ["total", "errorPrefix", "definitionOf"];
    expect(same.map(({ key }) => key).filter((key) => !shared.includes(key))).toEqual([]);
  });
});

describe("what a respondent's request can throw", () => {
  it("is a sentence that every language has", () => {
    const folder = path.join(process.cwd(), "lib", "fielding");
    const files = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/\.spec\.ts$|^testing/.test(file));
    const thrown = files.flatMap((file) => {
      const code = fs.readFileSync(path.join(folder, file), "utf8");
      const keys = code.matchAll(
        /new Conflict\(\s*"(\w+)"|\bkey: "(\w+)"|\brefuse\(\s*(?:"[^"]*"|`[^`]*`|\w+),\s*"(\w+)"/g,
      );
      return [...keys].map(([, conflict, issue, refused]) => conflict ?? issue ?? refused);
    });
    expect(thrown.length).toBeGreaterThan(15);
    expect(thrown.filter((key) => !Object.hasOwn(english.answerErrors, key))).toEqual([]);
  });
});
