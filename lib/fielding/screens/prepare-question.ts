import { and, eq } from "drizzle-orm";
import { asInserted, placeholderRow, prepared } from "@/db/prepared";
import { hasOptions, optionsOf } from "@/db/schema/screen-settings";
import type { QuestionSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { InvalidInput } from "@/lib/errors";
import { chosenIn } from "@/lib/questionnaire/conditions";
import { optionsInOrder } from "@/lib/questionnaire/option-order";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import { openOptions, wordsOf } from "../interview/interview";
import type { ReadyToSave, Saving } from "../interview/saving";
import type { Step } from "../interview/sequence";
import { filledQuestion } from "./filled-view";
import { readQuestion } from "./question-form";

const storeAnswer = prepared<Tables["questionAnswer"]["$inferSelect"], unknown>(
  (queries, { questionAnswer }) =>
    queries
      .insert(questionAnswer)
      .values(placeholderRow(questionAnswer))
      .onConflictDoUpdate({
        target: [questionAnswer.respondentId, questionAnswer.screenKey],
        set: asInserted(questionAnswer),
      }),
);

/** Reads a question's form. Its answer can lead out of the study. */
export async function prepareQuestion(
  { db, tx, interview, form, now, locale }: Saving,
  { screen }: Extract<Step, { kind: "question" }>,
): Promise<ReadyToSave> {
  const { respondent } = interview;
  // With answers in its words: what is refused names options as they were read.
  const question = filledQuestion(screen.settings, wordsOf(interview));
  const {
    attempt,
    shown_at: shownAt,
    answer,
  } = readQuestion(screen.settings, question, form, locale);
  const t = db.t.questionAnswer;
  return {
    attempt,
    shownAt,
    posted: {
      answer: answer?.value ?? null,
      // Only where there is one: the ids of earlier attempts were taken without it.
      ...(answer && answer.otherText !== null ? { other: answer.otherText } : {}),
    },
    answer: { key: screen.key, stored: answer },
    async write(attemptId) {
      const open = openOptions(interview, screen);
      if (open && !open.includes(String(answer?.value ?? ""))) {
        throw new InvalidInput([{ path: "answer", key: "cohortStays" }]);
      }
      if (!answer) {
        await tx
          .delete(t)
          .where(and(eq(t.respondentId, respondent.id), eq(t.screenKey, screen.key)));
        return {};
      }
      const shown = hasOptions(question)
        ? optionsInOrder(question, screen.key, respondent.id).map((option) => option.id)
        : [];
      await storeAnswer(tx, db.t, {
        respondentId: respondent.id,
        screenKey: screen.key,
        ...answer,
        shown,
        locale,
        shownAt,
        answeredAt: now,
        attemptId,
      });
      return outcomeOf(answer, question);
    },
  };
}

function outcomeOf(
  answer: StoredAnswer,
  question: QuestionSettings,
): Partial<Tables["respondent"]["$inferSelect"]> {
  // Decided where all answers are known: see name-cohort.ts.
  if (question.type === "single" && question.namesCohort) return {};
  const chosen = chosenIn({ question, value: answer.value });
  const outcomes = optionsOf(question)
    .filter((option) => chosen.includes(option.id))
    .map((option) => option.outcome);
  const leadsOut = outcomes.some((outcome) => outcome?.kind === "screened-out");
  return leadsOut ? { state: "screened-out" } : {};
}
