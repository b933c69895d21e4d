import type { Kit } from "@/db/schema/dialect";
import type { accountTables } from "./accounts";
import type {
  AllocationSettings,
  AnchorSettings,
  DesignSettings,
  ExerciseSettings,
  FieldworkSettings,
  MonitoringRules,
  QuestionSettings,
  QuotaConditions,
  RevisionTexts,
  ShowWhen,
  SourceSettings,
  StudyOrigin,
  SuspectPair,
  WordMeaning,
} from "./study-content";

export type ScreenKind = "question" | "exercise" | "allocation" | "anchor";
export type StudyState = "draft" | "live" | "paused" | "closed";
export type SourceKind = "open" | "invitation" | "panel" | "test" | "import" | "simulated";

export function studyTables(kit: Kit, accounts: ReturnType<typeof accountTables>) {
  const study = kit.table(
    "study",
    {
      id: kit.text("id").primaryKey(),
      organisationId: kit
        .text("organisation_id")
        .notNull()
        .references(() => accounts.organisation.id),
      name: kit.text("name").notNull(),
      /** The public link is /s/<slug>. */
      slug: kit.text("slug").notNull(),
      state: kit.text("state").$type<StudyState>().notNull(),
      /** How its respondents came to be; "synthetic" is said on every screen and in every export. */
      origin: kit.text("origin").$type<StudyOrigin>().notNull(),
      defaultLocale: kit.text("default_locale").notNull(),
      /** The number the next respondent gets. */
      nextRespondentNumber: kit.integer("next_respondent_number").notNull().default(1),
      createdAt: kit.moment("created_at").notNull(),
      createdByUserId: kit.text("created_by_user_id"),
      launchedAt: kit.moment("launched_at"),
      closedAt: kit.moment("closed_at"),
      /** Dates, soft launch, expiry; null for none of them. Can change while the study is live. */
      fieldwork: kit.json<FieldworkSettings>("fieldwork"),
      /** When the soft launch reached its size and paused the study. */
      softLaunchedAt: kit.moment("soft_launched_at"),
    },
    (t) => [
      kit.unique("study_slug").on(t.slug),
      kit.index("study_organisation").on(t.organisationId, t.createdAt),
    ],
  );

  /** What was asked, as one whole. A draft can change; once frozen nothing in it changes again. */
  const revision = kit.table(
    "revision",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => study.id),
      /** 1, 2, 3 … within the study. */
      number: kit.integer("number").notNull(),
      frozenAt: kit.moment("frozen_at"),
      /** SHA-256 of everything in the revision and its design, taken when it froze. */
      planHash: kit.text("plan_hash"),
      texts: kit.json<RevisionTexts>("texts").notNull(),
      designSettings: kit.json<DesignSettings>("design_settings").notNull(),
      /** The languages it is offered in; null for the study's default one alone. */
      locales: kit.json<string[]>("locales"),
      /** Quality rules and looks, set before launch and part of the plan; null for the usual ones. */
      monitoring: kit.json<MonitoringRules>("monitoring"),
      /** Why this revision was made, for those who read the record later. */
      note: kit.text("note"),
      /** What was decided at its publishing about words it changed; null where nothing was to decide. */
      wordMeanings: kit.json<WordMeaning[]>("word_meanings"),
      /** What was decided about pairs of items before anybody answered; null where nothing was. */
      suspectPairs: kit.json<SuspectPair[]>("suspect_pairs"),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [kit.unique("revision_number").on(t.studyId, t.number)],
  );

  /**
   * A capability's identity in its study: the number is its id in answers, designs and exports, is
   * never reused and never changes, whatever its wording.
   */
  const item = kit.table(
    "item",
    {
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => study.id),
      number: kit.integer("number").notNull(),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.studyId, t.number] })],
  );

  /** What an item is called in a revision; wordings A, B … let one item be asked in two vocabularies. */
  const wording = kit.table(
    "wording",
    {
      id: kit.text("id").primaryKey(),
      revisionId: kit
        .text("revision_id")
        .notNull()
        .references(() => revision.id),
      studyId: kit.text("study_id").notNull(),
      itemNumber: kit.integer("item_number").notNull(),
      /** "A" for the usual wording. */
      code: kit.text("code").notNull(),
      /** The item's place in the list, from 1. */
      position: kit.integer("position").notNull(),
      label: kit.text("label").notNull(),
      definition: kit.text("definition").notNull(),
      /** The list it belongs to; null for the study's main list. */
      list: kit.text("list"),
    },
    (t) => [
      kit.unique("wording_code").on(t.revisionId, t.itemNumber, t.code),
      kit.foreignKey({
        columns: [t.studyId, t.itemNumber],
        foreignColumns: [item.studyId, item.number],
      }),
    ],
  );

  const cohort = kit.table(
    "cohort",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => study.id),
      /** 1, 2, 3 … : its colour, its shape and its place in every chart and export. */
      number: kit.integer("number").notNull(),
      name: kit.text("name").notNull(),
    },
    (t) => [kit.unique("cohort_number").on(t.studyId, t.number)],
  );

  /**
   * The questionnaire in order. An exercise stands for its tasks, one screen each; the others are
   * one screen each.
   */
  const screen = kit.table(
    "screen",
    {
      id: kit.text("id").primaryKey(),
      revisionId: kit
        .text("revision_id")
        .notNull()
        .references(() => revision.id),
      /** Its stable name in addresses and export columns: lower case, digits, underscores. */
      key: kit.text("key").notNull(),
      position: kit.integer("position").notNull(),
      kind: kit.text("kind").$type<ScreenKind>().notNull(),
      settings: kit
        .json<QuestionSettings | ExerciseSettings | AllocationSettings | AnchorSettings>("settings")
        .notNull(),
      /** Null for a screen that everybody sees. */
      showWhen: kit.json<ShowWhen>("show_when"),
    },
    (t) => [kit.unique("screen_key").on(t.revisionId, t.key)],
  );

  /** Study texts in another language. Subject and field name what is translated. */
  const translation = kit.table(
    "translation",
    {
      id: kit.text("id").primaryKey(),
      revisionId: kit
        .text("revision_id")
        .notNull()
        .references(() => revision.id),
      subjectType: kit
        .text("subject_type")
        .$type<"study" | "item" | "screen" | "option" | "cohort">()
        .notNull(),
      subjectId: kit.text("subject_id").notNull(),
      field: kit.text("field").notNull(),
      locale: kit.text("locale").notNull(),
      text: kit.text("text").notNull(),
      /** The text it was translated from: once that has changed, the translation is out of date. */
      source: kit.text("source").notNull().default(""),
    },
    (t) => [
      kit
        .unique("translation_once")
        .on(t.revisionId, t.subjectType, t.subjectId, t.field, t.locale),
    ],
  );

  const design = kit.table(
    "design",
    {
      id: kit.text("id").primaryKey(),
      revisionId: kit
        .text("revision_id")
        .notNull()
        .references(() => revision.id),
      /** The key of the exercise screen it serves. */
      exercise: kit.text("exercise").notNull(),
      /** "generated" by the engine named here from the seed, or "imported" from a file. */
      origin: kit.text("origin").$type<"generated" | "imported">().notNull(),
      seed: kit.integer("seed"),
      engine: kit.text("engine").notNull(),
      itemsPerTask: kit.integer("items_per_task").notNull(),
      taskCount: kit.integer("task_count").notNull(),
      versionCount: kit.integer("version_count").notNull(),
      /** The item numbers it was made for, in the order of the design's columns. */
      itemNumbers: kit.json<number[]>("item_numbers").notNull(),
      diagnostics: kit.json<unknown>("diagnostics").notNull(),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [kit.unique("design_exercise").on(t.revisionId, t.exercise)],
  );

  const designVersion = kit.table(
    "design_version",
    {
      designId: kit
        .text("design_id")
        .notNull()
        .references(() => design.id),
      number: kit.integer("number").notNull(),
      /** tasks[t] = the item numbers shown in task t + 1, in displayed order. */
      tasks: kit.json<number[][]>("tasks").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.designId, t.number] })],
  );

  /** How respondents reach the study: the open link, a panel, test links, an imported file. */
  const source = kit.table(
    "source",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => study.id),
      kind: kit.text("kind").$type<SourceKind>().notNull(),
      name: kit.text("name").notNull(),
      settings: kit.json<SourceSettings>("settings").notNull(),
      /** Its name in links, /s/<slug>?via=<code>; null for the plain link. Unguessable for tests. */
      code: kit.text("code"),
      /** Set when the source takes nobody new. */
      closedAt: kit.moment("closed_at"),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [
      kit.index("source_study").on(t.studyId),
      kit.unique("source_code").on(t.studyId, t.code),
    ],
  );

  /** How many interviews of one kind are wanted. `taken` is held and complete places together. */
  const quota = kit.table(
    "quota",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => study.id),
      /** 1, 2, 3 … in the order of tables. */
      position: kit.integer("position").notNull(),
      name: kit.text("name").notNull(),
      conditions: kit.json<QuotaConditions>("conditions").notNull(),
      /** The most interviews that may hold a place. */
      size: kit.integer("size").notNull(),
      taken: kit.integer("taken").notNull().default(0),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [kit.index("quota_study").on(t.studyId, t.position)],
  );

  /** A viewer sees nothing of a study until its report was opened to them by name. */
  const studyViewer = kit.table(
    "study_viewer",
    {
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => study.id),
      userId: kit
        .text("user_id")
        .notNull()
        .references(() => accounts.user.id),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.studyId, t.userId] })],
  );

  return {
    study,
    studyViewer,
    revision,
    item,
    wording,
    cohort,
    screen,
    translation,
    design,
    designVersion,
    source,
    quota,
  };
}
