import { asc, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";

/** A user as a member of their organisation, the first where they have several; null for a stranger. */
export async function membershipOf(
  { t, queries }: { t: Tables; queries: Queries },
  userId: string,
): Promise<Actor | null> {
  const [found] = await queries
    .select({
      userId: t.member.userId,
      organisationId: t.member.organisationId,
      role: t.member.role,
    })
    .from(t.member)
    .where(eq(t.member.userId, userId))
    .orderBy(asc(t.member.createdAt))
    .limit(1);
  return found ?? null;
}
