import type { Database } from "@/db/database";
import { type CountedGroup, launchedGroups } from "@/db/queries/comparable-revisions";
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

/**
 * How many people are where, of the revisions that are counted together with the newest launched one,
 * as report and progress count them; tests are none of them.
 */
export interface ResponseCounts extends InterviewCounts {
  /** Of revisions that are counted apart. */
  readonly apart: InterviewCounts;
  /** The launched revisions in groups that are counted together, the newest last. */
  readonly groups: readonly CountedGroup[];
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
  const groups = await launchedGroups(source, study.id);
  const newest = new Set(groups.at(-1)?.map(({ id }) => id));
  const together = rows.filter(({ revisionId }) => newest.has(revisionId));
  const others = rows.filter(({ revisionId }) => !newest.has(revisionId));
  const counts = {
    ...countInterviews(together, moment),
    apart: countInterviews(others, moment),
    groups: groups.map((group) => {
      const ids = new Set(group.map(({ id }) => id));
      const own = rows.filter(({ revisionId }) => ids.has(revisionId));
      return {
        numbers: group.map(({ number }) => number),
        complete: countInterviews(own, moment).complete,
      };
    }),
    isOver: moment.isOver,
    cohorts: content.cohorts.map(({ id, name }) => {
      const own = together.filter(({ cohortId }) => cohortId === id);
      const { started, complete } = countInterviews(own, moment);
      return { id, name, started, complete };
    }),
  };
  return { study, content, counts, plan: await fieldPlan(source, study) };
}
