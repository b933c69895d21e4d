import { z } from "zod";
import type { Database } from "@/db/database";
import { revisionGroups } from "@/db/queries/comparable-revisions";
import { exercisesOf, mainExercise } from "@/db/queries/revision-exercises";
import { causesMethod } from "@/lib/analysis/methods/causes";
import { requestRun } from "@/lib/analysis/runs/request-run";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { chosenRevision } from "../../chosen-revision";
import { CAUSES_SEED, causesOptions, plannedPairs } from "./causes-question";

const requestCausesInput = z.strictObject({
  studyId: z.string().min(1).max(64),
  /** The exercise's key; the main one without it. */
  exercise: z.string().min(1).max(100).optional(),
});

/**
 * Asks for the causes of the gaps that the report shows, with the pairs that were decided about before
 * the launch. A job computes them (`nudgeJobs` starts it sooner).
 *
 * @returns the run's id
 * @throws NotFound for a study that was never launched, or an exercise it does not have; Forbidden for
 *   actors who may not edit it; Conflict methodRefused when the answers do not allow it
 */
export async function requestCauses(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof requestCausesInput>;
}): Promise<string> {
  const { db, actor } = request;
  const { studyId, exercise: key } = parse(requestCausesInput, request.input);
  const { t } = db;
  const options = await db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "edit studies");
    const chosen = chosenRevision(await revisionGroups({ t, queries }, studyId), undefined);
    if (!chosen) throw new NotFound("revision");
    const exercise =
      key === undefined
        ? mainExercise(chosen.content)
        : exercisesOf(chosen.content).find((candidate) => candidate.key === key);
    if (!exercise) throw new NotFound("exercise");
    return causesOptions(plannedPairs(chosen.group, exercise));
  });
  const input = { studyId, exercise: key, method: causesMethod.name, options, seed: CAUSES_SEED };
  return requestRun({ db, actor, input });
}
