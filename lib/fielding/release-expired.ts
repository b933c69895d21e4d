import { lt, ne } from "drizzle-orm";
import type { Database } from "@/db/database";
import { takeTurn } from "@/db/write-turns";
import { canTellIdle } from "./places/expiry";
import { type Fielded, isIdle, releaseIdle } from "./places/release-places";

/** Interviews released in one transaction: others wait for it no longer than for a few saves. */
const BATCH = 25;

/**
 * Gives back the quota places and design versions of interviews that have been idle for longer than
 * their study allows, and of all that were unfinished when it ended, in small transactions. What they saved stays, and they can go on later if
 * there is a place again.
 *
 * @returns how many interviews were released
 */
export async function releaseExpired({
  db,
  now = Date.now(),
}: {
  db: Database;
  now?: number;
}): Promise<number> {
  const { t } = db;
  const studies = await db.read
    .select({ id: t.study.id, state: t.study.state, fieldwork: t.study.fieldwork })
    .from(t.study)
    .where(ne(t.study.state, "draft"));
  let released = 0;
  for (const study of studies) {
    // Looking is free; only an interview that has gone idle costs a transaction.
    while (canTellIdle(study) && (await hasIdle(db, study, now))) {
      const batch = await db.write((tx) => {
        takeTurn(study.id);
        return releaseIdle({ db, tx }, study, now, { limit: BATCH });
      });
      if (batch === 0) break;
      released += batch;
    }
  }
  await forgetEarly(db, now);
  return released;
}

/** By then an interview is no earlier than any other, and the hash of where it began has lived its day. */
const EARLY_MS = 24 * 60 * 60_000;

async function forgetEarly({ t, read, write }: Database, now: number): Promise<void> {
  const isOld = lt(t.earlyInterview.startedAt, now - EARLY_MS);
  const { respondentId } = t.earlyInterview;
  const [old] = await read.select({ respondentId }).from(t.earlyInterview).where(isOld).limit(1);
  if (old) await write((tx) => tx.delete(t.earlyInterview).where(isOld));
}

async function hasIdle({ t, read }: Database, study: Fielded, now: number): Promise<boolean> {
  const { respondent } = t;
  const [idle] = await read
    .select({ id: respondent.id })
    .from(respondent)
    .where(isIdle({ t }, study, now))
    .limit(1);
  return idle !== undefined;
}
