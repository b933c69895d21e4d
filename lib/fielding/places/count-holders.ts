import { and, asc, eq, gt, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { inPages } from "@/db/queries/in-pages";
import { frozenContent } from "../interview/frozen-content";
import { askedSteps } from "../interview/interview";
import { countedVersions, type GivenVersion } from "./counted-versions";

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
  { studyId, exercise, cohortId }: Pick<GivenVersion, "studyId" | "exercise" | "cohortId">,
  self: { readonly id: string; readonly counted: readonly GivenVersion[] },
): Promise<Map<number, number>> {
  const { respondent } = db.t;
  const hold = and(
    eq(respondent.studyId, studyId),
    eq(respondent.cohortId, cohortId),
    eq(respondent.isTest, false),
    ne(respondent.id, self.id),
    or(
      eq(respondent.state, "complete"),
      and(eq(respondent.state, "active"), isNull(respondent.releasedAt)),
    ),
    or(isNotNull(respondent.versionNumber), isNotNull(respondent.furtherVersions)),
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
        versionNumber: respondent.versionNumber,
        furtherVersions: respondent.furtherVersions,
      })
      .from(respondent)
      .where(and(hold, gt(respondent.number, after)))
      .orderBy(asc(respondent.number))
      .limit(limit);
  const holders = new Map<number, number>();
  const count = (counted: readonly GivenVersion[]) => {
    for (const given of counted) {
      if (given.exercise !== exercise) continue;
      holders.set(given.versionNumber, (holders.get(given.versionNumber) ?? 0) + 1);
    }
  };
  count(self.counted);
  for await (const page of inPages(0, readPage, ({ number }) => number)) {
    for (const row of page) {
      const content = await frozenContent(db, tx, row.revisionId);
      const steps = await askedSteps(db, tx, content, row);
      count(countedVersions(content, row, steps));
    }
  }
  return holders;
}
