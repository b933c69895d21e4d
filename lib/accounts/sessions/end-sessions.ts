import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";

/** Ends every session of the acting user: cookies issued before now stop working on all devices. */
export async function endSessions({ db, actor }: { db: Database; actor: Actor }): Promise<void> {
  const { userId } = actor;
  if (userId === null) return;
  const { t } = db;
  await db.write(async (tx) => {
    await tx.delete(t.session).where(eq(t.session.userId, userId));
    await tx
      .update(t.user)
      .set({ sessionVersion: sql`${t.user.sessionVersion} + 1` })
      .where(eq(t.user.id, userId));
    await recordAudit({ t, tx }, actor, {
      verb: "sign out everywhere",
      subjectType: "user",
      subjectId: userId,
    });
  });
}
