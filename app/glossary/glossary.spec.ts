import fs from "node:fs";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { glossary } from "@/lib/i18n/messages/en/glossary";
import { GLOSSARY } from "@/lib/reports/glossary";
import GlossaryPage from "./page";

const TERMS = Object.values(GLOSSARY).flat();
const METHODS = path.join(import.meta.dirname, "../../lib/analysis/METHODS.md");

it("explains each term of the list once, and no other", () => {
  const html = renderToStaticMarkup(createElement(GlossaryPage));
  const ids = Array.from(html.matchAll(/<dt id="([^"]+)"/g), ([, id]) => id);
  expect(ids).toEqual(TERMS);
  const texts = Object.keys(glossary).filter((key) => key.startsWith("text_"));
  expect(texts.sort()).toEqual(TERMS.map((term) => `text_${term}`).sort());
});

it("names figures, gaps and causes as the description of the methods does", () => {
  const said = fs.readFileSync(METHODS, "utf8").toLowerCase().replaceAll(/\s+/g, " ");
  const { figures, gaps, causes } = GLOSSARY;
  const missing = [...figures, ...gaps, ...causes]
    .map((term) => glossary[`name_${term}`].toLowerCase().replaceAll("\u2019", "'"))
    .flatMap((name) => name.split(", "))
    .filter((name) => !said.includes(name));
  expect(missing).toEqual([]);
});
