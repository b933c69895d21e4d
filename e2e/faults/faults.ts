/**
 * Does the harm that a promise speaks of, in the long form of its tests, and says what became of it.
 *
 *   npm run faults                     the faults by name, and the promises of db/README.md they try
 *   npm run faults -- full-disk kill   those
 *   npm run faults -- all              each after the other
 *
 * Ends with 0 when everything held, with 1 when something did not, with 2 for a name that is none.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

interface Fault {
  readonly name: string;
  /** Numbers in the table of promises. */
  readonly promises: readonly number[];
  readonly what: string;
  /** Browser tests that do it, by their names: they need the production build. */
  readonly browser?: readonly string[];
  /** Specs that do it. */
  readonly specs?: readonly string[];
}

const FAULTS: readonly Fault[] = [
  {
    name: "kill",
    promises: [1, 16],
    what: "the server killed under eight clients, on SQLite and on a PostgreSQL that crashes too",
    browser: ["kill.spec"],
  },
  {
    name: "power-loss",
    promises: [2],
    what: "the power cut after a commit: what is not on the disk is gone",
    browser: ["postgres-start"],
    specs: ["db/sqlite.spec.ts"],
  },
  {
    name: "cut-replies",
    promises: [3, 4, 5],
    what: "replies lost after the commit, sent again, pressed twice, from two windows, by a proxy",
    browser: ["background-save", "offline", "presses", "answers-in-place", "sources.spec"],
    specs: ["lib/fielding/interview/interview.spec.ts"],
  },
  {
    name: "burst",
    promises: [6, 8, 16],
    what: "everybody at once on the last places, from two processes",
    browser: ["burst"],
    specs: ["lib/fielding/quotas.spec.ts"],
  },
  {
    name: "quota-kill",
    promises: [6, 16],
    what: "the server killed in the middle of claims",
    browser: ["quota-kill"],
  },
  {
    name: "edits-when-live",
    promises: [7],
    what: "every verb that edits, after the launch",
    specs: ["lib/studies/lifecycle", "lib/studies/launch"],
  },
  {
    name: "forged-links",
    promises: [9],
    what: "links guessed, changed, swapped and opened by machines",
    browser: ["sources.spec", "invitations"],
    specs: ["lib/fielding/sources.spec.ts", "lib/panels"],
  },
  {
    name: "locked-database",
    promises: [10],
    what: "a foreign lock that does not go",
    browser: ["postgres-start", "no-connection"],
    specs: ["db/lock-patience.spec.ts", "db/write-turns.spec.ts"],
  },
  {
    name: "full-disk",
    promises: [11],
    what: "a disk without room (as root on Linux)",
    specs: ["db/disk-full.spec.ts"],
  },
  {
    name: "clock-steps",
    promises: [13],
    what: "a clock set two days on and back",
    specs: ["lib/fielding/clock-steps.spec.ts"],
  },
  {
    name: "backup-under-load",
    promises: [14],
    what: "a backup while people answer, put back",
    specs: ["lib/cli/commands/backup.spec.ts"],
  },
  {
    name: "killed-migration",
    promises: [15],
    what: "a new release killed while it copies and migrates",
    browser: ["postgres-start"],
    specs: ["db/sqlite.spec.ts", "app/studies/earlier-data/earlier-data.spec.ts"],
  },
  {
    name: "files-under-load",
    promises: [17],
    what: "files read while people answer",
    specs: ["lib/reports/export", "app/studies/earlier-data"],
  },
  {
    name: "impossible-answers",
    promises: [18],
    what: "random posts of every kind",
    specs: ["lib/fielding/interview/interview.spec.ts", "lib/fielding/screens"],
  },
  {
    name: "strangers",
    promises: [22],
    what: "endless starts, bodies of 300 MB, files made to be slow",
    browser: ["bodies", "sign-in"],
    specs: [
      "lib/fielding/entry/start-limit.spec.ts",
      "app/_http/receive-body.spec.ts",
      "lib/files/parsers.spec.ts",
    ],
  },
  {
    name: "random-interviews",
    promises: [23],
    what: "random answers, edits, pauses and endings, counters compared after each step",
    specs: ["lib/fielding/held-places.spec.ts", "lib/studies/questionnaire/used-ids.spec.ts"],
  },
  {
    name: "ways-in",
    promises: [24],
    what: "every way into a study, and what its people are told",
    browser: ["consent"],
    specs: ["lib/fielding/sources.spec.ts", "app/r/consent.spec.ts"],
  },
];

const ROOT = path.resolve(import.meta.dirname, "../..");

function main(names: readonly string[]): number {
  if (names.length === 0) {
    for (const { name, promises, what } of FAULTS) {
      console.log(`${name.padEnd(20)}${promises.join(", ").padEnd(10)}${what}`);
    }
    return 0;
  }
  const unknown = names.filter(
    (name) => name !== "all" && !FAULTS.some((one) => one.name === name),
  );
  if (unknown.length > 0) {
    console.error(`No such fault: ${unknown.join(", ")}. npm run faults lists them.`);
    return 2;
  }
  const chosen = FAULTS.filter(({ name }) => names.includes("all") || names.includes(name));
  if (chosen.some(({ browser }) => browser) && !fs.existsSync(path.join(ROOT, ".next/BUILD_ID"))) {
    console.error("There is no production build to try it on. Run first: npm run build");
    return 2;
  }
  const results = chosen.map((fault) => ({ ...fault, holds: hasHeld(fault) }));
  for (const { name, promises, holds } of results) {
    const about = `${promises.length === 1 ? "promise" : "promises"} ${promises.join(", ")}`;
    console.log(`${holds ? "holds " : "BROKEN"}  ${name} (${about})`);
  }
  return results.every(({ holds }) => holds) ? 0 : 1;
}

/** All tests of a fault, the later ones too where an earlier one fails. */
function hasHeld({ specs = [], browser = [] }: Fault): boolean {
  const ran = [
    specs.length === 0 || passes("vitest", ["run", ...specs]),
    browser.length === 0 ||
      passes("playwright", ["test", "-c", "e2e/playwright.config.ts", ...browser]),
  ];
  return ran.every(Boolean);
}

function passes(tool: string, args: readonly string[]): boolean {
  const env = { ...process.env, FULL: "1" };
  const bin = path.join(ROOT, "node_modules/.bin", tool);
  return spawnSync(bin, args, { cwd: ROOT, env, stdio: "inherit" }).status === 0;
}

process.exitCode = main(process.argv.slice(2));
