/**
 * Whole interviews against the production build, every answer verified in the database afterwards,
 * beside a bare server that does the least one could:
 *
 *     npm run build && npm run load [-- --interviews 200 --clients 20]
 *
 * Both servers run on 127.0.0.1 on files of their own that are removed afterwards.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import BetterSqlite3 from "better-sqlite3";
import { openDatabase } from "@/db/client";
import { newOrganisation } from "../fixtures";
import { freePort } from "../free-port";
import { open, post, postHolding } from "../plain-client";
import { type Server, startServer } from "../server";
import { liveStudy } from "../studies";
import { checkAnswers } from "./check-answers";
import { interview, type Ledger, newLedger, runInTurns, type Way } from "./interviews";
import { processorTime } from "./processor-time";
import { quantile } from "./quantile";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** The two servers take turns, so that a busy moment of the machine burdens both. */
const ROUNDS = 4;
const MAX_INTERVIEWS = 5_000;
const MAX_CLIENTS = 200;
const LIMIT_MINUTES = 10;

/** What the rounds of one server took together. */
interface Taken {
  wallMs: number;
  /** Null where it cannot be read. */
  processorMs: number | null;
}

function nothingTaken(): Taken {
  return { wallMs: 0, processorMs: 0 };
}

const WAYS: readonly Way[] = ["script", "plain"];
const WORDS: Readonly<Record<Way, string>> = {
  script: "as a browser with script goes (each save answered with the next screen)",
  plain: "as one without script goes (each save answered with a redirect)",
};

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      interviews: { type: "string", default: "200" },
      clients: { type: "string", default: "20" },
    },
  });
  const interviews = whole("interviews", values.interviews, MAX_INTERVIEWS);
  const clients = whole("clients", values.clients, MAX_CLIENTS);
  if (!fs.existsSync(path.join(ROOT, ".next/BUILD_ID"))) {
    console.error("There is no production build to measure. Run first: npm run build");
    return 2;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-load-"));
  const ends: (() => Promise<void> | void)[] = [];
  const endAll = async () => {
    for (const end of ends.splice(0).reverse()) await end();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  let isOver = false;
  const giveUp = (reason: string) => {
    isOver = true;
    console.error(reason);
    void endAll().finally(() => process.exit(1));
  };
  const limit = setTimeout(
    () => giveUp(`Not finished after ${LIMIT_MINUTES} minutes: given up.`),
    LIMIT_MINUTES * 60_000,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => giveUp("Interrupted."));
  }
  try {
    return await measure({ folder, interviews, clients, ends });
  } catch (error) {
    // The servers are gone when it was given up: what fails then says nothing.
    if (isOver) return 1;
    throw error;
  } finally {
    clearTimeout(limit);
    if (!isOver) await endAll();
  }
}

async function measure({
  folder,
  interviews,
  clients,
  ends,
}: {
  folder: string;
  interviews: number;
  clients: number;
  ends: (() => Promise<void> | void)[];
}): Promise<number> {
  const databaseUrl = path.join(folder, "load.db");
  const server: Server = await startServer({ port: await freePort(), databaseUrl });
  ends.push(() => server.killNow());
  const db = await openDatabase(databaseUrl, { migrate: false });
  ends.push(() => db.close());
  const { slug } = await liveStudy(db, await newOrganisation(db), "Load", 13);
  // By number, as the server listens on it: a name would be looked up for each connection.
  const url = server.url.replace("localhost", "127.0.0.1");

  const ledgers: Record<Way, Ledger> = { script: newLedger(), plain: newLedger() };
  let started = 0;
  const productRound = (way: Way, count: number) =>
    runInTurns(count, clients, () => interview(url, slug, started++, way, ledgers[way]));
  // Before measuring: fills caches, compiles what is hot. Verified like all others.
  for (const way of WAYS) await productRound(way, clients);
  const [first] = ledgers.script.interviews;
  if (!first?.thanked) return failed(ledgers.script, server);

  const pageFile = path.join(folder, "page.html");
  const welcome = await open(`${url}/s/${slug}`);
  fs.writeFileSync(pageFile, welcome.html);
  // What the script gets is the page's middle, without style.
  const partFile = path.join(folder, "part.html");
  fs.writeFileSync(partFile, /<main[\s\S]*<\/main>/.exec(welcome.html)?.[0] ?? "");
  const bareFile = path.join(folder, "bare.db");
  const bare = await startBareServer(bareFile, pageFile, partFile);
  ends.push(() => void bare.child.kill("SIGKILL"));
  const bareErrors: string[] = [];
  // A start is a save too: it makes the respondent.
  const saves = 1 + first.saves.size;
  let bareStarted = 0;
  const bareRound = (way: Way, count: number) =>
    runInTurns(count, clients, () =>
      bareInterview(bare.url, bareStarted++, way, saves, bareErrors),
    );
  for (const way of WAYS) await bareRound(way, clients);

  const taken: Record<Way, { product: Taken; least: Taken }> = {
    script: { product: nothingTaken(), least: nothingTaken() },
    plain: { product: nothingTaken(), least: nothingTaken() },
  };
  for (const way of WAYS) ledgers[way].saveTimes = [];
  for (let round = 0; round < ROUNDS; round++) {
    const count =
      Math.floor(((round + 1) * interviews) / ROUNDS) - Math.floor((round * interviews) / ROUNDS);
    if (count === 0) continue;
    for (const way of WAYS) {
      await timed(taken[way].product, server.pid, () => productRound(way, count));
      await timed(taken[way].least, bare.child.pid ?? 0, () => bareRound(way, count));
    }
  }

  const checked = await checkAnswers(
    db,
    WAYS.map((way) => ledgers[way]),
  );
  const bareRows = countRows(bareFile);
  const faults = [...WAYS.flatMap((way) => ledgers[way].errors), ...bareErrors];
  const thanked = WAYS.flatMap((way) => ledgers[way].interviews).filter((one) => one.thanked);
  console.log(
    [
      `${interviews} whole interviews each way by ${clients} clients at once, ${saves - 1} saves each, after ${clients} to warm up`,
      ...WAYS.flatMap((way) => wayLines(way, taken[way], ledgers[way], interviews)),
      `errors                       ${faults.length}`,
      `answers verified             ${checked.answers} of ${thanked.length} finished interviews: lost ${checked.lost}, duplicated ${checked.duplicated}, mismatches ${checked.mismatches}`,
    ].join("\n"),
  );
  if (checked.answers === 0) faults.push("Nothing was written.");
  if (checked.lost + checked.duplicated + checked.mismatches > 0) {
    faults.push("The database does not hold what was acknowledged.");
  }
  if (thanked.length !== started) {
    faults.push(`${started - thanked.length} interviews did not reach their end.`);
  }
  if (bareRows !== bareStarted * saves) {
    faults.push(`The bare server holds ${bareRows} rows instead of ${bareStarted * saves}.`);
  }
  if (faults.length === 0) return 0;
  console.error(faults.slice(0, 10).join("\n"));
  return 1;
}

function wayLines(
  way: Way,
  { product, least }: { product: Taken; least: Taken },
  { saveTimes }: Ledger,
  interviews: number,
): string[] {
  const times = Float64Array.from(saveTimes).sort();
  return [
    WORDS[way],
    `  interviews/s               ${(interviews / (product.wallMs / 1000)).toFixed(1)}`,
    `  save p50, p99              ${quantile(times, 0.5).toFixed(1)} ms, ${quantile(times, 0.99).toFixed(1)} ms`,
    ...processorLines(product, least, interviews),
  ];
}

function failed(ledger: Ledger, server: Server): number {
  console.error(`The first interviews failed:\n${ledger.errors.slice(0, 10).join("\n")}`);
  console.error(server.output());
  return 1;
}

function processorLines(product: Taken, least: Taken, interviews: number): string[] {
  if (product.processorMs === null || least.processorMs === null) {
    return ["  CPU per interview          not available here: it is read from Linux's /proc"];
  }
  const ours = product.processorMs / interviews;
  const bare = least.processorMs / interviews;
  const ratio = bare > 0 ? (ours / bare).toFixed(1) : "unknown: too few interviews to tell";
  return [
    `  server CPU per interview   ${ours.toFixed(1)} ms`,
    `    of a bare server         ${bare.toFixed(1)} ms (Node http, better-sqlite3, as durable, the same way)`,
    `    ratio                    ${ratio}`,
  ];
}

/** Runs a round and adds what it took, on the clock and of the server's processor time. */
async function timed(taken: Taken, group: number, round: () => Promise<void>): Promise<void> {
  const processorBefore = processorTime(group);
  const before = performance.now();
  await round();
  taken.wallMs += performance.now() - before;
  const processorAfter = processorTime(group);
  taken.processorMs =
    taken.processorMs === null || processorBefore === null || processorAfter === null
      ? null
      : taken.processorMs + processorAfter - processorBefore;
}

/** As many pages and saves as an interview has, on the bare server. */
async function bareInterview(
  url: string,
  number: number,
  way: Way,
  saves: number,
  errors: string[],
): Promise<void> {
  const opened = async (screen: number) => {
    const page = await open(`${url}/${number}/${screen}`);
    if (page.status !== 200) throw new Error(`${page.status} on a page`);
  };
  try {
    // With script: the welcome and its script, then a page for the first screen and the last.
    if (way === "script") await opened(0);
    for (let screen = 0; screen <= saves; screen++) {
      if (way === "plain" || screen <= 1 || screen === saves) await opened(screen);
      if (screen === saves) return;
      const isInScript = way === "script" && screen > 0;
      const response = await (isInScript ? postHolding : post)(`${url}/${number}/${screen}`, [
        ["attempt", crypto.randomUUID()],
        ["shown_at", String(Date.now())],
        ["best", "1"],
        ["worst", "2"],
      ]);
      await response.arrayBuffer();
      if (response.status !== (isInScript ? 200 : 303)) {
        throw new Error(`${response.status} on a save`);
      }
    }
  } catch (error) {
    errors.push(`Bare interview ${number}: ${error instanceof Error ? error.message : error}`);
  }
}

async function startBareServer(
  file: string,
  pageFile: string,
  partFile: string,
): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(path.join(import.meta.dirname, "bare-server.ts"), [file, pageFile, partFile], {
    execArgv: ["--import", "tsx"],
    detached: true,
  });
  const ended = once(child, "exit").then(() => {
    throw new Error("The bare server did not start.");
  });
  const [port] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {}); // From here on its end is meant, or seen by its clients.
  return { url: `http://127.0.0.1:${port}`, child };
}

function countRows(file: string): number {
  const database = new BetterSqlite3(file, { readonly: true });
  try {
    return Number(database.prepare("select count(*) from answer").pluck().get());
  } finally {
    database.close();
  }
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most) {
    throw new Error(`--${name} must be a whole number from 1 to ${most}, not “${text}”.`);
  }
  return number;
}
