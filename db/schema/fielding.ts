import type { Kit } from "@/db/schema/dialect";
import type { studyTables } from "./studies";
import type { AnswerValue, Consent } from "./study-content";

export type RespondentState = "screening" | "active" | "complete" | "screened-out" | "over-quota";

/** Where an interview was sent when it ended; a panel has an address for each. */
export type ExitKind = "complete" | "screened-out" | "over-quota" | "quality" | "closed";

/** How best and worst were asked: on one screen, or best first and then worst among the rest. */
export type ResponseMode = "together" | "two-step";

/** What the tasks' items are to the respondent: the indirect (dual response) anchor of one task. */
export type TaskAnchor = "all" | "some" | "none";

/** A task that is asked beside those of the design: one of the respondent's own again, or everybody's. */
export type TaskCheck = "repeat" | "holdout";

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
      locale: kit.text("locale").notNull(),
      startedAt: kit.moment("started_at").notNull(),
      lastSavedAt: kit.moment("last_saved_at").notNull(),
      finishedAt: kit.moment("finished_at"),
      /** Counted nowhere: no quota, no design place, no report, no export. */
      isTest: kit.flag("is_test").notNull().default(false),
      /** The id a panel gave, unique within its source; null elsewhere. */
      panelId: kit.text("panel_id"),
      /** Further parameters of the link they came by, kept as they were. */
      parameters: kit.json<Record<string, string>>("parameters"),
      /** The invitation they answered; contacts are kept apart from answers otherwise. */
      contactId: kit.text("contact_id"),
      /** Set in the transaction that ended the interview: a redirect fires once. */
      exit: kit.text("exit").$type<ExitKind>(),
      /** When an idle interview's places were given back; null while it holds them. */
      releasedAt: kit.moment("released_at"),
      /** What the respondent chose; null for the study's own. */
      responseMode: kit.text("asking").$type<ResponseMode>(),
      /** What they agreed to on the first screen; null where nothing was asked. */
      consent: kit.json<Consent>("consent"),
    },
    (t) => [
      kit.unique("respondent_number").on(t.studyId, t.number),
      kit.unique("respondent_external_id").on(t.studyId, t.externalId),
      kit.unique("respondent_token").on(t.tokenHash),
      kit.index("respondent_state").on(t.studyId, t.state, t.cohortId),
      kit.unique("respondent_panel_id").on(t.sourceId, t.panelId),
      kit.unique("respondent_contact").on(t.contactId),
    ],
  );

  /** The design version that an interview was given in each exercise, when its first task was reached. */
  const givenVersion = kit.table(
    "given_version",
    {
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      /** The key of the exercise screen. */
      exercise: kit.text("exercise").notNull(),
      versionNumber: kit.integer("version_number").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.respondentId, t.exercise] })],
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
      /** Null where no anchor was asked. */
      anchor: kit.text("anchor").$type<TaskAnchor>(),
      /** Null for answers that were imported. */
      responseMode: kit.text("asked").$type<ResponseMode>(),
      /** Items whose definition was opened; null where that could not be seen (no script). */
      opened: kit.json<number[]>("opened"),
      locale: kit.text("locale").notNull(),
      /** When the screen that was posted had been made; null for imported answers. */
      shownAt: kit.moment("shown_at"),
      answeredAt: kit.moment("answered_at"),
      /** The attempt that wrote what the row says now. */
      attemptId: kit.text("attempt_id").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.respondentId, t.exercise, t.taskNumber] })],
  );

  /**
   * Best and worst of a check: a task that is asked again, or one that is the same for everybody. They
   * lie apart from answers, so that no estimate, count or flag can take them in by mistake.
   */
  const checkAnswer = kit.table(
    "check_answer",
    {
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      /** The key of the exercise screen. */
      exercise: kit.text("exercise").notNull(),
      kind: kit.text("kind").$type<TaskCheck>().notNull(),
      /** 1, 2, 3 … among the checks of its kind. */
      number: kit.integer("number").notNull(),
      /** The respondent's own task that was asked again; null for a holdout. */
      taskNumber: kit.integer("task_number"),
      versionNumber: kit.integer("version_number").notNull(),
      /** What follows is as in an answer. */
      shown: kit.json<number[]>("shown").notNull(),
      best: kit.integer("best").notNull(),
      worst: kit.integer("worst").notNull(),
      anchor: kit.text("anchor").$type<TaskAnchor>(),
      responseMode: kit.text("asked").$type<ResponseMode>(),
      opened: kit.json<number[]>("opened"),
      locale: kit.text("locale").notNull(),
      shownAt: kit.moment("shown_at"),
      answeredAt: kit.moment("answered_at"),
      attemptId: kit.text("attempt_id").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.respondentId, t.exercise, t.kind, t.number] })],
  );

  const questionAnswer = kit.table(
    "question_answer",
    {
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      screenKey: kit.text("screen_key").notNull(),
      /** By the type of its question: see lib/questionnaire/types. */
      value: kit.jsonValue<AnswerValue>("value").notNull(),
      /** What was typed beside "other, please say". */
      otherText: kit.text("other_text"),
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
      /** As in an answer. */
      opened: kit.json<number[]>("opened"),
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

  /** A place that an interview holds in a quota, from screening on; deleted when it is given back. */
  const quotaPlace = kit.table(
    "quota_place",
    {
      quotaId: kit
        .text("quota_id")
        .notNull()
        .references(() => studies.quota.id),
      respondentId: kit
        .text("respondent_id")
        .notNull()
        .references(() => respondent.id),
      heldAt: kit.moment("held_at").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.quotaId, t.respondentId] }),
      kit.index("quota_place_respondent").on(t.respondentId),
    ],
  );

  /**
   * An interview that began within a day and has not passed its first task: starts are limited by these,
   * and their places come back sooner.
   */
  const earlyInterview = kit.table(
    "early_interview",
    {
      respondentId: kit
        .text("respondent_id")
        .primaryKey()
        .references(() => respondent.id),
      sourceId: kit.text("source_id").notNull(),
      /** A hash of where it was begun from whose key lives a day; null where that is not known. */
      address: kit.text("address"),
      startedAt: kit.moment("started_at").notNull(),
    },
    (t) => [
      kit.index("early_interview_source").on(t.sourceId, t.startedAt),
      kit.index("early_interview_address").on(t.address, t.startedAt),
      kit.index("early_interview_started").on(t.startedAt),
    ],
  );

  /** Somebody who was invited by name. */
  const contact = kit.table(
    "contact",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => studies.study.id),
      sourceId: kit
        .text("source_id")
        .notNull()
        .references(() => studies.source.id),
      /** Lower case: one address is invited once. */
      email: kit.text("email").notNull(),
      name: kit.text("name").notNull(),
      /** Preset by the invitation; null leaves it to the screener. */
      cohortId: kit.text("cohort_id").references(() => studies.cohort.id),
      locale: kit.text("locale"),
      /** The list's own columns. */
      columns: kit.json<Record<string, string>>("columns").notNull(),
      /** SHA-256 of the invitation's token, which can be made again for a reminder but not read here. */
      tokenHash: kit.text("token_hash").notNull(),
      unsubscribedAt: kit.moment("unsubscribed_at"),
      bouncedAt: kit.moment("bounced_at"),
      bounceNote: kit.text("bounce_note"),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [
      kit.unique("contact_email").on(t.studyId, t.email),
      kit.unique("contact_token").on(t.tokenHash),
    ],
  );

  /** Mail to send and mail sent: a row is made in the transaction that decides it, sent afterwards. */
  const mail = kit.table(
    "mail",
    {
      id: kit.text("id").primaryKey(),
      contactId: kit
        .text("contact_id")
        .notNull()
        .references(() => contact.id),
      kind: kit.text("kind").$type<"invitation" | "reminder">().notNull(),
      /** The letter it belongs to: the same one is never sent twice to one contact. */
      letterId: kit.text("letter_id").notNull(),
      subject: kit.text("subject").notNull(),
      text: kit.text("text").notNull(),
      state: kit.text("state").$type<"queued" | "sent" | "skipped" | "failed">().notNull(),
      attempts: kit.integer("attempts").notNull().default(0),
      failure: kit.text("failure"),
      createdAt: kit.moment("created_at").notNull(),
      /** Not before this moment; moved on after a failure that may pass. */
      dueAt: kit.moment("due_at").notNull(),
      sentAt: kit.moment("sent_at"),
    },
    (t) => [
      kit.unique("mail_once").on(t.letterId, t.contactId),
      kit.index("mail_queue").on(t.state, t.dueAt),
    ],
  );

  return {
    respondent,
    givenVersion,
    versionFill,
    answer,
    checkAnswer,
    questionAnswer,
    allocation,
    attempt,
    quotaPlace,
    earlyInterview,
    contact,
    mail,
  };
}
