import type { Database } from "@/db/database";
import { type FieldPlan, fieldPlan } from "@/db/queries/field-plan";
import {
  countedInterviews,
  countInterviews,
  fieldMoment,
  type InterviewCounts,
} from "@/db/queries/interview-counts";
import {
  newestRevision,
  type RevisionContent,
  revisionContent,
} from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";

/** How many people are where; tests are none of them. */
export interface ResponseCounts extends InterviewCounts {
  /** In the order of the cohorts. */
  readonly cohorts: readonly { id: string; name: string; started: number; complete: number }[];
  /** Whether those who are inside can no longer go on. */
  readonly isOver: boolean;
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
  const moment = fieldMoment(study, Date.now());
  const rows = await countedInterviews(source, study.id, moment);
  const counts = {
    ...countInterviews(rows, moment),
    isOver: moment.isOver,
    cohorts: content.cohorts.map(({ id, name }) => {
      const own = rows.filter(({ cohortId }) => cohortId === id);
      const { started, complete } = countInterviews(own, moment);
      return { id, name, started, complete };
    }),
  };
  return { study, content, counts, plan: await fieldPlan(source, study) };
}
