import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Text that stands in every page, and how a content security policy names it. */
interface Inline {
  readonly text: string;
  readonly source: string;
}

interface Assets {
  readonly style: Inline;
  /** Fetches the script: a page is read before it is there, and works without it. */
  readonly loader: Inline;
  /** A file of its own, which a browser keeps: only the first screen pays for it. */
  readonly script: { readonly name: string; readonly text: string };
}

let loaded: Assets | undefined;

/** The style sheet and the script of all pages, read once. */
export function assets(): Assets {
  loaded ??= load();
  return loaded;
}

function load(): Assets {
  const own = filesOf("questions").filter((name) => name.endsWith(".css"));
  const sheets = ["respondent.css", ...own.map((name) => path.join("questions", name))];
  const style = shrinkStyle(sheets.map(read).join("\n"));
  const script = shrinkScript(read("respondent.js"));
  const name = `${hashOf(script, "base64url").slice(0, 22)}.js`;
  const loader = `document.head.append(Object.assign(document.createElement("script"),{src:"/r/script/${name}"}))`;
  return { style: inline(style), loader: inline(loader), script: { name, text: script } };
}

function inline(text: string): Inline {
  return { text, source: `'sha256-${hashOf(text, "base64")}'` };
}

function hashOf(text: string, encoding: "base64" | "base64url"): string {
  return createHash("sha256").update(text).digest(encoding);
}

// Bundled code has no folder of its own, so files are found from the project's.
const FOLDER = path.join(process.cwd(), "app", "r", "_screens");

function read(file: string): string {
  return fs.readFileSync(path.join(FOLDER, file), "utf8");
}

/** In a fixed order. */
function filesOf(folder: string): string[] {
  return fs.readdirSync(path.join(FOLDER, folder)).sort();
}

/** Without comments and the space that nobody needs. */
function shrinkStyle(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/\b0\./g, ".")
    .replace(/;}/g, "}")
    .trim();
}

/** Without lines of comment and indentation. */
function shrinkScript(js: string): string {
  return js.replace(/^\s*(\/\/.*)?\n?/gm, "").trim();
}
