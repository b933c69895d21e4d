import { and, eq } from "drizzle-orm";
import { asInserted, placeholderRow, prepared } from "@/db/prepared";
import type { Tables } from "@/db/schema/tables";
import { shownInTask } from "../interview/interview";
import { openedInAll } from "../interview/opened";
import type { ReadyToSave, Saving } from "../interview/saving";
import type { Step } from "../interview/sequence";
import { formTask } from "./response-mode";
import { readTask } from "./task-form";

/** One row a task, whatever is sent. */
const storeChoice = prepared<Tables["answer"]["$inferSelect"], unknown>((queries, { answer }) =>
  queries
    .insert(answer)
    .values(placeholderRow(answer))
    .onConflictDoUpdate({
      target: [answer.respondentId, answer.exercise, answer.taskNumber],
      set: asInserted(answer),
    }),
);

/** Reads a task's form against what this respondent was shown in it. */
export async function prepareTask(
  { db, tx, interview, form, now, locale }: Saving,
  step: Extract<Step, { kind: "task" }>,
): Promise<ReadyToSave> {
  const { respondent } = interview;
  const { exercise, taskNumber } = step;
  const task = await shownInTask(db, tx, interview, step);
  const { versionNumber, shown } = task;
  const sent = readTask(formTask(task), form);
  const { best, worst, anchor, responseMode } = sent;
  const t = db.t.answer;
  const isThis = and(
    eq(t.respondentId, respondent.id),
    eq(t.exercise, exercise),
    eq(t.taskNumber, taskNumber),
  );
  return {
    attempt: sent.attempt,
    shownAt: sent.shown_at,
    posted: anchor === null ? { best, worst } : { best, worst, anchor },
    async write(attemptId) {
      const [before] = interview.passed.has(step.name)
        ? await tx.select({ opened: t.opened }).from(t).where(isThis)
        : [];
      await storeChoice(tx, db.t, {
        respondentId: respondent.id,
        exercise,
        taskNumber,
        versionNumber,
        shown,
        best,
        worst,
        anchor,
        responseMode,
        opened: openedInAll(shown, sent.opened, before?.opened ?? null),
        locale,
        shownAt: sent.shown_at,
        answeredAt: now,
        attemptId,
      });
      return {};
    },
  };
}
