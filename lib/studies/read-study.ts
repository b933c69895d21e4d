import { and, count, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { type FieldPlan, fieldPlan } from "@/db/queries/field-plan";
import {
  newestRevision,
  type RevisionContent,
  revisionContent,
} from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";

/** How many people are where; tests are none of them. */
export interface ResponseCounts {
  /** In the order of the cohorts. */
  readonly cohorts: readonly { id: string; name: string; started: number; complete: number }[];
  /** Everybody who began, whatever became of it. */
  readonly started: number;
  readonly complete: number;
  readonly screenedOut: number;
  /** Began and is not finished. */
  readonly underWay: number;
}

export interface StudyView {
  readonly study: Tables["study"]["$inferSelect"];
  readonly content: RevisionContent;
  readonly counts: ResponseCounts;
  readonly plan: FieldPlan;
}

/**
 * A study as its pages show it. To read its report, viewers reach it once it was opened to them;
 * everything else is for those who may edit it.
 */
export async function readStudy(request: {
  db: Database;
  actor: Actor;
  input: { studyId: string; purpose: "read reports" | "edit studies" };
}): Promise<StudyView> {
  const { db, actor, input } = request;
  const { t } = db;
  const source = { t, queries: db.read };
  const study = await requireStudy(source, actor, input.studyId, input.purpose);
  const revision = await newestRevision(source, study.id);
  if (!revision) throw new Error(`Study ${study.id} has no revision.`);
  const content = await revisionContent(source, revision);
  const rows = await db.read
    .select({ state: t.respondent.state, cohortId: t.respondent.cohortId, number: count() })
    .from(t.respondent)
    .where(and(eq(t.respondent.studyId, study.id), eq(t.respondent.isTest, false)))
    .groupBy(t.respondent.state, t.respondent.cohortId);
  const sum = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(matches).reduce((total, row) => total + row.number, 0);
  const counts = {
    cohorts: content.cohorts.map(({ id, name }) => ({
      id,
      name,
      started: sum((row) => row.cohortId === id),
      complete: sum((row) => row.cohortId === id && row.state === "complete"),
    })),
    started: sum(() => true),
    complete: sum((row) => row.state === "complete"),
    screenedOut: sum((row) => row.state === "screened-out"),
    underWay: sum((row) => row.state === "active" || row.state === "screening"),
  };
  return { study, content, counts, plan: await fieldPlan(source, study) };
}
