import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { idleBefore, isSeenLongAgo, type SignedIn } from "./session";

export interface Account {
  readonly actor: Actor;
  readonly name: string;
  readonly email: string;
  readonly organisationName: string;
  readonly session: { readonly id: string; readonly seenAt: number };
}

/**
 * The account behind a session, read anew on each request so that a disabled account, a changed role
 * or a session that was ended stops at once; null when the session no longer holds.
 */
export async function readAccount(db: Database, signedIn: SignedIn): Promise<Account | null> {
  // A cookie of an earlier release names no session.
  if (!signedIn.sessionId) return null;
  const { user, member, organisation, session } = db.t;
  const now = Date.now();
  const [row] = await db.read
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      organisationId: member.organisationId,
      organisationName: organisation.name,
      role: member.role,
      session: { id: session.id, seenAt: session.seenAt },
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .innerJoin(member, eq(member.userId, user.id))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .where(
      and(
        eq(session.id, signedIn.sessionId),
        gt(session.endsAt, now),
        gt(session.seenAt, idleBefore(now)),
        eq(user.id, signedIn.userId),
        eq(user.sessionVersion, signedIn.sessionVersion),
        isNull(user.disabledAt),
      ),
    )
    .orderBy(asc(member.createdAt))
    .limit(1);
  if (!row) return null;
  const { userId, organisationId, role, ...rest } = row;
  return { actor: { userId, organisationId, role }, ...rest };
}

/** Keeps that a session is in use, where that was last kept a while ago. */
export async function noteUse(db: Database, { session: used }: Account): Promise<void> {
  const now = Date.now();
  if (!isSeenLongAgo(used, now)) return;
  const { session } = db.t;
  await db.write((tx) => tx.update(session).set({ seenAt: now }).where(eq(session.id, used.id)));
}
