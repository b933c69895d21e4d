import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { launchedRevision } from "./launched-revision";
import { newestRevision } from "./revision-content";

/**
 * The revision that the next respondent is asked: the newest that was launched, or before the launch
 * the draft; null for a study without one.
 */
export async function askedRevision(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<Tables["revision"]["$inferSelect"] | null> {
  return (await launchedRevision(source, studyId)) ?? newestRevision(source, studyId);
}
