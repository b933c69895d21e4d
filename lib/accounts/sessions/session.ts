import { and, eq, lt, or } from "drizzle-orm";
import { v4 as uuid } from "uuid";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";

const HOUR_MS = 60 * 60_000;

/** A working day: a session ends then, however busy it is. */
export const SESSION_MS = 12 * HOUR_MS;
/** Longer than a meeting: one that nobody used since then has ended too. */
const IDLE_MS = 4 * HOUR_MS;
/** How exactly it is kept when a session was last used: each time costs a write. */
const SEEN_EVERY_MS = 10 * 60_000;

/** What a session's cookie holds. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionVersion: number;
  readonly sessionId: string;
}

/** Begins a session of an account; those of it that have ended are forgotten. */
export async function newSession(
  { t, tx }: { t: Tables; tx: Queries },
  account: Pick<SignedIn, "userId" | "sessionVersion">,
  device: string | null,
): Promise<SignedIn> {
  const { userId } = account;
  const now = Date.now();
  const { session } = t;
  const hasEnded = or(lt(session.endsAt, now), lt(session.seenAt, idleBefore(now)));
  await tx.delete(session).where(and(eq(session.userId, userId), hasEnded));
  // Not a number that tells when: the id stands in lists and forms.
  const id = uuid();
  const row = { id, userId, device, createdAt: now, seenAt: now, endsAt: now + SESSION_MS };
  await tx.insert(session).values(row);
  return { ...account, sessionId: id };
}

/** A session that was last used before this moment has ended. */
export function idleBefore(now: number): number {
  return now - IDLE_MS;
}

/** True when it is time to keep anew that a session is used. */
export function isSeenLongAgo({ seenAt }: { seenAt: number }, now: number): boolean {
  return now - seenAt > SEEN_EVERY_MS;
}
