import { and, desc, eq, lt } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { StudyRows } from "../study-data/study-rows";

type Run = Tables["analysisRun"]["$inferSelect"];

/** What a run that is done gives to whoever asks the same again. */
export type KeptRun = Pick<Run, "engine" | "result" | "individual"> & {
  readonly finishedAt: number;
};

/** The run of a study that is kept under a key, once it is done. */
export async function keptRun(
  { t, queries, studyId }: StudyRows,
  key: string,
): Promise<KeptRun | null> {
  const { engine, result, individual, finishedAt } = t.analysisRun;
  const [run] = await queries
    .select({ engine, result, individual, finishedAt })
    .from(t.analysisRun)
    .where(and(eq(t.analysisRun.studyId, studyId), eq(t.analysisRun.key, key)));
  return run && run.finishedAt !== null ? { ...run, finishedAt: run.finishedAt } : null;
}

// Under way in this process, by study and key; see db/client.ts for the global object.
const shared = globalThis as typeof globalThis & {
  tradeoffComputing?: Map<string, Promise<unknown>>;
};

/** Computes what is asked under a key; who asks the same of the study meanwhile shares the outcome. */
export function computeOnce<Outcome>(
  { studyId, key }: Pick<Run, "studyId" | "key">,
  compute: () => Promise<Outcome>,
): Promise<Outcome> {
  shared.tradeoffComputing ??= new Map();
  const running = shared.tradeoffComputing;
  const name = `${studyId} ${key}`;
  const started = running.get(name);
  // A key holds the method, and so the shape of what comes out.
  if (started) return started as Promise<Outcome>;
  const outcome = compute().finally(() => running.delete(name));
  running.set(name, outcome);
  return outcome;
}

/** Deletes all runs of a method but the newest, and those of the same moment as the last of these. */
export async function keepNewest(
  { t, tx }: { t: Database["t"]; tx: Queries },
  { studyId, method }: Pick<Run, "studyId" | "method">,
  count: number,
): Promise<void> {
  const { analysisRun } = t;
  const areOfMethod = and(eq(analysisRun.studyId, studyId), eq(analysisRun.method, method));
  const [oldest] = await tx
    .select({ requestedAt: analysisRun.requestedAt })
    .from(analysisRun)
    .where(areOfMethod)
    .orderBy(desc(analysisRun.requestedAt))
    .limit(1)
    .offset(count - 1);
  if (!oldest) return;
  await tx
    .delete(analysisRun)
    .where(and(areOfMethod, lt(analysisRun.requestedAt, oldest.requestedAt)));
}
