/**
 * How long the progress of a large study takes and for how long it keeps others waiting:
 * `DATABASE_URL=… npx tsx lib/reports/monitoring/progress.bench.ts STUDY_ID`. Nothing is changed but one
 * respondent's last-saved moment, by a millisecond, to see what one more answer costs.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { desc, eq } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { systemActor } from "@/lib/auth/actor";
import { readProgress } from "./read-progress";
import { readProgressTag } from "./read-progress-tag";

const [studyId] = process.argv.slice(2);
const db = await openDatabase(process.env.DATABASE_URL, { migrate: false });
const [study] = await db.read.select().from(db.t.study).where(eq(db.t.study.id, studyId));
const request = { db, actor: systemActor(study.organisationId), input: { studyId } };

async function timed<T>(label: string, work: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await pause(50);
  delay.enable();
  await pause(20);
  const before = process.cpuUsage();
  const started = performance.now();
  const result = await work();
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  await pause(20);
  delay.disable();
  process.stdout.write(
    `${label}: ${milliseconds.toFixed(0)} ms, ${((user + system) / 1_000).toFixed(0)} ms CPU; ` +
      `longest wait of others ${(delay.max / 1e6).toFixed(0)} ms\n`,
  );
  return result;
}

const read = () => readProgress(request);
const { standing } = await timed("first of the process", read);
process.stdout.write(`${standing.started} started, ${standing.complete} complete, ${db.dialect}\n`);
await timed("again", read);
await timed("again", read);
const { respondent } = db.t;
const [last] = await db.read
  .select()
  .from(respondent)
  .where(eq(respondent.studyId, studyId))
  .orderBy(desc(respondent.lastSavedAt))
  .limit(1);
await db.write((tx) =>
  tx
    .update(respondent)
    .set({ lastSavedAt: last.lastSavedAt + 1 })
    .where(eq(respondent.id, last.id)),
);
await timed("after one more answer", read);
await timed("tag", () => readProgressTag(request));
await timed("tag again", () => readProgressTag(request));
process.stdout.write(`memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident\n`);
await db.close();
