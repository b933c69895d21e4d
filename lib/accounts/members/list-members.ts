import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Role } from "@/db/schema/accounts";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { parse } from "@/lib/errors";
import { MEMBERS_A_PAGE, membersWanted } from "../schema";

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** False until they have taken up their invitation. */
  readonly hasPassword: boolean;
  /** When the account was switched off, in milliseconds since 1970; null while it works. */
  readonly disabledAt: number | null;
}

/**
 * A page of the people in the actor's organisation.
 *
 * @returns them in the order asked for, and how many there are on all pages
 * @throws Forbidden for anyone but an admin
 */
export async function listMembers(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof membersWanted>;
}): Promise<{ members: Member[]; total: number }> {
  const { db, actor } = request;
  requireAbility(actor, "administer members");
  const { search, sort, page } = parse(membersWanted, request.input);
  const { user, member } = db.t;
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const holds = (text: typeof user.name | typeof user.email) =>
    sql`lower(${text}) like ${pattern} escape '\\'`;
  const isWanted = and(
    eq(member.organisationId, actor.organisationId),
    search === "" ? undefined : or(holds(user.name), holds(user.email)),
  );
  const byName = [asc(sql`lower(${user.name})`), asc(user.id)];
  const order = {
    name: byName,
    email: [asc(user.email)],
    role: [asc(member.role), ...byName],
    newest: [desc(member.createdAt), desc(user.id)],
  }[sort];
  const rows = await db.read
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      role: member.role,
      hasPassword: sql<number | boolean>`${user.passwordHash} is not null`,
      disabledAt: user.disabledAt,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(isWanted)
    .orderBy(...order)
    .limit(MEMBERS_A_PAGE)
    .offset((page - 1) * MEMBERS_A_PAGE);
  const [{ total }] = await db.read
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(isWanted);
  const members = rows.map((row) => ({ ...row, hasPassword: Boolean(row.hasPassword) }));
  return { members, total };
}
