import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { type RevisionContent, revisionContent } from "./revision-content";

/** The newest launched revision of a study; null for a study that was never launched. */
export async function launchedRevision(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
): Promise<Tables["revision"]["$inferSelect"] | null> {
  const [revision] = await queries
    .select()
    .from(t.revision)
    .where(and(eq(t.revision.studyId, studyId), isNotNull(t.revision.frozenAt)))
    .orderBy(desc(t.revision.number))
    .limit(1);
  return revision ?? null;
}

/** All that the newest launched revision of a study asks; null for a study that was never launched. */
export async function launchedContent(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<RevisionContent | null> {
  const revision = await launchedRevision(source, studyId);
  return revision && revisionContent(source, revision);
}
