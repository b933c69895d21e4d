import { eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { rulesOf } from "@/db/queries/monitoring-rules";
import { answeredPositions, positionShares } from "@/lib/maxdiff/quality/position-shares";
import type { Interview } from "../interview/interview";

/**
 * Whether somebody whose interview is complete returns to their panel by the exit for quality: where
 * the source asks for it, and the tasks of any exercise break the study's rule against
 * straight-lining. Speed and duplicates wait for more interviews, RLH for a worker thread: they flag. Tasks that an edit has left behind count nowhere.
 */
export async function leavesForQuality(
  { t }: Pick<Database, "t">,
  tx: Queries,
  { source, content, respondent, steps }: Interview,
): Promise<boolean> {
  if (source.kind !== "panel" || !source.settings.qualityExit) return false;
  const { straightLining } = rulesOf(content.revision);
  if (straightLining === null) return false;
  const asked = new Set(steps.flatMap((step) => (step.kind === "task" ? [step.exercise] : [])));
  const answers = await tx
    .select({
      exercise: t.answer.exercise,
      shown: t.answer.shown,
      best: t.answer.best,
      worst: t.answer.worst,
    })
    .from(t.answer)
    .where(eq(t.answer.respondentId, respondent.id));
  return [...asked].some((exercise) => {
    const own = answers.filter((answer) => answer.exercise === exercise);
    const shares = positionShares(answeredPositions(own));
    return shares !== null && Math.max(shares.best, shares.worst) >= straightLining;
  });
}
