import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { takeTurn } from "@/db/write-turns";
import { countHolders } from "./count-holders";
import type { CountedVersion } from "./counted-versions";

/** Rows in one insert: both databases limit the values of a statement. */
const ROWS_AT_ONCE = 500;

/**
 * Gives out the version that the fewest interviews of the cohort hold (the lowest number among
 * equals), inside the caller's transaction: within a cohort no version is ever given two times more
 * than another. The first time, the counters are made from the interviews there are.
 *
 * @param counted the versions that count as taken for the respondent already
 */
export async function assignVersion(
  db: Pick<Database, "t">,
  tx: Queries,
  design: Tables["design"]["$inferSelect"],
  respondent: Pick<
    Tables["respondent"]["$inferSelect"],
    "id" | "studyId" | "cohortId" | "number" | "isTest"
  >,
  counted: readonly CountedVersion[],
): Promise<number> {
  const { t } = db;
  const { cohortId } = respondent;
  // Without cohorts there is nothing to balance within, and tests are not to tip the balance: the
  // versions go round.
  if (cohortId === null || respondent.isTest) {
    const [version] = await tx
      .select({ number: t.designVersion.number })
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, design.id))
      .orderBy(asc(t.designVersion.number))
      .offset((Math.abs(respondent.number) - 1) % design.versionCount)
      .limit(1);
    return version.number;
  }
  takeTurn(respondent.studyId);
  const leastFilled = async () => {
    const [row] = await tx
      .select({ versionNumber: t.versionFill.versionNumber, assigned: t.versionFill.assigned })
      .from(t.versionFill)
      .where(and(eq(t.versionFill.designId, design.id), eq(t.versionFill.cohortId, cohortId)))
      .orderBy(asc(t.versionFill.assigned), asc(t.versionFill.versionNumber))
      .limit(1);
    return row;
  };
  let least = await leastFilled();
  if (!least) {
    const exercise = { studyId: respondent.studyId, exercise: design.exercise, cohortId };
    const holders = await countHolders(db, tx, exercise, { id: respondent.id, counted });
    const versions = await tx
      .select({ number: t.designVersion.number })
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, design.id))
      .orderBy(asc(t.designVersion.number));
    const rows = versions.map(({ number }) => ({
      designId: design.id,
      cohortId,
      versionNumber: number,
      assigned: holders.get(number) ?? 0,
    }));
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await tx
        .insert(t.versionFill)
        .values(rows.slice(from, from + ROWS_AT_ONCE))
        // Made by somebody else in this moment: PostgreSQL then has the transaction run again.
        .onConflictDoNothing();
    }
    least = await leastFilled();
    if (!least) throw new Error(`Design ${design.id} has no versions.`);
  }
  const { studyId } = respondent;
  const { exercise } = design;
  const { versionNumber } = least;
  await countVersion({ db, tx }, { studyId, exercise, cohortId, versionNumber }, 1);
  return versionNumber;
}

/**
 * One more or one less interview holds a version. A version number means one list of tasks in all of
 * a study's revisions, so the count of each revision whose design has it goes up and down with it: a
 * revision with the same design goes on filling it, whoever of the revision before comes or goes.
 */
export async function countVersion(
  { db, tx }: { db: Pick<Database, "t">; tx: Queries },
  { studyId, exercise, cohortId, versionNumber }: Omit<CountedVersion, "key">,
  change: 1 | -1,
): Promise<void> {
  const { design, revision, versionFill } = db.t;
  const designs = tx
    .select({ id: design.id })
    .from(design)
    .innerJoin(revision, eq(revision.id, design.revisionId))
    .where(and(eq(revision.studyId, studyId), eq(design.exercise, exercise)));
  await tx
    .update(versionFill)
    .set({ assigned: sql`${versionFill.assigned} + ${sql.raw(String(change))}` })
    .where(
      and(
        inArray(versionFill.designId, designs),
        eq(versionFill.cohortId, cohortId),
        eq(versionFill.versionNumber, versionNumber),
      ),
    );
}
