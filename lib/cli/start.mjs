/**
 * Starts the commands: from the bundle that `npm run build` made, or from the source where there is
 * none or something in it has changed since. Reading the source takes four times as long.
 */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUNDLE = path.resolve(ROOT, process.env.NEXT_DIST_DIR ?? ".next", "bundle", "tradeoff.mjs");
/** Where everything lies that a command is made of. */
const SOURCES = ["lib", "db", "package-lock.json"];

function isNewer(file, than) {
  const { mtimeMs } = fs.statSync(file);
  return mtimeMs > than;
}

function isFresh() {
  const made = fs.statSync(BUNDLE, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return false;
  return !SOURCES.some((source) => {
    const place = path.join(ROOT, source);
    if (!fs.statSync(place).isDirectory()) return isNewer(place, made);
    return fs
      .readdirSync(place, { recursive: true })
      .some((name) => /\.tsx?$/.test(name) && isNewer(path.join(place, name), made));
  });
}

if (isFresh()) await import(pathToFileURL(BUNDLE).href);
else {
  const { register } = await import("tsx/esm/api");
  register();
  await import("./tradeoff.ts");
}
