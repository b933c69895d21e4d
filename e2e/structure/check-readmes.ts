/**
 * Holds the READMEs to the files they name: a file, a folder or a script of npm that stands in backticks
 * exists, a bare name of a file somewhere below the README. Names of functions are not looked at.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MIN_NAMES = 200;

const places = [
  ...readdirSync(ROOT),
  ...["app", "lib", "db", "e2e"].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" }).map((place) =>
      path.posix.join(room, ...place.split(path.sep)),
    ),
  ),
];
const known = new Set(places.flatMap((place) => [place, place.replace(/\.(tsx?|mjs|js)$/, "")]));
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));

const SOURCE = /^[\w@.[\]/-]+\.(tsx?|mjs|js|md|css|R)$/;
const FOLDER = /^[\w@.[\]-]+\/([\w@.[\]-]+\/)*$/;
const IN_THE_HOUSE = /^(app|lib|db|e2e)\/[\w@.[\]/-]*$/;

/** Whether a name leads to a place: from the root, from the README, or at the end of some longer path. */
function leadsSomewhere(name: string, folder: string): boolean {
  const place = name.replace(/\/$/, "");
  if (known.has(place) || known.has(path.posix.join(folder, place))) return true;
  const within = name.includes("/") ? "" : `${folder}/`;
  return places.some((other) => other.startsWith(within) && other.endsWith(`/${place}`));
}

let seen = 0;
const lost: string[] = [];
for (const readme of places.filter((place) => /(^|\/)(README|METHODS)\.md$/.test(place))) {
  const text = readFileSync(path.join(ROOT, readme), "utf8");
  text.split("\n").forEach((line, index) => {
    const say = (name: string) => lost.push(`${readme}:${index + 1}: ${name}`);
    for (const [, script] of line.matchAll(/\bnpm run (?:-s |--silent )?([\w:]+)/g)) {
      seen++;
      if (!Object.hasOwn(scripts, script)) say(`npm run ${script}`);
    }
    for (const [, quoted] of line.matchAll(/`([^`]+)`/g)) {
      for (const name of quoted.split(/\s+/)) {
        if (!SOURCE.test(name) && !FOLDER.test(name) && !IN_THE_HOUSE.test(name)) continue;
        seen++;
        if (!leadsSomewhere(name, path.posix.dirname(readme))) say(name);
      }
    }
  });
}
console.log(`The READMEs name ${seen} files, folders and scripts.`);
if (seen < MIN_NAMES) throw new Error(`At least ${MIN_NAMES} names are expected.`);
if (lost.length > 0) {
  console.error(`These are not there:\n${lost.join("\n")}`);
  process.exit(1);
}
