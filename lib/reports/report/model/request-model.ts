import { z } from "zod";
import type { Database } from "@/db/database";
import { hbMethod } from "@/lib/analysis/methods/hb";
import { requestRun } from "@/lib/analysis/runs/request-run";
import type { Actor } from "@/lib/auth/actor";
import { parse } from "@/lib/errors";
import { MODEL_SEED, modelOptions } from "./model-question";

const requestModelInput = z.strictObject({
  studyId: z.string().min(1).max(64),
  /** The exercise's key; the main one without it. */
  exercise: z.string().min(1).max(100).optional(),
});

/**
 * Asks for hierarchical Bayes of everybody who counts, as the report shows it. A job computes it
 * (`nudgeJobs` starts it sooner).
 *
 * @returns the run's id
 * @throws NotFound, Forbidden for actors who may not edit the study; Conflict methodRefused when the
 *   answers do not allow it
 */
export async function requestModel({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: z.input<typeof requestModelInput>;
}): Promise<string> {
  const { studyId, exercise } = parse(requestModelInput, input);
  return requestRun({
    db,
    actor,
    input: {
      studyId,
      exercise,
      method: hbMethod.name,
      options: { ...modelOptions },
      seed: MODEL_SEED,
    },
  });
}
