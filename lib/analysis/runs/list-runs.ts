import { notInArray } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { readDataState } from "../study-data/read-study";
import { COMPARISON, QUESTIONS } from "./report-figures";
import { type RunSummary, runRows, summaryOf } from "./run-state";
import { listRunsInput } from "./schema";

const REPORT_FIGURES = [COMPARISON.method, QUESTIONS.method];

/**
 * All runs of a study that somebody asked for, the newest first, without their results. The figures
 * that the report keeps are none of them: each new answer makes another.
 *
 * @throws NotFound, Forbidden for actors who may not read reports of the study
 */
export async function listRuns({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: z.input<typeof listRunsInput>;
}): Promise<RunSummary[]> {
  const { studyId } = parse(listRunsInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "read reports");
    const rows = await runRows(
      { t, queries, studyId },
      notInArray(t.analysisRun.method, REPORT_FIGURES),
    );
    const state = await readDataState({ t, queries, studyId });
    return rows
      .map((row) => summaryOf(row, state))
      .sort((one, other) => other.requestedAt - one.requestedAt || (one.id < other.id ? 1 : -1));
  });
}
