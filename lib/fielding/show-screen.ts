import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Filled } from "@/lib/questionnaire/types/question-type";
import { exitOf } from "./entry/exit";
import {
  attemptsOn,
  endingOf,
  hasReached,
  type Interview,
  isAnswerTo,
  openOptions,
  requireExercise,
  requireInterview,
  requireStep,
  shownInTask,
  whereItStands,
  wordsOf,
} from "./interview/interview";
import { amountField, directAnchorField } from "./interview/schema";
import { type Ending, isEnding, type Step } from "./interview/sequence";
import { filledView } from "./screens/filled-view";
import { filledWith } from "./screens/question-form";
import {
  frameOf,
  progressOf,
  type ScreenView,
  type StepView,
  type StudyFrame,
  shownQuestion,
  taskView,
} from "./screens/screen-view";
import { storedTask } from "./screens/stored-task";

/** A screen to show, or the name of the screen to go to instead. */
export type Shown =
  | { readonly kind: "screen"; readonly view: ScreenView }
  | { readonly kind: "elsewhere"; readonly screen: string };

/**
 * What an interview's address shows: the screen filled with what was stored of it. An interview
 * that has ended, or has not come that far, is sent where it stands. Changes nothing.
 *
 * @param input.filled what was sent and refused, to be shown instead of what is stored
 * @throws NotFound for a token or a screen that does not exist
 */
export async function showScreen({
  db,
  token,
  input,
}: {
  db: Database;
  token: string;
  input: { screen: string; filled?: Filled };
}): Promise<Shown> {
  const interview = await requireInterview(db, db.read, token);
  const ending = endingOf(interview);
  if (ending) {
    if (input.screen !== ending) return { kind: "elsewhere", screen: ending };
    const view = endingView(interview, ending);
    return { kind: "screen", view: filledView(view, wordsOf(interview)) };
  }
  if (isEnding(input.screen)) return { kind: "elsewhere", screen: whereItStands(interview) };
  const { name } = requireStep(interview, input.screen);
  if (!hasReached(interview, name)) {
    return { kind: "elsewhere", screen: whereItStands(interview) };
  }
  return { kind: "screen", view: await showStep(db, interview, name, input.filled) };
}

/**
 * One screen with a form, for an interview at hand. Whether the interview has come that far is the
 * caller's to know.
 *
 * @param filled what was sent and refused, to be shown instead of what is stored
 */
export async function showStep(
  db: Database,
  interview: Interview,
  name: string,
  filled?: Filled,
): Promise<StepView> {
  const step = requireStep(interview, name);
  const view = await stepView(
    db,
    interview,
    step,
    filled ?? (await storedFields(db, interview, step)),
  );
  return filledView(view, wordsOf(interview));
}

function interviewFrame(interview: Interview): StudyFrame {
  const { locale, isTest } = interview.respondent;
  return frameOf({ ...interview, locale, isTest });
}

function endingView(interview: Interview, ending: Ending): ScreenView {
  const { respondent, source, content } = interview;
  const frame = interviewFrame(interview);
  const { thanksText, screenedOutText, overQuotaText = "" } = content.revision.texts;
  const exit = exitOf(source, respondent.exit ?? "closed", respondent.panelId);
  switch (ending) {
    case "done":
      return { ...frame, kind: "done", text: thanksText, exit };
    case "screened-out":
      return { ...frame, kind: "screened-out", text: screenedOutText, exit };
    case "over-quota": {
      const wasAway = respondent.releasedAt !== null;
      return { ...frame, kind: "over-quota", text: overQuotaText, wasAway, exit };
    }
    case "closed":
      return { ...frame, kind: "closed", reason: "closed", exit };
  }
}

async function stepView(
  db: Database,
  interview: Interview,
  step: Step,
  filled: Filled,
): Promise<StepView> {
  const { content, respondent } = interview;
  const frame = {
    ...interviewFrame(interview),
    name: step.name,
    progress: progressOf(interview.steps, step.name),
    saves: attemptsOn(interview, step.name).length,
    filled,
  };
  switch (step.kind) {
    case "question":
      return {
        ...frame,
        kind: "question",
        question: shownQuestion(step.screen, respondent.id),
        fixedTo: openOptions(interview, step.screen),
      };
    case "task": {
      const task = await shownInTask(db, db.read, interview, step);
      return { ...frame, ...taskView(task, step, content, respondent) };
    }
    case "allocation":
      return {
        ...frame,
        kind: "allocation",
        settings: step.screen.settings,
        items: content.items,
      };
    case "anchor": {
      const { settings } = step.screen;
      const { items } = requireExercise(content, settings.exercise);
      return { ...frame, kind: "anchor", settings, items };
    }
  }
}

/** What is stored of a screen, as its form's fields; empty before the first post. */
async function storedFields(db: Database, interview: Interview, step: Step): Promise<Filled> {
  if (!interview.passed.has(step.name)) return {};
  const { t, read } = db;
  const respondentId = interview.respondent.id;
  switch (step.kind) {
    case "question": {
      const [row] = await read
        .select({ value: t.questionAnswer.value, otherText: t.questionAnswer.otherText })
        .from(t.questionAnswer)
        .where(
          and(
            eq(t.questionAnswer.respondentId, respondentId),
            eq(t.questionAnswer.screenKey, step.screen.key),
          ),
        );
      return row && isAnswerTo(step.screen, row.value)
        ? filledWith(step.screen.settings, row, interview.respondent.locale)
        : {};
    }
    case "task": {
      const row = await storedTask({ t, queries: read }, respondentId, step);
      if (!row) return {};
      const chosen = { best: [String(row.best)], worst: [String(row.worst)] };
      return row.anchor === null ? chosen : { ...chosen, anchor: [row.anchor] };
    }
    case "allocation": {
      const row = await storedAmounts(db, respondentId, step.screen.key);
      if (!row) return {};
      if (step.screen.settings.format === "top-n") {
        return { chosen: row.shown.filter((_, index) => row.amounts[index] === 1).map(String) };
      }
      return asFields(row, amountField);
    }
    case "anchor": {
      const row = await storedAmounts(db, respondentId, step.screen.key);
      return row ? asFields(row, directAnchorField) : {};
    }
  }
}

interface Amounts {
  shown: number[];
  amounts: number[];
}

async function storedAmounts(
  { t, read }: Database,
  respondentId: string,
  screenKey: string,
): Promise<Amounts | undefined> {
  const [row] = await read
    .select({ shown: t.allocation.shown, amounts: t.allocation.amounts })
    .from(t.allocation)
    .where(and(eq(t.allocation.respondentId, respondentId), eq(t.allocation.screenKey, screenKey)));
  return row;
}

function asFields({ shown, amounts }: Amounts, fieldOf: (item: number) => string): Filled {
  return Object.fromEntries(shown.map((item, index) => [fieldOf(item), [String(amounts[index])]]));
}
