import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { IndividualUtilities } from "@/db/schema/work";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { readDataState } from "../study-data/read-study";
import { type RunSummary, requireRun, runRows, summaryOf } from "./run-state";
import { listRunsInput, runInput } from "./schema";

interface Request<Schema extends z.ZodType> {
  readonly db: Database;
  readonly actor: Actor;
  readonly input: z.input<Schema>;
}

/**
 * A run with its result: what the method of that name gives, null until it is done.
 *
 * @throws NotFound, Forbidden for actors who may not read reports of the study
 */
export async function readRun({
  db,
  actor,
  input,
}: Request<typeof runInput>): Promise<RunSummary & { readonly result: unknown }> {
  const { studyId, runId } = parse(runInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "read reports");
    const row = await requireRun({ t, queries }, studyId, runId);
    const [{ result }] = await queries
      .select({ result: t.analysisRun.result })
      .from(t.analysisRun)
      .where(eq(t.analysisRun.id, runId));
    const state = await readDataState({ t, queries, studyId });
    return { ...summaryOf(row, state), result };
  });
}

/**
 * The utilities of every respondent that a run found; null where the method has none or is not done.
 *
 * @throws NotFound, Forbidden for actors who may not edit the study: these are single respondents
 */
export async function readIndividualUtilities({
  db,
  actor,
  input,
}: Request<typeof runInput>): Promise<IndividualUtilities | null> {
  const { studyId, runId } = parse(runInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "edit studies");
    await requireRun({ t, queries }, studyId, runId);
    const [{ individual }] = await queries
      .select({ individual: t.analysisRun.individual })
      .from(t.analysisRun)
      .where(eq(t.analysisRun.id, runId));
    return individual;
  });
}

/**
 * All runs of a study, the newest first, without their results.
 *
 * @throws NotFound, Forbidden for actors who may not read reports of the study
 */
export async function listRuns({
  db,
  actor,
  input,
}: Request<typeof listRunsInput>): Promise<RunSummary[]> {
  const { studyId } = parse(listRunsInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "read reports");
    const rows = await runRows({ t, queries }, studyId);
    const state = await readDataState({ t, queries, studyId });
    return rows
      .map((row) => summaryOf(row, state))
      .sort((one, other) => other.requestedAt - one.requestedAt || (one.id < other.id ? 1 : -1));
  });
}
