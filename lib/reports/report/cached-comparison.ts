import { createHash } from "node:crypto";
import { and, desc, eq, lt } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import { logError } from "@/lib/log";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import { ENGINE } from "@/lib/maxdiff/engine";

const KIND = "cohort-report";
/** Its number is raised when the same answers give other figures: what was kept is then left alone. */
const MAKER = `${ENGINE} compare-cohorts/1`;
/** Kept per study; a live study makes a new one with every answer, and old ones are never asked again. */
const MAX_KEPT = 60;

/** A comparison, and whether it had to be computed. */
export interface CachedComparison {
  readonly comparison: CohortComparison;
  readonly kept: boolean;
  readonly computedAt: number;
  readonly engine: string;
}

// The same question asked twice at once is computed once; see db/client.ts for the global object.
const shared = globalThis as typeof globalThis & {
  tradeoffComparisons?: Map<string, Promise<CachedComparison>>;
};

/** The comparison that was kept under these settings and this state of the data, if any. */
export async function keptComparison(
  { t, queries, studyId }: StudyRows,
  fingerprint: string,
): Promise<CachedComparison | null> {
  const [run] = await queries
    .select({ result: t.reportRun.result, createdAt: t.reportRun.createdAt })
    .from(t.reportRun)
    .where(
      and(
        eq(t.reportRun.studyId, studyId),
        eq(t.reportRun.kind, KIND),
        eq(t.reportRun.fingerprint, fingerprint),
      ),
    );
  if (!run) return null;
  // Rows of this kind and engine are written below and nowhere else.
  const comparison = run.result as CohortComparison;
  return { comparison, kept: true, computedAt: run.createdAt, engine: MAKER };
}

/** SHA-256 over what is asked, of which data, of which engine. */
export function fingerprintOf(settings: unknown, dataState: string): string {
  return createHash("sha256")
    .update(JSON.stringify([MAKER, dataState, settings]))
    .digest("hex");
}

/**
 * Computes a comparison and keeps it. A database that cannot be written to (a full disk) costs only
 * the keeping: the report is shown all the same.
 */
export function computeComparison(
  db: Database,
  input: { studyId: string; fingerprint: string; settings: unknown },
  compute: () => Promise<CohortComparison>,
): Promise<CachedComparison> {
  shared.tradeoffComparisons ??= new Map();
  const running = shared.tradeoffComparisons;
  const key = `${input.studyId} ${input.fingerprint}`;
  const started = running.get(key);
  if (started) return started;
  const run = computeAndKeep(db, input, compute).finally(() => running.delete(key));
  running.set(key, run);
  return run;
}

async function computeAndKeep(
  db: Database,
  input: { studyId: string; fingerprint: string; settings: unknown },
  compute: () => Promise<CohortComparison>,
): Promise<CachedComparison> {
  const comparison = await compute();
  const computedAt = Date.now();
  const { t } = db;
  try {
    await db.write(async (tx) => {
      await tx
        .insert(t.reportRun)
        .values({
          id: uuid(),
          studyId: input.studyId,
          kind: KIND,
          fingerprint: input.fingerprint,
          settings: input.settings,
          engine: MAKER,
          result: comparison,
          createdAt: computedAt,
        })
        .onConflictDoNothing();
      const [oldest] = await tx
        .select({ createdAt: t.reportRun.createdAt })
        .from(t.reportRun)
        .where(and(eq(t.reportRun.studyId, input.studyId), eq(t.reportRun.kind, KIND)))
        .orderBy(desc(t.reportRun.createdAt))
        .limit(1)
        .offset(MAX_KEPT - 1);
      if (!oldest) return;
      await tx
        .delete(t.reportRun)
        .where(
          and(
            eq(t.reportRun.studyId, input.studyId),
            eq(t.reportRun.kind, KIND),
            lt(t.reportRun.createdAt, oldest.createdAt),
          ),
        );
    });
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    logError("A computed report could not be kept", error);
  }
  return { comparison, kept: false, computedAt, engine: MAKER };
}
