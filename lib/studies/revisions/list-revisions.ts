import { and, asc, count, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { studyInput } from "../draft/schema";
import { changesBetween, type RevisionChange } from "./revision-changes";

/** A revision in the record of a study. */
export interface ListedRevision {
  readonly number: number;
  /** Null while it can still change. */
  readonly frozenAt: number | null;
  readonly planHash: string | null;
  readonly note: string | null;
  /** Interviews that began on it, tests left out. */
  readonly started: number;
  /** From the revision before it; empty for the first. */
  readonly changes: readonly RevisionChange[];
}

/** The revisions of a study, oldest first, each with what it changed and how many answer it. */
export async function listRevisions(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<ListedRevision[]> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    const source = { t, queries };
    await requireStudy(source, actor, studyId, "edit studies");
    const revisions = await queries
      .select()
      .from(t.revision)
      .where(eq(t.revision.studyId, studyId))
      .orderBy(asc(t.revision.number));
    const started = new Map(
      (
        await queries
          .select({ revisionId: t.respondent.revisionId, number: count() })
          .from(t.respondent)
          .where(and(eq(t.respondent.studyId, studyId), eq(t.respondent.isTest, false)))
          .groupBy(t.respondent.revisionId)
      ).map(({ revisionId, number }) => [revisionId, number]),
    );
    const listed: ListedRevision[] = [];
    for (const [index, revision] of revisions.entries()) {
      const { id, number, frozenAt, planHash, note } = revision;
      const changes =
        index === 0 ? [] : await changesBetween(source, revisions[index - 1], revision);
      listed.push({ number, frozenAt, planHash, note, started: started.get(id) ?? 0, changes });
    }
    return listed;
  });
}
