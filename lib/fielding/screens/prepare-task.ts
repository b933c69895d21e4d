import { asInserted, placeholderRow, prepared } from "@/db/prepared";
import type { Tables } from "@/db/schema/tables";
import { shownInTask } from "../interview/interview";
import { openedInAll } from "../interview/opened";
import type { ReadyToSave, Saving } from "../interview/saving";
import type { Step } from "../interview/sequence";
import { formTask } from "./response-mode";
import { storedTask } from "./stored-task";
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

/** One row a check, apart from the answers that are estimated from. */
const storeCheck = prepared<Tables["checkAnswer"]["$inferSelect"], unknown>(
  (queries, { checkAnswer }) =>
    queries
      .insert(checkAnswer)
      .values(placeholderRow(checkAnswer))
      .onConflictDoUpdate({
        target: [
          checkAnswer.respondentId,
          checkAnswer.exercise,
          checkAnswer.kind,
          checkAnswer.number,
        ],
        set: asInserted(checkAnswer),
      }),
);

/** Reads a task's form against what this respondent was shown in it. */
export async function prepareTask(
  { db, tx, interview, form, now, locale }: Saving,
  step: Extract<Step, { kind: "task" }>,
): Promise<ReadyToSave> {
  const { respondent } = interview;
  const { exercise, check, taskNumber } = step;
  const task = await shownInTask(db, tx, interview, step);
  const { versionNumber, shown } = task;
  const sent = readTask(formTask(task), form);
  const { best, worst, anchor, responseMode } = sent;
  return {
    attempt: sent.attempt,
    shownAt: sent.shown_at,
    posted: anchor === null ? { best, worst } : { best, worst, anchor },
    async write(attemptId) {
      const before = interview.passed.has(step.name)
        ? await storedTask({ t: db.t, queries: tx }, respondent.id, step)
        : undefined;
      const row = {
        respondentId: respondent.id,
        exercise,
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
      };
      if (check === null) await storeChoice(tx, db.t, { ...row, taskNumber });
      else {
        const of = { kind: check, number: taskNumber, taskNumber: task.taskNumber };
        await storeCheck(tx, db.t, { ...row, ...of });
      }
      return {};
    },
  };
}
