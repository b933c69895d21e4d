import { and, eq, inArray } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";

/**
 * Deletes test interviews of a study with all they stored, and nothing that counts.
 *
 * @param cohortIds only those in one of these cohorts; all without it
 * @returns how many there were
 */
export async function deleteTests(
  { t, tx }: { t: Tables; tx: Queries },
  studyId: string,
  cohortIds?: readonly string[],
): Promise<number> {
  const areTests = and(
    eq(t.respondent.studyId, studyId),
    eq(t.respondent.isTest, true),
    cohortIds && inArray(t.respondent.cohortId, [...cohortIds]),
  );
  const tests = tx.select({ id: t.respondent.id }).from(t.respondent).where(areTests);
  const { answer, checkAnswer, questionAnswer, allocation, attempt, quotaPlace, givenVersion } = t;
  const answers = [answer, checkAnswer, questionAnswer, allocation];
  const parts = [...answers, attempt, quotaPlace, givenVersion];
  for (const table of [...parts, t.earlyInterview]) {
    await tx.delete(table).where(inArray(table.respondentId, tests));
  }
  const deleted = await tx.delete(t.respondent).where(areTests).returning({ id: t.respondent.id });
  return deleted.length;
}
