import { and, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { Step } from "../interview/sequence";

type Stored = Pick<Tables["answer"]["$inferSelect"], "best" | "worst" | "anchor" | "opened">;

/** What a respondent answered to a task or a check; nothing before its first post. */
export async function storedTask(
  { t, queries }: { readonly t: Tables; readonly queries: Queries },
  respondentId: string,
  { exercise, check, taskNumber }: Extract<Step, { kind: "task" }>,
): Promise<Stored | undefined> {
  const { answer, checkAnswer } = t;
  if (check === null) {
    const { best, worst, anchor, opened } = answer;
    const [row] = await queries
      .select({ best, worst, anchor, opened })
      .from(answer)
      .where(
        and(
          eq(answer.respondentId, respondentId),
          eq(answer.exercise, exercise),
          eq(answer.taskNumber, taskNumber),
        ),
      );
    return row;
  }
  const { best, worst, anchor, opened } = checkAnswer;
  const [row] = await queries
    .select({ best, worst, anchor, opened })
    .from(checkAnswer)
    .where(
      and(
        eq(checkAnswer.respondentId, respondentId),
        eq(checkAnswer.exercise, exercise),
        eq(checkAnswer.kind, check),
        eq(checkAnswer.number, taskNumber),
      ),
    );
  return row;
}
