import { and, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { InvalidInput } from "@/lib/errors";

/** @throws InvalidInput cohortChanged when a source's cohort is none of the study's; null is fine */
export async function requireCohort(
  { t, tx }: { t: Tables; tx: Queries },
  studyId: string,
  cohortId: string | null,
): Promise<void> {
  if (cohortId === null) return;
  const [found] = await tx
    .select({ id: t.cohort.id })
    .from(t.cohort)
    .where(and(eq(t.cohort.id, cohortId), eq(t.cohort.studyId, studyId)));
  if (!found) throw new InvalidInput([{ path: "settings.cohortId", key: "cohortChanged" }]);
}
