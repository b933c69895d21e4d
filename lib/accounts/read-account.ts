import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";

export interface Account {
  readonly actor: Actor;
  readonly name: string;
  readonly email: string;
  readonly organisationName: string;
}

/**
 * The account behind a session, read anew on each request so that a disabled account, a changed role
 * or a signed-out session ends at once; null when the session no longer holds.
 */
export async function readAccount(
  db: Database,
  session: { userId: string; sessionVersion: number },
): Promise<Account | null> {
  const { user, member, organisation } = db.t;
  const [row] = await db.read
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      organisationId: member.organisationId,
      organisationName: organisation.name,
      role: member.role,
    })
    .from(user)
    .innerJoin(member, eq(member.userId, user.id))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .where(
      and(
        eq(user.id, session.userId),
        eq(user.sessionVersion, session.sessionVersion),
        isNull(user.disabledAt),
      ),
    )
    .orderBy(asc(member.createdAt))
    .limit(1);
  if (!row) return null;
  const { userId, organisationId, role } = row;
  return {
    actor: { userId, organisationId, role },
    name: row.name,
    email: row.email,
    organisationName: row.organisationName,
  };
}
