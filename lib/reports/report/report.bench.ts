/**
 * How long the report of a study of 1,905 respondents takes, cold (computed) and warm (kept), and
 * for how long at most it keeps other requests waiting: `npx tsx lib/reports/report/report.bench.ts`.
 * DATABASE_URL=postgres://… measures PostgreSQL, in a database that is thrown away afterwards: the
 * study stays in it. Without it a SQLite file in the temporary folder is measured and removed.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@/db/client";
import { systemActor } from "@/lib/auth/actor";
import { REGIONS, writeReportStudy } from "../testing";
import { readCohortReport } from "./read-cohort-report";

const WARM_RUNS = 20;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-report-"));
const db = await openDatabase(process.env.DATABASE_URL || path.join(folder, "bench.db"), {
  migrate: true,
});
const study = await writeReportStudy(db, {
  sizes: [1003, 902],
  allocations: [
    { format: "constant-sum", tense: "now" },
    { format: "constant-sum", tense: "should" },
  ],
});
const actor = systemActor(study.organisationId);
const ask = (filters: Record<string, string[]>) =>
  readCohortReport({ db, actor, input: { studyId: study.studyId, filters } });

async function timed(label: string, work: () => Promise<{ run: { kept: boolean } | null }>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await pause(50);
  delay.enable();
  await pause(20);
  const started = performance.now();
  const report = await work();
  const milliseconds = performance.now() - started;
  await pause(20);
  delay.disable();
  process.stdout.write(
    `${label}: ${milliseconds.toFixed(0)} ms, ${report.run?.kept ? "kept" : "computed"}; ` +
      `longest wait of others ${(delay.max / 1e6).toFixed(0)} ms\n`,
  );
  return milliseconds;
}

process.stdout.write(
  `1,905 respondents × 13 tasks × 4 of 13 items, 2 allocations, ${db.dialect}\n`,
);
await timed("first question of the process, cold (starts a worker)", () => ask({}));
for (const region of REGIONS)
  await timed(`filter ${region}, cold`, () => ask({ region: [region] }));
const warm: number[] = [];
for (let run = 0; run < WARM_RUNS; run++) {
  const started = performance.now();
  await ask({});
  warm.push(performance.now() - started);
}
warm.sort((one, other) => one - other);
await timed("warm", () => ask({}));
process.stdout.write(
  `warm, ${WARM_RUNS} times: median ${warm[WARM_RUNS >> 1].toFixed(0)} ms, worst ${warm[WARM_RUNS - 1].toFixed(0)} ms\n`,
);
await db.close();
fs.rmSync(folder, { recursive: true });
