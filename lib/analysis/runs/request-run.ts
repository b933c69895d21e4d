import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict, InvalidInput, NotFound, parse } from "@/lib/errors";
import { requireParts } from "../methods/require-parts";
import { readStoredStudy } from "../study-data/read-study";
import type { StudyRows } from "../study-data/study-rows";
import { computeOnce } from "./kept-runs";
import { dataHash, RUN_ENGINE, type RunQuestion, runKey } from "./run-key";
import { methodNamed, parseOptions, runMethod } from "./run-method";
import { runRows, stateOf } from "./run-state";
import { requestRunInput } from "./schema";

/** The kind of the jobs that do what takes long. */
export const RUN_JOB = "analysis-run";

/**
 * Asks for a method's figures of a study. What was asked before of the same data, by whomever, is not
 * asked again: the same run is given back, done or under way; one that failed or was cancelled is begun
 * anew. What is quick is done at once, what takes long becomes a job (`nudgeJobs` starts it sooner).
 *
 * @returns the run's id
 * @throws NotFound, Forbidden for actors who may not edit the study; NotFound for an unknown exercise
 * @throws InvalidInput when the method has no such options
 * @throws Conflict methodRefused with the method's own reason, when the answers do not allow it
 */
export async function requestRun(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof requestRunInput>;
}): Promise<string> {
  const { db, actor } = request;
  const { studyId, exercise, seed, ...asked } = parse(requestRunInput, request.input);
  const method = methodNamed(asked.method);
  if (!method) throw new NotFound("method");
  const options = optionsOf(() => parseOptions(method, asked.options));
  const { t } = db;
  const stored = await db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "edit studies");
    return readStoredStudy({ t, queries, studyId }, exercise);
  });
  if (!stored) throw new NotFound("exercise");
  const { study, dataState } = stored;
  await inWords(async () => requireParts(method, study, options));
  const question: RunQuestion = {
    method: method.name,
    options,
    seed,
    exercise: exercise ?? null,
    dataHash: dataHash(study),
  };
  const key = runKey(question);
  const known = await knownRun({ t, queries: db.read, studyId }, key);
  const outcome =
    method.takesLong || known?.state === "done"
      ? null
      : await inWords(() =>
          computeOnce({ studyId, key }, () =>
            runMethod(
              method,
              study,
              { options, seed },
              { signal: new AbortController().signal, onProgress: () => undefined },
            ),
          ),
        );
  return db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const before = await knownRun({ t, queries: tx, studyId }, key);
    if (before && before.state !== "failed" && before.state !== "cancelled") {
      // The same data, saved again since: it stands for them too.
      await tx.update(t.analysisRun).set({ dataState }).where(eq(t.analysisRun.id, before.id));
      return before.id;
    }
    const now = Date.now();
    const jobId = outcome ? null : uuid();
    const id = before?.id ?? uuid();
    const begun = {
      jobId,
      requestedByUserId: actor.userId,
      requestedAt: now,
      finishedAt: outcome ? now : null,
      result: outcome?.result ?? null,
      individual: outcome?.individual ?? null,
      dataState,
    };
    if (before) await tx.update(t.analysisRun).set(begun).where(eq(t.analysisRun.id, id));
    else {
      const row = { id, studyId, key, ...question, engine: RUN_ENGINE, ...begun };
      await tx.insert(t.analysisRun).values(row);
    }
    if (jobId !== null) {
      await tx.insert(t.job).values({
        id: jobId,
        organisationId: actor.organisationId,
        studyId,
        kind: RUN_JOB,
        input: { runId: id },
        state: "queued",
        createdByUserId: actor.userId,
        createdAt: now,
      });
    }
    await recordAudit({ t, tx }, actor, {
      verb: "request analysis",
      subjectType: "study",
      subjectId: studyId,
      detail: { runId: id, method: method.name, options, seed, exercise: exercise ?? null },
    });
    return id;
  });
}

async function knownRun(rows: StudyRows, key: string) {
  const [found] = await runRows(rows, eq(rows.t.analysisRun.key, key));
  return found ? { id: found.run.id, state: stateOf(found) } : null;
}

/** Names options as the request does. */
function optionsOf<Options>(read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(
      error.issues.map((issue) => ({
        ...issue,
        path: ["options", issue.path].filter((part) => part !== "").join("."),
      })),
    );
  }
}

/** What a method refuses it says in a sentence that names the value. */
async function inWords<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RangeError) throw new Conflict("methodRefused", { reason: error.message });
    throw error;
  }
}
