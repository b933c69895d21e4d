import { and, asc, count, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { askedRevision } from "@/db/queries/asked-revision";
import { launchedGroups } from "@/db/queries/comparable-revisions";
import { revisionContent } from "@/db/queries/revision-content";
import type { QuotaConditions } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { screeningQuestions } from "@/lib/questionnaire/screening";

export interface ListedQuota {
  readonly id: string;
  readonly name: string;
  readonly conditions: QuotaConditions;
  readonly size: number;
  /** Places held, by interviews under way and complete ones. */
  readonly taken: number;
  readonly complete: number;
  /** Complete ones on revisions that are counted apart from the newest launched one. */
  readonly apart: number;
}

export interface QuotaList {
  /** In the order of tables. */
  readonly quotas: readonly ListedQuota[];
  readonly cohorts: readonly { id: string; name: string; number: number }[];
  /** What a quota can ask about, in the order it is asked. */
  readonly questions: readonly {
    key: string;
    text: string;
    options: readonly { id: string; label: string }[];
  }[];
}

/** A study's quotas with how full they are, and what further ones can be made of. */
export async function listQuotas(request: {
  db: Database;
  actor: Actor;
  input: { studyId: string };
}): Promise<QuotaList> {
  const { db, actor, input } = request;
  const { t, read } = db;
  const source = { t, queries: read };
  const study = await requireStudy(source, actor, input.studyId, "edit studies");
  const revision = await askedRevision(source, study.id);
  if (!revision) throw new Error(`Study ${study.id} has no revision.`);
  const { cohorts, screens } = await revisionContent(source, revision);
  const quotas = await read
    .select()
    .from(t.quota)
    .where(eq(t.quota.studyId, study.id))
    .orderBy(asc(t.quota.position));
  const completes = await read
    .select({
      quotaId: t.quotaPlace.quotaId,
      revisionId: t.respondent.revisionId,
      number: count(),
    })
    .from(t.quotaPlace)
    .innerJoin(t.respondent, eq(t.respondent.id, t.quotaPlace.respondentId))
    .where(and(eq(t.respondent.studyId, study.id), eq(t.respondent.state, "complete")))
    .groupBy(t.quotaPlace.quotaId, t.respondent.revisionId);
  const newest = new Set((await launchedGroups(source, study.id)).at(-1)?.map(({ id }) => id));
  const completeIn = (quotaId: string, isApart: boolean) =>
    completes
      .filter((row) => row.quotaId === quotaId && !newest.has(row.revisionId) === isApart)
      .reduce((sum, row) => sum + row.number, 0);
  return {
    quotas: quotas.map(({ id, name, conditions, size, taken }) => ({
      ...{ id, name, conditions, size, taken },
      complete: completeIn(id, false),
      apart: completeIn(id, true),
    })),
    cohorts: cohorts.map(({ id, name, number }) => ({ id, name, number })),
    questions: screeningQuestions(screens).map(({ key, settings }) => ({
      key,
      text: settings.text,
      options: settings.options.map(({ id, label }) => ({ id, label })),
    })),
  };
}
