import type { Kit } from "@/db/dialect";
import type { studyTables } from "./studies";

export type RespondentState = "screening" | "active" | "complete" | "screened-out";

export function fieldingTables(kit: Kit, studies: ReturnType<typeof studyTables>) {
  const respondent = kit.table(
    "respondent",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => studies.study.id),
      /** The revision this interview began on and finishes on. */
      revisionId: kit
        .text("revision_id")
        .notNull()
        .references(() => studies.revision.id),
      sourceId: kit
        .text("source_id")
        .notNull()
        .references(() => studies.source.id),
      /** 1, 2, 3 … within the study, in order of arrival. */
      number: kit.integer("number").notNull(),
      /** The id in exports: the number, or the id an imported file gave. */
      externalId: kit.text("external_id").notNull(),
      /** SHA-256 of the interview link's token; null where nobody ever had a link. */
      tokenHash: kit.text("token_hash"),
      state: kit.text("state").$type<RespondentState>().notNull(),
      /** Null until the screener has named one. */
      cohortId: kit.text("cohort_id").references(() => studies.cohort.id),
      /** The design version, given when the first task is reached. */
      versionNumber: kit.integer("version_number"),
      locale: kit.text("locale").notNull(),
      startedAt: kit.moment("started_at").notNull(),
      lastSavedAt: kit.moment("last_saved_at").notNull(),
      finishedAt: kit.moment("finished_at"),
    },
    (t) => [
      kit.unique("respondent_number").on(t.studyId, t.number),
      kit.unique("respondent_external_id").on(t.studyId, t.externalId),
      kit.unique("respondent_token").on(t.tokenHash),
      kit.index("respondent_state").on(t.studyId, t.state, t.cohortId),
    ],
  );

  /** How many interviews of a cohort hold each version: the least filled one is given next. */
  const versionFill = kit.table(
    "version_fill",
    {
      designId: kit
        .text("design_id")
        .notNull()
        .references(() => studies.design.id),
      cohortId: kit
        .text("cohort_id")
        .notNull()
        .references(() => studies.cohort.id),
      versionNumber: kit.integer("version_number").notNull(),
      assigned: kit.integer("assigned").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.designId, t.cohortId, t.versionNumber] }),
      kit.index("version_fill_least").on(t.designId, t.cohortId, t.assigned, t.versionNumber),
    ],
  );

  /** Best and worst of one task: one row whatever is posted, the latest acknowledged choice. */
  const answer = kit.table(
    "answer",
    {
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      /** The key of the exercise screen. */
      exercise: kit.text("exercise").notNull(),
      /** 1, 2, 3 … in the respondent's version. */
      taskNumber: kit.integer("task_number").notNull(),
      versionNumber: kit.integer("version_number").notNull(),
      /** The item numbers shown, in displayed order. */
      shown: kit.json<number[]>("shown").notNull(),
      best: kit.integer("best").notNull(),
      worst: kit.integer("worst").notNull(),
      locale: kit.text("locale").notNull(),
      /** When the screen that was posted had been made; null for imported answers. */
      shownAt: kit.moment("shown_at"),
      answeredAt: kit.moment("answered_at"),
      /** The attempt that wrote what the row says now. */
      attemptId: kit.text("attempt_id").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.respondentId, t.exercise, t.taskNumber] })],
  );

  const questionAnswer = kit.table(
    "question_answer",
    {
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      screenKey: kit.text("screen_key").notNull(),
      /** The id of the chosen option. */
      value: kit.text("value").notNull(),
      /** Option ids in displayed order. */
      shown: kit.json<string[]>("shown").notNull(),
      locale: kit.text("locale").notNull(),
      shownAt: kit.moment("shown_at"),
      answeredAt: kit.moment("answered_at"),
      attemptId: kit.text("attempt_id").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.respondentId, t.screenKey] })],
  );

  const allocation = kit.table(
    "allocation",
    {
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      screenKey: kit.text("screen_key").notNull(),
      /** Item numbers in displayed order. */
      shown: kit.json<number[]>("shown").notNull(),
      /** amounts[i] belongs to shown[i]: points, percent, or 1 for a chosen item. */
      amounts: kit.json<number[]>("amounts").notNull(),
      locale: kit.text("locale").notNull(),
      shownAt: kit.moment("shown_at"),
      answeredAt: kit.moment("answered_at"),
      attemptId: kit.text("attempt_id").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.respondentId, t.screenKey] })],
  );

  /**
   * Every post that was acknowledged, in order, and never changed again. A repeated attempt finds
   * itself here and changes nothing, even when it arrives after a later edit of the same screen.
   */
  const attempt = kit.table(
    "attempt",
    {
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      id: kit.text("id").notNull(),
      screenKey: kit.text("screen_key").notNull(),
      posted: kit.json<unknown>("posted").notNull(),
      shownAt: kit.moment("shown_at"),
      receivedAt: kit.moment("received_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.respondentId, t.id] })],
  );

  return { respondent, versionFill, answer, questionAnswer, allocation, attempt };
}
