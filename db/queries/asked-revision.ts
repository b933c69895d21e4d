import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { newestRevision } from "./revision-content";

/**
 * The revision that the next respondent is asked: the newest that was launched, or before the launch
 * the draft; null for a study without one.
 */
export async function askedRevision(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<Tables["revision"]["$inferSelect"] | null> {
  const { t, queries } = source;
  const [launched] = await queries
    .select()
    .from(t.revision)
    .where(and(eq(t.revision.studyId, studyId), isNotNull(t.revision.frozenAt)))
    .orderBy(desc(t.revision.number))
    .limit(1);
  return launched ?? newestRevision(source, studyId);
}
