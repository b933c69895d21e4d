import { and, count, eq, max, sql } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { fieldEnd } from "./field-end";

/** Who saved nothing for this long has left, until they come back. */
export const LEFT_AFTER = 30 * 60_000;

/** Where the interviews stand, everybody counted once. */
export interface InterviewCounts {
  readonly started: number;
  /** Unfinished, and could be finished: while those inside may go on, they saved a while ago at most. */
  readonly underWay: number;
  /** Unfinished, and silent for half an hour or shut out by the study's end. */
  readonly left: number;
  /** Unfinished, and their places were given back. */
  readonly expired: number;
  readonly screenedOut: number;
  readonly overQuota: number;
  readonly complete: number;
}

type Interview = Pick<Tables["respondent"]["$inferSelect"], "state" | "releasedAt" | "lastSavedAt">;

/** The moment at which interviews are looked at, and whether those inside can still go on. */
export interface FieldMoment {
  readonly now: number;
  readonly isOver: boolean;
}

export function fieldMoment(
  study: Pick<Tables["study"]["$inferSelect"], "state" | "closedAt" | "fieldwork">,
  now: number,
): FieldMoment {
  return { now, isOver: study.state === "closed" || fieldEnd(study, now) !== null };
}

/** Whether nobody is at work on an unfinished interview. */
export function hasLeft(
  { lastSavedAt, releasedAt }: Omit<Interview, "state">,
  { now, isOver }: FieldMoment,
): boolean {
  return isOver || releasedAt !== null || now - lastSavedAt > LEFT_AFTER;
}

export function countInterviews(
  interviews: Iterable<Interview & { readonly weight?: number }>,
  moment: FieldMoment,
): InterviewCounts {
  const standing = {
    started: 0,
    underWay: 0,
    left: 0,
    expired: 0,
    screenedOut: 0,
    overQuota: 0,
    complete: 0,
  };
  for (const interview of interviews) {
    const { weight = 1 } = interview;
    standing.started += weight;
    standing[whereabouts(interview, moment)] += weight;
  }
  return standing;
}

function whereabouts(
  interview: Interview,
  moment: FieldMoment,
): Exclude<keyof InterviewCounts, "started"> {
  switch (interview.state) {
    case "complete":
      return "complete";
    case "screened-out":
      return "screenedOut";
    case "over-quota":
      return "overQuota";
    case "active":
    case "screening":
      if (interview.releasedAt !== null) return "expired";
      return hasLeft(interview, moment) ? "left" : "underWay";
  }
}

/**
 * A study's interviews without its tests, counted where nothing tells them apart: of those in a row,
 * all are of one revision and stand where its one moment says.
 */
export async function countedInterviews(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
  { now }: FieldMoment,
): Promise<(Interview & { revisionId: string; cohortId: string | null; weight: number })[]> {
  const { respondent } = t;
  const isSilent = sql`${respondent.lastSavedAt} < ${sql.raw(String(now - LEFT_AFTER))}`;
  const isReleased = sql`${respondent.releasedAt} is not null`;
  const rows = await queries
    .select({
      state: respondent.state,
      revisionId: respondent.revisionId,
      cohortId: respondent.cohortId,
      releasedAt: max(respondent.releasedAt),
      lastSavedAt: max(respondent.lastSavedAt),
      weight: count(),
    })
    .from(respondent)
    .where(and(eq(respondent.studyId, studyId), eq(respondent.isTest, false)))
    .groupBy(respondent.revisionId, respondent.state, respondent.cohortId, isReleased, isSilent);
  return rows.map((row) => ({ ...row, lastSavedAt: row.lastSavedAt ?? now }));
}
