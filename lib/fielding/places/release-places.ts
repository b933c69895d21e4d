import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { frozenContent } from "../interview/frozen-content";
import { givenVersionsOf } from "../interview/given-versions";
import { askedSteps } from "../interview/interview";
import { countVersion } from "./assign-version";
import { type CountedVersion, countedVersions } from "./counted-versions";
import { canTellIdle, expiredBefore } from "./expiry";

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];
export type Fielded = Pick<Row<"study">, "id" | "state" | "fieldwork">;
type Source = { db: Pick<Database, "t">; tx: Queries };

/** Expired interviews that one refusal looks at: enough to find a place, few enough to be quick. */
const RELEASED_AT_ONCE = 20;

/**
 * Gives back all that an interview holds, its quota places and its design versions; the counters go
 * down with them. One that was not let in yet, or was released before, holds nothing.
 *
 * @param counted the versions that count as taken for it
 */
export async function giveBackAll(
  { db, tx }: Source,
  respondent: Pick<Row<"respondent">, "id" | "state" | "releasedAt">,
  counted: readonly CountedVersion[],
): Promise<void> {
  if (respondent.state !== "active" || respondent.releasedAt !== null) return;
  const { quotaPlace } = db.t;
  const places = await tx
    .delete(quotaPlace)
    .where(eq(quotaPlace.respondentId, respondent.id))
    .returning({ quotaId: quotaPlace.quotaId });
  for (const { quotaId } of places) await countDown({ db, tx }, quotaId);
  for (const version of counted) await countVersion({ db, tx }, version, -1);
}

/**
 * Who has not passed the first task and saved nothing for this long has left: within the hour of the
 * start their places are others', whatever the study allows to those who are at work.
 */
const EARLY_IDLE_MS = 45 * 60_000;

/** Interviews of a study that hold something and saved nothing for longer than it allows. */
export function isIdle({ t }: Pick<Database, "t">, study: Fielded, now: number) {
  const { respondent, earlyInterview } = t;
  const early = sql`exists (select 1 from ${earlyInterview} where ${earlyInterview.respondentId} = ${respondent.id})`;
  return and(
    eq(respondent.studyId, study.id),
    eq(respondent.state, "active"),
    isNull(respondent.releasedAt),
    eq(respondent.isTest, false),
    or(
      lt(respondent.lastSavedAt, expiredBefore(study, now)),
      and(lt(respondent.lastSavedAt, now - EARLY_IDLE_MS), early),
    ),
  );
}

/** One place less is taken. */
export async function countDown({ db, tx }: Source, quotaId: string): Promise<void> {
  const { quota } = db.t;
  await tx
    .update(quota)
    .set({ taken: sql`${quota.taken} - 1` })
    .where(eq(quota.id, quotaId));
}

/**
 * Takes back what idle interviews hold, their quota places and their design versions. Nothing that
 * they saved is touched, and they can come back (see claim-places.ts).
 *
 * @param wanted the quotas a place is looked for in; without it, whatever is held
 * @returns how many interviews were released
 */
export async function releaseIdle(
  { db, tx }: Source,
  study: Fielded,
  now: number,
  { quotaIds, limit = RELEASED_AT_ONCE }: { quotaIds?: readonly string[]; limit?: number } = {},
): Promise<number> {
  if (!canTellIdle(study)) return 0;
  const { respondent, quotaPlace } = db.t;
  const holders = quotaIds
    ? tx
        .select({ id: quotaPlace.respondentId })
        .from(quotaPlace)
        .where(inArray(quotaPlace.quotaId, [...quotaIds]))
    : null;
  const idle = await tx
    .select({
      id: respondent.id,
      studyId: respondent.studyId,
      revisionId: respondent.revisionId,
      cohortId: respondent.cohortId,
      isTest: respondent.isTest,
    })
    .from(respondent)
    .where(and(isIdle(db, study, now), holders ? inArray(respondent.id, holders) : undefined))
    .orderBy(asc(respondent.lastSavedAt))
    .limit(limit);
  const ids = idle.map(({ id }) => id);
  const versionsOf = await givenVersionsOf(db, tx, ids);
  for (const holder of idle) {
    const content = await frozenContent(db, tx, holder.revisionId);
    const steps = await askedSteps(db, tx, content, holder);
    const counted = countedVersions(content, holder, versionsOf(holder.id), steps);
    await giveBackAll({ db, tx }, { id: holder.id, state: "active", releasedAt: null }, counted);
    await tx.update(respondent).set({ releasedAt: now }).where(eq(respondent.id, holder.id));
  }
  return idle.length;
}
