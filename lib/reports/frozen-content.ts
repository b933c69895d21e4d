import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { type RevisionContent, revisionContent } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";

/** The newest launched revision of a study; null for a study that was never launched. */
export async function frozenContent(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<RevisionContent | null> {
  const { t, queries } = source;
  const [revision] = await queries
    .select()
    .from(t.revision)
    .where(and(eq(t.revision.studyId, studyId), isNotNull(t.revision.frozenAt)))
    .orderBy(desc(t.revision.number))
    .limit(1);
  return revision ? revisionContent(source, revision) : null;
}
