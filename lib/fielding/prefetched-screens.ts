import { eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { QuestionSettings } from "@/db/schema/study-content";
import type { Interview } from "./interview/interview";
import type { Step } from "./interview/sequence";

/**
 * The screen behind a named one that can lie ready there, because it is the same whatever is answered
 * in between: null where an answer can still decide what follows, where an ending follows, and on
 * screens that only the server can tell to be whole.
 */
export async function readyBehind(
  db: Pick<Database, "t">,
  queries: Queries,
  interview: Pick<Interview, "content" | "versions" | "steps" | "study">,
  name: string,
): Promise<Step | null> {
  const { content, versions, steps } = interview;
  const at = steps.findIndex((step) => step.name === name);
  const [step, next] = [steps[at], steps[at + 1]];
  if (!step || !next || step.kind === "allocation") return null;
  // A version is given when the interview comes there.
  if (next.kind === "task" && !versions.has(next.exercise)) return null;
  if (step.kind !== "question") return next;
  if (content.looksBack || !decidesNothing(step.screen.settings)) return null;
  const { quota } = db.t;
  const quotas = await queries
    .select({ conditions: quota.conditions })
    .from(quota)
    .where(eq(quota.studyId, interview.study.id));
  const isCounted = quotas.some(({ conditions }) =>
    conditions.answers.some(({ screenKey }) => screenKey === step.screen.key),
  );
  return isCounted ? null : next;
}

/** True for a question of which any one answer is whole, and none leads into a cohort or out. */
function decidesNothing(question: QuestionSettings): boolean {
  if (question.type !== "single") return false;
  return question.options.every(({ outcome, other }) => outcome === undefined && !other);
}
