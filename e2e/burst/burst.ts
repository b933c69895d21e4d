/**
 * What a burst costs on PostgreSQL: 500 people start at once and answer two screening questions at
 * once, on quota cells of 1, 50 and 499, in one process and in two.
 *
 *     npx tsx e2e/burst/burst.ts [--people 500] [--processes 1,2]
 *
 * The server is a throw-away one. Each line is one cell: how long each step took for all, how often
 * "busy" was answered (the same form was then sent again), and whether the places came out exact.
 */
import { type ChildProcess, fork } from "node:child_process";
import { parseArgs } from "node:util";
import { count, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { openDatabase } from "@/db/client";
import type { Database } from "@/db/database";
import { fieldStudy } from "@/lib/fielding/testing";
import { freePort } from "../free-port";
import { startPostgres } from "../postgres-server";
import type { Done, Step } from "./people";

const CELLS = [1, 50, 499];

const { values } = parseArgs({
  options: {
    people: { type: "string", default: "500" },
    processes: { type: "string", default: "1,2" },
    database: { type: "string" },
  },
});
const postgres = values.database ? null : startPostgres(await freePort());
const url = values.database ?? postgres?.url;
if (!url) throw new Error("PostgreSQL is neither here nor could it be installed.");
try {
  const db = await openDatabase(url, { migrate: true });
  for (const processes of values.processes.split(",").map(Number)) {
    for (const size of CELLS) {
      console.log(await measure(db, url, { processes, size, people: Number(values.people) }));
    }
  }
  await db.close();
} finally {
  postgres?.remove();
}

async function measure(
  db: Database,
  databaseUrl: string,
  { processes, size, people }: { processes: number; size: number; people: number },
): Promise<string> {
  const { t } = db;
  const study = await fieldStudy(db, { versionCount: 12 });
  const quotaId = uuid();
  await db.write((tx) =>
    tx.insert(t.quota).values({
      ...{ id: quotaId, studyId: study.studyId, position: 1, name: "Cell", size, createdAt: 0 },
      conditions: { cohortIds: [study.cohorts[0]], answers: [] },
    }),
  );
  const share = people / processes;
  const children = Array.from({ length: processes }, () =>
    fork(new URL("./people.ts", import.meta.url), {
      execArgv: ["--import", "tsx"],
      env: {
        ...process.env,
        BURST_URL: databaseUrl,
        BURST_SLUG: study.slug,
        BURST_PEOPLE: `${share}`,
      },
    }),
  );
  await Promise.all(children.map((child) => heard(child)));
  const told: string[] = [];
  let busy = 0;
  let failed = 0;
  for (const step of ["start", "role", "region"] as const) {
    const before = performance.now();
    const done = await Promise.all(children.map((child) => ask(child, step)));
    const slowest = Math.max(...done.map((one) => one.slowestMs));
    told.push(`${step} ${seconds(performance.now() - before)} (slowest ${seconds(slowest)})`);
    busy += done.reduce((sum, one) => sum + one.busy, 0);
    failed += done.reduce((sum, one) => sum + one.failed, 0);
  }
  for (const child of children) child.disconnect();
  const [quota] = await db.read.select().from(t.quota).where(eq(t.quota.id, quotaId));
  const [{ places }] = await db.read
    .select({ places: count() })
    .from(t.quotaPlace)
    .where(eq(t.quotaPlace.quotaId, quotaId));
  const fills = await db.read
    .select({ assigned: t.versionFill.assigned })
    .from(t.versionFill)
    .where(eq(t.versionFill.designId, study.designId));
  const counts = fills.map(({ assigned }) => assigned);
  const isExact = quota.taken === size && places === size;
  const isEven = Math.max(...counts) - Math.min(...counts) <= 1;
  return `${processes} process(es), cell of ${size}: ${told.join(", ")}; busy ${busy}, failed ${failed}; ${isExact ? "exact" : `TAKEN ${quota.taken}, PLACES ${places}`}, ${isEven ? "even" : `UNEVEN ${counts}`}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function ask(child: ChildProcess, step: Step): Promise<Done> {
  child.send(step);
  return heard(child);
}

function heard(child: ChildProcess): Promise<Done> {
  return new Promise((resolve, reject) => {
    child.once("message", (done) => resolve(done as Done));
    child.once("exit", (code) => reject(new Error(`A process of people ended: ${code}`)));
  });
}
