import { and, asc, eq, exists, gt, isNull, ne, or } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { inPages } from "@/db/queries/in-pages";
import { frozenContent } from "../interview/frozen-content";
import { givenVersionsOf } from "../interview/given-versions";
import { askedSteps } from "../interview/interview";
import { type CountedVersion, countedVersions } from "./counted-versions";

/**
 * How many interviews of a cohort hold each version of an exercise, counted from the interviews
 * themselves: complete, or under way and not released, on whichever revision they began.
 *
 * @param self the interview that is being saved, whose rows are half written, with what counts for it
 * @returns by version number; none where it is not in
 */
export async function countHolders(
  db: Pick<Database, "t">,
  tx: Queries,
  { studyId, exercise, cohortId }: Pick<CountedVersion, "studyId" | "exercise" | "cohortId">,
  self: { readonly id: string; readonly counted: readonly CountedVersion[] },
): Promise<Map<number, number>> {
  const { respondent, givenVersion } = db.t;
  const given = tx
    .select({ exercise: givenVersion.exercise })
    .from(givenVersion)
    .where(eq(givenVersion.respondentId, respondent.id));
  const hold = and(
    eq(respondent.studyId, studyId),
    eq(respondent.cohortId, cohortId),
    eq(respondent.isTest, false),
    ne(respondent.id, self.id),
    or(
      eq(respondent.state, "complete"),
      and(eq(respondent.state, "active"), isNull(respondent.releasedAt)),
    ),
    exists(given),
  );
  const readPage = (after: number, limit: number) =>
    tx
      .select({
        id: respondent.id,
        number: respondent.number,
        studyId: respondent.studyId,
        revisionId: respondent.revisionId,
        cohortId: respondent.cohortId,
        isTest: respondent.isTest,
      })
      .from(respondent)
      .where(and(hold, gt(respondent.number, after)))
      .orderBy(asc(respondent.number))
      .limit(limit);
  const holders = new Map<number, number>();
  const count = (counted: readonly CountedVersion[]) => {
    for (const version of counted) {
      if (version.exercise !== exercise) continue;
      holders.set(version.versionNumber, (holders.get(version.versionNumber) ?? 0) + 1);
    }
  };
  count(self.counted);
  for await (const page of inPages(0, readPage, ({ number }) => number)) {
    const ids = page.map(({ id }) => id);
    const versionsOf = await givenVersionsOf(db, tx, ids);
    for (const row of page) {
      const content = await frozenContent(db, tx, row.revisionId);
      const steps = await askedSteps(db, tx, content, row);
      count(countedVersions(content, row, versionsOf(row.id), steps));
    }
  }
  return holders;
}
