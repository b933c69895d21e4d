import { and, asc, count, desc, eq, inArray, max } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { StudyState } from "@/db/schema/studies";
import type { FieldworkSettings, StudyOrigin } from "@/db/schema/study-content";
import { type Actor, isAllowed, requireAbility } from "@/lib/auth/actor";

export interface ListedStudy {
  readonly id: string;
  readonly name: string;
  readonly state: StudyState;
  readonly origin: StudyOrigin;
  /** Its dates; null where none were set. */
  readonly fieldwork: FieldworkSettings | null;
  /** Names, by number. */
  readonly cohorts: readonly string[];
  readonly completes: number;
  /** The last change or answer, in milliseconds since 1970. */
  readonly updatedAt: number;
}

/** The studies an actor may see, the latest change first; a viewer's are those opened to them. */
export async function listStudies(request: { db: Database; actor: Actor }): Promise<ListedStudy[]> {
  const { db, actor } = request;
  requireAbility(actor, "read reports");
  const { t, read } = db;
  const opened = read
    .select({ id: t.studyViewer.studyId })
    .from(t.studyViewer)
    .where(eq(t.studyViewer.userId, actor.userId ?? ""));
  const studies = await read
    .select()
    .from(t.study)
    .where(
      and(
        eq(t.study.organisationId, actor.organisationId),
        isAllowed(actor, "edit studies") ? undefined : inArray(t.study.id, opened),
      ),
    )
    .orderBy(desc(t.study.createdAt));
  const ids = studies.map((study) => study.id);
  if (ids.length === 0) return [];
  const cohorts = await read
    .select({ studyId: t.cohort.studyId, name: t.cohort.name })
    .from(t.cohort)
    .where(inArray(t.cohort.studyId, ids))
    .orderBy(asc(t.cohort.number));
  const completes = await read
    .select({ studyId: t.respondent.studyId, number: count() })
    .from(t.respondent)
    .where(
      and(
        inArray(t.respondent.studyId, ids),
        eq(t.respondent.state, "complete"),
        eq(t.respondent.isTest, false),
      ),
    )
    .groupBy(t.respondent.studyId);
  const answered = await read
    .select({ studyId: t.respondent.studyId, at: max(t.respondent.lastSavedAt) })
    .from(t.respondent)
    .where(and(inArray(t.respondent.studyId, ids), eq(t.respondent.isTest, false)))
    .groupBy(t.respondent.studyId);
  const changed = await read
    .select({ studyId: t.auditEntry.subjectId, at: max(t.auditEntry.at) })
    .from(t.auditEntry)
    .where(
      and(
        eq(t.auditEntry.organisationId, actor.organisationId),
        eq(t.auditEntry.subjectType, "study"),
        inArray(t.auditEntry.subjectId, ids),
      ),
    )
    .groupBy(t.auditEntry.subjectId);
  const latest = new Map<string, number>();
  for (const { studyId, at } of [...answered, ...changed]) {
    latest.set(studyId, Math.max(latest.get(studyId) ?? 0, at ?? 0));
  }
  const completesOf = new Map(completes.map((row) => [row.studyId, row.number]));
  return studies
    .map(({ id, name, state, origin, fieldwork, createdAt }) => ({
      id,
      name,
      state,
      origin,
      fieldwork,
      cohorts: cohorts.filter((cohort) => cohort.studyId === id).map((cohort) => cohort.name),
      completes: completesOf.get(id) ?? 0,
      updatedAt: Math.max(createdAt, latest.get(id) ?? 0),
    }))
    .sort((a, b) => b.updatedAt - a.updatedAt);
}
