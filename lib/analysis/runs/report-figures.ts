import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/errors";
import type { TaskOutput } from "@/lib/compute/in-worker";
import { logError } from "@/lib/log";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { StudyRows } from "../study-data/study-rows";
import { computeOnce, keepNewest, keptRun } from "./kept-runs";

/** Figures that a report computes when somebody opens it, and keeps as a stored run. */
export interface ReportFigures<Result> {
  /** What stored runs call it; lists of what people asked for leave it out. */
  readonly method: string;
  /** Its number is raised when the same answers give other figures: what was kept is then left alone. */
  readonly engine: string;
  /** Never there: ties the name to what it stands for. */
  readonly result?: Result;
}

/** How the cohorts compare in importance and allocations. */
export const COMPARISON: ReportFigures<CohortComparison> = {
  method: "cohort-comparison",
  engine: `${ENGINE} compare-cohorts/2`,
};

/** Every other question, by cohort and of all cohorts together. */
export const QUESTIONS: ReportFigures<TaskOutput<"question-figures">> = {
  method: "question-figures",
  engine: `${ENGINE} question-figures/1`,
};

/** Kept per study and kind; a live study makes a new one with every answer, and old ones are never asked again. */
const MAX_KEPT = 60;

/** What figures are of. */
export interface FiguresQuestion {
  /** Filters, revisions, likelihood and whatever else the figures hang on. */
  readonly settings: unknown;
  readonly seed: number;
  /** The exercise's key; null for the main one. */
  readonly exercise: string | null;
  /** As of `readRespondents`. */
  readonly dataState: string;
}

/** Figures, and whether they had to be computed. */
export interface KeptFigures<Result> {
  readonly result: Result;
  readonly kept: boolean;
  readonly computedAt: number;
  readonly engine: string;
}

/**
 * SHA-256 over what is asked, of which state of the data, of which engine: the key of the run. Unlike
 * the key of a method's run it takes no reading of the answers, and so a report that is kept is shown
 * at one row a respondent.
 */
export function figuresKey(
  { engine }: ReportFigures<unknown>,
  { settings, dataState }: FiguresQuestion,
): string {
  return createHash("sha256")
    .update(JSON.stringify([engine, dataState, settings]))
    .digest("hex");
}

/** The figures that were kept for this question, if any. */
export async function keptFigures<Result>(
  rows: StudyRows,
  kind: ReportFigures<Result>,
  question: FiguresQuestion,
): Promise<KeptFigures<Result> | null> {
  const run = await keptRun(rows, figuresKey(kind, question));
  if (!run) return null;
  // Runs of this method and engine are written below and nowhere else.
  const result = run.result as Result;
  return { result, kept: true, computedAt: run.finishedAt, engine: kind.engine };
}

/**
 * Computes figures and keeps them, once for all who ask the same at once. A database that cannot be
 * written to (a full disk) costs only the keeping: the report is shown all the same.
 *
 * @param dataHash of what they are computed from
 */
export function computeFigures<Result>(
  db: Database,
  kind: ReportFigures<Result>,
  { studyId, ...question }: FiguresQuestion & { studyId: string },
  dataHash: string,
  compute: () => Promise<Result>,
): Promise<KeptFigures<Result>> {
  const { method, engine } = kind;
  const key = figuresKey(kind, question);
  return computeOnce({ studyId, key }, async () => {
    const result = await compute();
    const computedAt = Date.now();
    const { settings, ...told } = question;
    const run = {
      id: uuid(),
      studyId,
      key,
      method,
      options: settings,
      ...told,
      engine,
      dataHash,
      requestedAt: computedAt,
      finishedAt: computedAt,
      result,
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
    return { result, kept: false, computedAt, engine };
  });
}
