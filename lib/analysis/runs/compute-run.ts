import { and, eq, ne } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { IndividualUtilities } from "@/db/schema/work";
import { Conflict, NotFound } from "@/lib/errors";
import { hbMethod } from "../methods/hb";
import type { MethodProgress } from "../methods/method";
import { readStoredStudy } from "../study-data/read-study";
import { keptRun } from "./kept-runs";
import { dataHash, type RunQuestion, runKey } from "./run-key";
import { methodNamed, parseOptions, runMethod } from "./run-method";

/**
 * Computes a run that was asked for, of the data as they are by then: where answers came in since, the
 * run becomes that of the newer data, unless somebody has asked for that one too.
 *
 * @returns what writes the result, in the transaction that marks the job done; a run that was deleted
 *   meanwhile stays deleted
 * @throws Conflict askedAnew; NotFound for a run, method or exercise that is no longer there;
 *   RangeError when the answers do not allow it; the signal's reason
 */
export async function computeRun(
  db: Database,
  { studyId, runId }: { studyId: string; runId: string },
  hooks: { signal: AbortSignal; onProgress: (progress: MethodProgress) => void },
): Promise<(tx: Queries) => Promise<void>> {
  const { t } = db;
  const { analysisRun } = t;
  const { run, stored } = await db.snapshot(async (queries) => {
    const [found] = await queries
      .select({
        method: analysisRun.method,
        options: analysisRun.options,
        seed: analysisRun.seed,
        exercise: analysisRun.exercise,
        key: analysisRun.key,
      })
      .from(analysisRun)
      .where(and(eq(analysisRun.id, runId), eq(analysisRun.studyId, studyId)));
    if (!found) throw new NotFound("run");
    const exercise = found.exercise ?? undefined;
    return { run: found, stored: await readStoredStudy({ t, queries, studyId }, exercise) };
  });
  const method = methodNamed(run.method);
  if (!method) throw new NotFound("method");
  if (!stored) throw new NotFound("exercise");
  const { study, dataState } = stored;
  const { seed, exercise } = run;
  const options = parseOptions(method, run.options);
  const hash = dataHash(study);
  const key = runKey({ method: method.name, options, seed, exercise, dataHash: hash });
  if (key !== run.key) {
    await db.write(async (tx) => {
      const [other] = await tx
        .select({ id: analysisRun.id })
        .from(analysisRun)
        .where(
          and(
            eq(analysisRun.studyId, studyId),
            eq(analysisRun.key, key),
            ne(analysisRun.id, runId),
          ),
        );
      if (other) throw new Conflict("askedAnew");
      await tx
        .update(analysisRun)
        .set({ key, dataHash: hash, dataState })
        .where(eq(analysisRun.id, runId));
    });
  }
  const known = method.takes.includes("utilities")
    ? await knownUtilities(db, studyId, { seed, exercise, dataHash: hash })
    : undefined;
  const asked = { options, seed };
  const { result, individual } = await runMethod(method, study, asked, {
    ...hooks,
    individual: known,
  });
  return async (tx) => {
    await tx
      .update(analysisRun)
      .set({ result, individual, finishedAt: Date.now() })
      .where(eq(analysisRun.id, runId));
  };
}

/** The respondents' utilities of a run of hierarchical Bayes with its usual options, if there is one. */
async function knownUtilities(
  { t, read: queries }: Database,
  studyId: string,
  asked: Pick<RunQuestion, "seed" | "exercise" | "dataHash">,
): Promise<IndividualUtilities | undefined> {
  const options = hbMethod.optionsSchema.parse({});
  const key = runKey({ method: hbMethod.name, options, ...asked });
  const run = await keptRun({ t, queries, studyId }, key);
  return run?.individual ?? undefined;
}
