import type { Kit } from "@/db/schema/dialect";
import type { accountTables } from "./accounts";
import type { studyTables } from "./studies";

/** Utilities of every respondent that a method found. */
export interface IndividualUtilities {
  /** K, ascending. */
  readonly itemNumbers: readonly number[];
  readonly respondents: readonly {
    readonly id: string;
    readonly cohort: string;
    /** Root likelihood, 0 … 1. */
    readonly rlh: number | null;
    /** K, zero-centred, logit scale; null for an item that the answers of the cohort do not place. */
    readonly utilities: readonly (number | null)[];
  }[];
}

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

/** Long work and what it made. */
export function workTables(
  kit: Kit,
  accounts: ReturnType<typeof accountTables>,
  studies: ReturnType<typeof studyTables>,
) {
  const job = kit.table(
    "job",
    {
      id: kit.text("id").primaryKey(),
      organisationId: kit
        .text("organisation_id")
        .notNull()
        .references(() => accounts.organisation.id),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => studies.study.id),
      kind: kit.text("kind").notNull(),
      input: kit.json<unknown>("input").notNull(),
      state: kit.text("state").$type<JobState>().notNull(),
      /** 0 … 1. */
      progress: kit.real("progress").notNull().default(0),
      /** What its kind tells of where it stands, beside the fraction. */
      progressDetail: kit.json<unknown>("progress_detail"),
      /** What went wrong, in words for the person who asked. */
      failure: kit.text("failure"),
      createdByUserId: kit.text("created_by_user_id"),
      createdAt: kit.moment("created_at").notNull(),
      startedAt: kit.moment("started_at"),
      /** A running job whose beat is old belonged to a process that ended: it is taken up again. */
      beatAt: kit.moment("beat_at"),
      finishedAt: kit.moment("finished_at"),
      attempts: kit.integer("attempts").notNull().default(0),
    },
    (t) => [
      kit.index("job_queue").on(t.state, t.createdAt),
      kit.index("job_study").on(t.studyId, t.kind, t.createdAt),
    ],
  );

  /**
   * Figures of a study, computed once for the same question about the same data: by a method of
   * analysis, or for the report. How far it is stands in its job's row alone; what is quick has no job.
   */
  const analysisRun = kit.table(
    "analysis_run",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => studies.study.id),
      /** SHA-256 of method, options, seed, exercise, engine and data. */
      key: kit.text("key").notNull(),
      method: kit.text("method").notNull(),
      /** With every default put in. */
      options: kit.json<unknown>("options").notNull(),
      seed: kit.integer("seed").notNull(),
      /** Null for the main one. */
      exercise: kit.text("exercise"),
      engine: kit.text("engine").notNull(),
      /** SHA-256 of all that the method could see; empty where an earlier release did not write it down. */
      dataHash: kit.text("data_hash").notNull(),
      /** SHA-256 of who counted and when each was last saved: another one makes the run stale. Empty like the hash. */
      dataState: kit.text("data_state").notNull(),
      /** Null for what was done at once. */
      jobId: kit.text("job_id"),
      requestedByUserId: kit.text("requested_by_user_id"),
      requestedAt: kit.moment("requested_at").notNull(),
      /** When the result was written; null until then. */
      finishedAt: kit.moment("finished_at"),
      result: kit.json<unknown>("result"),
      /** Utilities of every respondent: for fewer eyes than the result. */
      individual: kit.json<IndividualUtilities>("individual"),
    },
    (t) => [kit.unique("analysis_run_once").on(t.studyId, t.key)],
  );

  return { job, analysisRun };
}
