import { and, count, eq, max } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { studyQuestion } from "./schema";

/**
 * A text that changes whenever the progress of a study would show something new: cheap enough to be
 * asked every few seconds, so that the figures are read anew only after an answer.
 *
 * @throws NotFound, Forbidden for actors who may not edit this study
 */
export async function readPulse({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: { studyId: string };
}): Promise<string> {
  const { studyId } = parse(studyQuestion, input);
  const { t, read } = db;
  const study = await requireStudy({ t, queries: read }, actor, studyId, "edit studies");
  const { respondent } = t;
  const [seen] = await read
    .select({
      rows: count(),
      saved: max(respondent.lastSavedAt),
      finished: count(respondent.finishedAt),
      released: count(respondent.releasedAt),
    })
    .from(respondent)
    .where(and(eq(respondent.studyId, studyId), eq(respondent.isTest, false)));
  const sizes = await read
    .select({ size: t.quota.size })
    .from(t.quota)
    .where(eq(t.quota.studyId, studyId));
  const parts = [seen.rows, seen.saved, seen.finished, seen.released, study.state];
  return [...parts, ...sizes.map(({ size }) => size)].join(".");
}
