import { eq, sql } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";

/**
 * Writes an account's password, and ends all its sessions.
 *
 * @returns the session version from here on
 */
export async function replacePassword(
  { t, tx }: { t: Tables; tx: Queries },
  userId: string,
  passwordHash: string,
): Promise<number> {
  await tx.delete(t.session).where(eq(t.session.userId, userId));
  const [changed] = await tx
    .update(t.user)
    .set({ passwordHash, sessionVersion: sql`${t.user.sessionVersion} + 1` })
    .where(eq(t.user.id, userId))
    .returning({ sessionVersion: t.user.sessionVersion });
  return changed.sessionVersion;
}
