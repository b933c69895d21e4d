import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import { logError } from "@/lib/log";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { StudyRows } from "../study-data/study-rows";
import { computeOnce, keepNewest, keptRun } from "./kept-runs";

/** What stored runs call the comparison of the report; lists of what people asked for leave it out. */
export const COMPARISON = "cohort-comparison";
/** Its number is raised when the same answers give other figures: what was kept is then left alone. */
const COMPARISON_ENGINE = `${ENGINE} compare-cohorts/2`;
/** Kept per study; a live study makes a new one with every answer, and old ones are never asked again. */
const MAX_KEPT = 60;

/** What a comparison is of. */
export interface ComparisonQuestion {
  /** Filters, revisions, likelihood and whatever else the figures hang on. */
  readonly settings: unknown;
  readonly seed: number;
  /** The exercise's key; null for the main one. */
  readonly exercise: string | null;
  /** As of `readRespondents`. */
  readonly dataState: string;
}

/** A comparison, and whether it had to be computed. */
export interface KeptComparison {
  readonly comparison: CohortComparison;
  readonly kept: boolean;
  readonly computedAt: number;
  readonly engine: string;
}

/**
 * SHA-256 over what is asked, of which state of the data, of which engine: the key of the run. Unlike
 * the key of a method's run it takes no reading of the answers, and so a report that is kept is shown
 * at one row a respondent.
 */
export function comparisonKey({ settings, dataState }: ComparisonQuestion): string {
  return createHash("sha256")
    .update(JSON.stringify([COMPARISON_ENGINE, dataState, settings]))
    .digest("hex");
}

/** The comparison that was kept for this question, if any. */
export async function keptComparison(
  rows: StudyRows,
  question: ComparisonQuestion,
): Promise<KeptComparison | null> {
  const run = await keptRun(rows, comparisonKey(question));
  if (!run) return null;
  // Runs of this method and engine are written below and nowhere else.
  const comparison = run.result as CohortComparison;
  return { comparison, kept: true, computedAt: run.finishedAt, engine: COMPARISON_ENGINE };
}

/**
 * Computes a comparison and keeps it, once for all who ask the same at once. A database that cannot be
 * written to (a full disk) costs only the keeping: the report is shown all the same.
 *
 * @param dataHash of what the comparison is computed from
 */
export function computeComparison(
  db: Database,
  { studyId, ...question }: ComparisonQuestion & { studyId: string },
  dataHash: string,
  compute: () => Promise<CohortComparison>,
): Promise<KeptComparison> {
  const key = comparisonKey(question);
  return computeOnce({ studyId, key }, async () => {
    const comparison = await compute();
    const computedAt = Date.now();
    const { settings, ...told } = question;
    const run = {
      id: uuid(),
      studyId,
      key,
      method: COMPARISON,
      options: settings,
      ...told,
      engine: COMPARISON_ENGINE,
      dataHash,
      requestedAt: computedAt,
      finishedAt: computedAt,
      result: comparison,
    };
    const { t } = db;
    try {
      await db.write(async (tx) => {
        await tx.insert(t.analysisRun).values(run).onConflictDoNothing();
        await keepNewest({ t, tx }, run, MAX_KEPT);
      });
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      logError("A computed report could not be kept", error);
    }
    return { comparison, kept: false, computedAt, engine: COMPARISON_ENGINE };
  });
}
