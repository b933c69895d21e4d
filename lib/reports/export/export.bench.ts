/**
 * How much memory each file of a study takes while it is written, how soon it begins, how long it
 * takes, and for how long at most it keeps other requests waiting:
 * `npx tsx lib/reports/export/export.bench.ts 100000`. Each file is written by a process of its own from a
 * SQLite file in the temporary folder, which is removed afterwards; its peak is told beside what the
 * process takes before it begins. The answers of 1,000 simulated people are copied to make the others.
 */
import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import BetterSqlite3 from "better-sqlite3";
import { openDatabase } from "@/db/client";
import { systemActor } from "@/lib/auth/actor";
import { writeReportStudy } from "../testing";
import { downloadStudyFile } from "./download-study-file";
import { STUDY_FILES } from "./study-files";

const SIMULATED = 1_000;

const [, , first, database, studyId, organisationId] = process.argv;
if (database) await measure(first, database, studyId, organisationId);
else await main(Number(first ?? 100_000));

async function main(respondents: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-export-"));
  const file = path.join(folder, "bench.db");
  const db = await openDatabase(file, { migrate: true });
  const half = SIMULATED / 2;
  const study = await writeReportStudy(db, {
    sizes: [half, half],
    allocations: [{ format: "constant-sum", tense: "now" }],
  });
  await db.close();
  multiply(file, Math.ceil(respondents / SIMULATED));
  process.stdout.write(`${respondents.toLocaleString("en")} respondents × 13 tasks of 4 items\n`);
  for (const { name } of STUDY_FILES) {
    const child = fork(import.meta.filename, [name, file, study.studyId, study.organisationId]);
    await new Promise((resolve) => child.once("exit", resolve));
  }
  fs.rmSync(folder, { recursive: true });
}

/** Copies everybody, with new ids and numbers and a later time, until there are `times` as many. */
function multiply(file: string, times: number): void {
  const sqlite = new BetterSqlite3(file);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("cache_size = -200000");
  const columns = (table: string) =>
    sqlite.prepare("select name from pragma_table_info(?)").pluck().all(table) as string[];
  const copy = (table: string, changes: Record<string, string>) => {
    const values = columns(table).map((name) => changes[name] ?? `"${name}"`);
    return sqlite.prepare(`insert into "${table}" select ${values.join(", ")} from "${table}"
      where ${table === "respondent" ? "id" : "respondent_id"} not like '%+%'`);
  };
  const copies = [
    copy("respondent", {
      id: "id || '+' || @copy",
      number: `number + @copy * ${SIMULATED}`,
      external_id: `number + @copy * ${SIMULATED}`,
      started_at: "started_at + @copy",
      last_saved_at: "last_saved_at + @copy",
    }),
    ...["answer", "question_answer", "allocation"].map((table) =>
      copy(table, { respondent_id: "respondent_id || '+' || @copy" }),
    ),
  ];
  sqlite.transaction(() => {
    for (let number = 1; number < times; number++) {
      for (const statement of copies) statement.run({ copy: number });
    }
  })();
  sqlite.close();
}

async function measure(name: string, file: string, id: string, organisation: string) {
  const db = await openDatabase(file, { migrate: false });
  const input = { studyId: id, file: `${name}.csv` };
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  let begun = 0;
  let bytes = 0;
  const { bytes: stream } = await downloadStudyFile({
    db,
    actor: systemActor(organisation),
    input,
  });
  for await (const piece of stream) {
    begun ||= performance.now() - started;
    bytes += piece.length;
  }
  const took = performance.now() - started;
  clearInterval(watch);
  delay.disable();
  const mb = (value: number) => `${(value / 1e6).toFixed(0)} MB`;
  process.stdout.write(
    `${`${name}.csv`.padEnd(17)} ${mb(bytes).padStart(7)}; first byte after ${begun.toFixed(0)} ms, ` +
      `all after ${(took / 1e3).toFixed(1)} s; memory ${mb(before)} before, ${mb(peak)} at most; ` +
      `longest wait of others ${(delay.max / 1e6).toFixed(0)} ms\n`,
  );
  await db.close();
}
