import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Role } from "@/db/schema/accounts";
import { type Actor, requireAbility } from "@/lib/auth/actor";

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** When the account was switched off, in milliseconds since 1970; null while it works. */
  readonly disabledAt: number | null;
}

/** Everybody in the actor's organisation, by name. @throws Forbidden for anyone but an admin */
export async function listMembers(request: { db: Database; actor: Actor }): Promise<Member[]> {
  const { db, actor } = request;
  requireAbility(actor, "administer members");
  const { user, member } = db.t;
  return db.read
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      role: member.role,
      disabledAt: user.disabledAt,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.organisationId, actor.organisationId))
    .orderBy(asc(user.name), asc(user.id));
}
