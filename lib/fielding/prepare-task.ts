import { parse } from "@/lib/errors";
import { shownInTask } from "./interview";
import type { ReadyToSave, Saving } from "./saving";
import { taskForm } from "./schema";
import type { Step } from "./sequence";

/** Reads a task's form against what this respondent was shown in it. */
export async function prepareTask(
  { db, tx, interview, form, now }: Saving,
  step: Extract<Step, { kind: "task" }>,
): Promise<ReadyToSave> {
  const { respondent } = interview;
  const { exercise, taskNumber } = step;
  const task = await shownInTask(db, tx, interview, step);
  const { versionNumber, shown } = task;
  const { bestLabel, worstLabel } = task.exercise.texts;
  const labelOf = (item: number) =>
    task.exercise.items.find((candidate) => candidate.number === item)?.label ?? String(item);
  const sent = parse(taskForm(shown, { bestLabel, worstLabel, labelOf }), form);
  const t = db.t.answer;
  return {
    attempt: sent.attempt,
    shownAt: sent.shown_at,
    posted: { best: sent.best, worst: sent.worst },
    async write(attemptId) {
      const row = {
        versionNumber,
        shown,
        best: sent.best,
        worst: sent.worst,
        locale: respondent.locale,
        shownAt: sent.shown_at,
        answeredAt: now,
        attemptId,
      };
      await tx
        .insert(t)
        .values({ respondentId: respondent.id, exercise, taskNumber, ...row })
        .onConflictDoUpdate({ target: [t.respondentId, t.exercise, t.taskNumber], set: row });
      return {};
    },
  };
}
