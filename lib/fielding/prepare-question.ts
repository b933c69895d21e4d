import { and, eq } from "drizzle-orm";
import type { QuestionSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { InvalidInput, parse } from "@/lib/errors";
import { openOptions } from "./interview";
import type { ReadyToSave, Saving } from "./saving";
import { questionForm } from "./schema";
import type { Step } from "./sequence";

/** Reads a question's form. The question that names the cohort puts the respondent there, or out. */
export async function prepareQuestion(
  { db, tx, interview, form, now }: Saving,
  { screen }: Extract<Step, { kind: "question" }>,
): Promise<ReadyToSave> {
  const { respondent } = interview;
  const question = screen.settings;
  const sent = parse(questionForm(question), form);
  const t = db.t.questionAnswer;
  return {
    attempt: sent.attempt,
    shownAt: sent.shown_at,
    posted: { answer: sent.answer ?? null },
    async write(attemptId) {
      const open = openOptions(respondent, question);
      if (open && !open.includes(sent.answer ?? "")) {
        throw new InvalidInput([{ path: "answer", key: "cohortStays" }]);
      }
      if (sent.answer === undefined) {
        await tx
          .delete(t)
          .where(and(eq(t.respondentId, respondent.id), eq(t.screenKey, screen.key)));
        return {};
      }
      const row = {
        value: sent.answer,
        shown: question.options.map((option) => option.id),
        locale: respondent.locale,
        shownAt: sent.shown_at,
        answeredAt: now,
        attemptId,
      };
      await tx
        .insert(t)
        .values({ respondentId: respondent.id, screenKey: screen.key, ...row })
        .onConflictDoUpdate({ target: [t.respondentId, t.screenKey], set: row });
      return outcomeOf(sent.answer, question);
    },
  };
}

function outcomeOf(
  answer: string,
  question: QuestionSettings,
): Partial<Tables["respondent"]["$inferSelect"]> {
  if (!question.namesCohort) return {};
  const outcome = question.options.find((option) => option.id === answer)?.outcome;
  // An answer that leads nowhere leads out: nobody is counted in a cohort without having said so.
  if (outcome?.kind !== "cohort") return { state: "screened-out", cohortId: null };
  return { state: "active", cohortId: outcome.cohortId };
}
