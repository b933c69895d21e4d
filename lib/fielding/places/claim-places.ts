import { and, asc, eq, lt, sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Tables } from "@/db/schema/tables";
import { takeTurn } from "@/db/write-turns";
import { meetsQuota } from "@/lib/questionnaire/quota-conditions";
import { storedAnswers } from "../interview/interview";
import type { Saving } from "../interview/saving";
import { countDown, type Fielded, releaseIdle } from "./release-places";

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

/** Whose places are claimed, with the cohort they are in by now. */
export interface Claimant {
  readonly respondent: Pick<Row<"respondent">, "id" | "cohortId" | "isTest">;
  readonly study: Fielded;
  /** The questionnaire in order. */
  readonly screens: readonly Row<"screen">[];
  /** The questions that are still to come. */
  readonly unasked: ReadonlySet<string>;
}

const quotasOf = prepared<{ studyId: string }, Row<"quota">[]>((queries, { quota }) =>
  queries
    .select()
    .from(quota)
    .where(eq(quota.studyId, sql.placeholder("studyId")))
    // Always in the same order, so that two claims never wait for each other.
    .orderBy(asc(quota.id)),
);

/**
 * Makes an interview hold a place in each quota it belongs to and in no other, inside the caller's
 * transaction: all of them, or nothing changes. Before it says "full" it takes back the places of
 * interviews that went idle.
 *
 * @returns "held" (also when there was nothing to hold), "full", or "undecided" while a question
 *   that some quota depends on has not been asked: nobody is refused before all are
 */
export async function claimPlaces(
  { db, tx, now }: Pick<Saving, "db" | "tx" | "now">,
  { respondent, study, screens, unasked }: Claimant,
): Promise<"held" | "full" | "undecided"> {
  if (respondent.isTest) return "held";
  const { quota, quotaPlace } = db.t;
  const readQuotas = () => quotasOf(tx, db.t, { studyId: study.id });
  const quotas = await readQuotas();
  if (quotas.length === 0) return "held";
  const asks = (row: Row<"quota">) =>
    row.conditions.answers.some(({ screenKey }) => unasked.has(screenKey));
  if (quotas.some(asks)) return "undecided";

  const answers = await storedAnswers(db, tx, respondent.id);
  const known = { answers, cohortId: respondent.cohortId };
  const belongsTo = (row: Row<"quota">) => meetsQuota(row.conditions, screens, known);
  const places = await tx
    .select({ quotaId: quotaPlace.quotaId })
    .from(quotaPlace)
    .where(eq(quotaPlace.respondentId, respondent.id));
  const held = new Set(places.map((place) => place.quotaId));

  const missing = quotas.filter((row) => belongsTo(row) && !held.has(row.id));
  const left = quotas.filter((row) => !belongsTo(row) && held.has(row.id));
  if (missing.length + left.length === 0) return "held";
  takeTurn(study.id);
  const isFull = (row: Row<"quota">) => row.taken >= row.size;
  // Full quotas by place first: what is taken back of one interview may be missing in several.
  while (missing.some(isFull)) {
    const quotaIds = missing.filter(isFull).map((row) => row.id);
    if ((await releaseIdle({ db, tx }, study, now, { quotaIds })) === 0) return "full";
    for (const fresh of await readQuotas()) {
      const at = missing.findIndex((row) => row.id === fresh.id);
      if (at >= 0) missing[at] = fresh;
    }
  }
  for (const { id } of missing) {
    const taken = await tx
      .update(quota)
      .set({ taken: sql`${quota.taken} + 1` })
      .where(and(eq(quota.id, id), lt(quota.taken, quota.size)))
      .returning({ id: quota.id });
    if (taken.length === 0) throw new Error(`Quota ${id} filled within one transaction.`);
    await tx.insert(quotaPlace).values({ quotaId: id, respondentId: respondent.id, heldAt: now });
  }
  for (const row of left) {
    await tx
      .delete(quotaPlace)
      .where(and(eq(quotaPlace.quotaId, row.id), eq(quotaPlace.respondentId, respondent.id)));
    await countDown({ db, tx }, row.id);
  }
  return "held";
}
