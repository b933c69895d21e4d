import { and, asc, eq, sql } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { takeTurn } from "@/db/write-turns";

/** Rows in one insert: both databases limit the values of a statement. */
const ROWS_AT_ONCE = 500;

/**
 * Gives out the version that the fewest interviews of the cohort hold (the lowest number among
 * equals), inside the caller's transaction: within a cohort no version is ever given two times more
 * than another.
 */
export async function assignVersion(
  db: Pick<Database, "t">,
  tx: Queries,
  design: Tables["design"]["$inferSelect"],
  respondent: Pick<
    Tables["respondent"]["$inferSelect"],
    "studyId" | "cohortId" | "number" | "isTest"
  >,
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
    const versions = await tx
      .select({ number: t.designVersion.number })
      .from(t.designVersion)
      .where(eq(t.designVersion.designId, design.id))
      .orderBy(asc(t.designVersion.number));
    const rows = versions.map(({ number }) => ({
      designId: design.id,
      cohortId,
      versionNumber: number,
      assigned: 0,
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
  await tx
    .update(t.versionFill)
    .set({ assigned: least.assigned + 1 })
    .where(isFill(db, { designId: design.id, cohortId, versionNumber: least.versionNumber }));
  return least.versionNumber;
}

/** A version that an interview of a cohort was given. */
export interface GivenVersion {
  readonly designId: string;
  readonly cohortId: string;
  readonly versionNumber: number;
}

/** An interview gave up: its version is the least filled one again, and the next to be given. */
export async function giveBackVersion(
  { db, tx }: { db: Pick<Database, "t">; tx: Queries },
  given: GivenVersion,
): Promise<void> {
  const { versionFill } = db.t;
  await tx
    .update(versionFill)
    .set({ assigned: sql`${versionFill.assigned} - 1` })
    .where(isFill(db, given));
}

/** An interview that had given up goes on, in the version whose tasks it has seen. */
export async function holdVersionAgain(
  { db, tx }: { db: Pick<Database, "t">; tx: Queries },
  given: GivenVersion,
): Promise<void> {
  const { versionFill } = db.t;
  await tx
    .update(versionFill)
    .set({ assigned: sql`${versionFill.assigned} + 1` })
    .where(isFill(db, given));
}

function isFill({ t }: Pick<Database, "t">, { designId, cohortId, versionNumber }: GivenVersion) {
  return and(
    eq(t.versionFill.designId, designId),
    eq(t.versionFill.cohortId, cohortId),
    eq(t.versionFill.versionNumber, versionNumber),
  );
}
