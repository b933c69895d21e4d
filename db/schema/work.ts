import type { Kit } from "@/db/schema/dialect";
import type { accountTables } from "./accounts";
import type { studyTables } from "./studies";

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

  /** A computed report with all that is needed to make it again. */
  const reportRun = kit.table(
    "report_run",
    {
      id: kit.text("id").primaryKey(),
      studyId: kit
        .text("study_id")
        .notNull()
        .references(() => studies.study.id),
      kind: kit.text("kind").notNull(),
      /** SHA-256 of settings and data: the same question about the same data is answered once. */
      fingerprint: kit.text("fingerprint").notNull(),
      settings: kit.json<unknown>("settings").notNull(),
      engine: kit.text("engine").notNull(),
      result: kit.json<unknown>("result").notNull(),
      createdAt: kit.moment("created_at").notNull(),
    },
    (t) => [kit.unique("report_run_once").on(t.studyId, t.kind, t.fingerprint)],
  );

  return { job, reportRun };
}
