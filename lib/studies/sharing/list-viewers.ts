import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";

export interface Viewer {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Whether the study's report is open to them. */
  readonly isOpen: boolean;
}

/** The organisation's viewers, by name, and to whom the study's report is open. */
export async function listViewers(request: {
  db: Database;
  actor: Actor;
  input: { studyId: string };
}): Promise<Viewer[]> {
  const { db, actor, input } = request;
  const { t, read } = db;
  const study = await requireStudy({ t, queries: read }, actor, input.studyId, "edit studies");
  const rows = await read
    .select({
      userId: t.user.id,
      name: t.user.name,
      email: t.user.email,
      openedAt: t.studyViewer.createdAt,
    })
    .from(t.member)
    .innerJoin(t.user, eq(t.user.id, t.member.userId))
    .leftJoin(
      t.studyViewer,
      and(eq(t.studyViewer.userId, t.user.id), eq(t.studyViewer.studyId, study.id)),
    )
    .where(
      and(
        eq(t.member.organisationId, study.organisationId),
        eq(t.member.role, "viewer"),
        isNull(t.user.disabledAt),
      ),
    )
    .orderBy(asc(t.user.name), asc(t.user.id));
  return rows.map(({ openedAt, ...viewer }) => ({ ...viewer, isOpen: openedAt !== null }));
}
