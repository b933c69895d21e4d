import { asc, inArray } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { TaskAnswer } from "./traced-choices";

/** Where the interviews of a study are read from. */
export interface TraceSource {
  readonly t: Tables;
  readonly queries: Queries;
  readonly studyId: string;
}

/** A respondent as far as the monitoring of fieldwork looks at them. */
export type TracedRow = Pick<
  Tables["respondent"]["$inferSelect"],
  | "id"
  | "number"
  | "externalId"
  | "revisionId"
  | "sourceId"
  | "state"
  | "exit"
  | "cohortId"
  | "versionNumber"
  | "startedAt"
  | "lastSavedAt"
  | "finishedAt"
  | "releasedAt"
  | "panelId"
  | "contactId"
>;

/** When a screen was made, and when what it asks was sent. */
interface Timed {
  readonly shownAt: number | null;
  readonly receivedAt: number | null;
}

/** All that is stored of one interview and bears on its times and its quality. */
export interface InterviewRows {
  readonly respondent: TracedRow;
  /** Null where nobody posted anything, as in simulated interviews. */
  readonly posts:
    | readonly (Timed & { readonly screenKey: string; readonly receivedAt: number })[]
    | null;
  /** In the order of task numbers. */
  readonly tasks: readonly (TaskAnswer & Timed & { readonly taskNumber: number })[];
  readonly questions: readonly (Timed & {
    readonly screenKey: string;
    readonly value: string;
    readonly otherText: string | null;
  })[];
  readonly allocations: readonly (Timed & { readonly screenKey: string })[];
}

/** Reads some interviews of a study whole, one statement a table. */
export async function readInterviews(
  { t, queries }: Pick<TraceSource, "t" | "queries">,
  ids: readonly string[],
  pause: () => Promise<void>,
): Promise<InterviewRows[]> {
  const respondents = await queries
    .select({
      id: t.respondent.id,
      number: t.respondent.number,
      externalId: t.respondent.externalId,
      revisionId: t.respondent.revisionId,
      sourceId: t.respondent.sourceId,
      state: t.respondent.state,
      exit: t.respondent.exit,
      cohortId: t.respondent.cohortId,
      versionNumber: t.respondent.versionNumber,
      startedAt: t.respondent.startedAt,
      lastSavedAt: t.respondent.lastSavedAt,
      finishedAt: t.respondent.finishedAt,
      releasedAt: t.respondent.releasedAt,
      panelId: t.respondent.panelId,
      contactId: t.respondent.contactId,
    })
    .from(t.respondent)
    .where(inArray(t.respondent.id, ids));
  await pause();
  const attempts = await queries
    .select({
      respondentId: t.attempt.respondentId,
      screenKey: t.attempt.screenKey,
      shownAt: t.attempt.shownAt,
      receivedAt: t.attempt.receivedAt,
    })
    .from(t.attempt)
    .where(inArray(t.attempt.respondentId, ids))
    .orderBy(asc(t.attempt.receivedAt));
  await pause();
  const answers = await queries
    .select({
      respondentId: t.answer.respondentId,
      exercise: t.answer.exercise,
      taskNumber: t.answer.taskNumber,
      versionNumber: t.answer.versionNumber,
      shown: t.answer.shown,
      best: t.answer.best,
      worst: t.answer.worst,
      shownAt: t.answer.shownAt,
      receivedAt: t.answer.answeredAt,
    })
    .from(t.answer)
    .where(inArray(t.answer.respondentId, ids))
    .orderBy(asc(t.answer.taskNumber));
  await pause();
  const questions = await queries
    .select({
      respondentId: t.questionAnswer.respondentId,
      screenKey: t.questionAnswer.screenKey,
      value: t.questionAnswer.value,
      otherText: t.questionAnswer.otherText,
      shownAt: t.questionAnswer.shownAt,
      receivedAt: t.questionAnswer.answeredAt,
    })
    .from(t.questionAnswer)
    .where(inArray(t.questionAnswer.respondentId, ids));
  await pause();
  const allocations = await queries
    .select({
      respondentId: t.allocation.respondentId,
      screenKey: t.allocation.screenKey,
      shownAt: t.allocation.shownAt,
      receivedAt: t.allocation.answeredAt,
    })
    .from(t.allocation)
    .where(inArray(t.allocation.respondentId, ids));
  await pause();
  const of = {
    posts: byRespondent(attempts),
    tasks: byRespondent(answers),
    questions: byRespondent(questions),
    allocations: byRespondent(allocations),
  };
  return respondents.map((respondent) => ({
    respondent,
    posts: of.posts.get(respondent.id) ?? null,
    tasks: of.tasks.get(respondent.id) ?? [],
    questions: of.questions.get(respondent.id) ?? [],
    allocations: of.allocations.get(respondent.id) ?? [],
  }));
}

function byRespondent<Row extends { respondentId: string }>(rows: readonly Row[]) {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.respondentId);
    if (group) group.push(row);
    else grouped.set(row.respondentId, [row]);
  }
  return grouped;
}
