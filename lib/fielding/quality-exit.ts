import { and, eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { rulesOf } from "@/db/queries/monitoring-rules";
import { mainExercise } from "@/db/queries/revision-exercises";
import { answeredPositions, positionShares } from "@/lib/maxdiff/quality/position-shares";
import type { Interview } from "./interview";

/**
 * Whether somebody whose interview is complete returns to their panel by the exit for quality: where
 * the source asks for it, and the tasks break the study's rule against straight-lining. It is the one
 * rule that can be told from this interview alone; the others wait for more interviews, and flag.
 */
export async function leavesForQuality(
  { t }: Pick<Database, "t">,
  tx: Queries,
  { source, content, respondent }: Interview,
): Promise<boolean> {
  if (source.kind !== "panel" || !source.settings.qualityExit) return false;
  const { straightLining } = rulesOf(content.revision);
  const exercise = mainExercise(content);
  if (straightLining === null || !exercise) return false;
  const answers = await tx
    .select({ shown: t.answer.shown, best: t.answer.best, worst: t.answer.worst })
    .from(t.answer)
    .where(and(eq(t.answer.respondentId, respondent.id), eq(t.answer.exercise, exercise.key)));
  const shares = positionShares(answeredPositions(answers));
  return shares !== null && Math.max(shares.best, shares.worst) >= straightLining;
}
