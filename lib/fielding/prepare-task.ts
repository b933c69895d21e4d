import { and, eq } from "drizzle-orm";
import { parse } from "@/lib/errors";
import { askedTask } from "./asking";
import { shownInTask } from "./interview";
import { openedInAll } from "./opened";
import type { ReadyToSave, Saving } from "./saving";
import type { Step } from "./sequence";
import { taskForm } from "./task-form";

/** Reads a task's form against what this respondent was shown in it. */
export async function prepareTask(
  { db, tx, interview, form, now, locale }: Saving,
  step: Extract<Step, { kind: "task" }>,
): Promise<ReadyToSave> {
  const { respondent } = interview;
  const { exercise, taskNumber } = step;
  const task = await shownInTask(db, tx, interview, step);
  const { versionNumber, shown } = task;
  const sent = parse(taskForm(askedTask(task)), form);
  const { best, worst, anchor, asked } = sent;
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
      const row = {
        versionNumber,
        shown,
        best,
        worst,
        anchor,
        asked,
        opened: openedInAll(shown, sent.opened, before?.opened ?? null),
        locale,
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
