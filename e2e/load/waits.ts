/**
 * How long others wait while one heavy thing runs: pages, files and verbs of a study of 1,905 complete
 * respondents and of one of 9,525 (11,300 started), each beside pings of /api/health every 5 ms:
 *
 *     npm run build && npm run waits [-- --runs 3 --only progress]
 *
 * It prints figures and fails only when something does not answer: a busy machine is not a fault. So
 * each thing runs a few times, the quietest run speaks, and beside the waits stands how long the
 * server's own thread let nothing else happen, without the time in which the machine ran others.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openDatabase } from "@/db/client";
import { memberWithPassword } from "@/lib/accounts/members/testing";
import { newOrganisation } from "../fixtures";
import { TEST_SECRET } from "../server";
import { liveStudy } from "../studies";
import { fillStudy } from "./fill-study";
import { quantile } from "./quantile";
import { type Seen, WatchedSite } from "./watched-site";
import { workloads } from "./workloads";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MARK_MS = 50;
const ACCOUNT = { email: "waits@example.org", password: "a password for tests only" };

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "3" },
      only: { type: "string", default: "" },
      large: { type: "string", default: "5" },
    },
  });
  if (!fs.existsSync(path.join(ROOT, ".next/BUILD_ID"))) {
    console.error("There is no production build to measure. Run first: npm run build");
    return 2;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-waits-"));
  const databaseUrl = path.join(folder, "waits.db");
  // The verbs that run here read it as the server does.
  process.env.NEXTAUTH_SECRET = TEST_SECRET;
  let site: WatchedSite | null = null;
  const db = await openDatabase(databaseUrl, { migrate: true });
  try {
    site = await WatchedSite.start(databaseUrl, ACCOUNT);
    const actor = await newOrganisation(db);
    await memberWithPassword({ db, actor, input: { ...ACCOUNT, name: "Waits", role: "admin" } });
    const small = await liveStudy(db, actor, "1,905 complete respondents", 13);
    const large = await liveStudy(db, actor, "9,525 complete respondents", 13);
    await fillStudy(db, small.studyId, 1);
    await fillStudy(db, large.studyId, Number(values.large));
    const get = (address: string) => (site as WatchedSite).get(address);
    const things = await workloads({ db, actor, small, large, get });
    const wanted = things.filter(({ name }) => name.includes(values.only));
    print("", "took", "ping p50", "ping max", "turn", "own turn");
    for (const thing of wanted) {
      const runs: Seen[] = [];
      for (let run = 0; run < Number(values.runs); run++) {
        if (thing.isFirst) {
          await site.end();
          site = await WatchedSite.start(databaseUrl, ACCOUNT);
        }
        await thing.before?.();
        await pause(300);
        runs.push(await site.beside(thing));
      }
      const quiet = runs.reduce((best, run) => (waitOf(run) < waitOf(best) ? run : best));
      const { tookMs, pings, turn, own } = quiet;
      print(
        thing.name,
        tookMs.toFixed(0),
        pings.length === 0 ? "" : quantile(pings, 0.5).toFixed(1),
        pings.length === 0 ? "" : (pings.at(-1) ?? 0).toFixed(0),
        turn.toFixed(0),
        `${own === null ? "" : own.toFixed(0)}${waitOf(quiet) > MARK_MS ? "  over" : ""}`,
      );
    }
    return 0;
  } finally {
    await site?.end();
    await db.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What a run is judged by: our own blocking, or where that is not told, all of it. */
function waitOf({ turn, own }: Seen): number {
  return own ?? turn;
}

function print(name: string, ...figures: string[]): void {
  console.log(name.padEnd(62) + figures.map((figure) => figure.padStart(10)).join(""));
}
