import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { sessionNamed } from "../schema";

/**
 * Ends one of the acting account's own sessions: its cookie stops working at once. One that has ended
 * already, or is somebody else's, is left as it is.
 */
export async function endSession(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof sessionNamed>;
}): Promise<void> {
  const { db, actor } = request;
  const { sessionId } = parse(sessionNamed, request.input);
  const { t } = db;
  const userId = actor.userId ?? "";
  await db.write(async (tx) => {
    const ended = await tx
      .delete(t.session)
      .where(and(eq(t.session.id, sessionId), eq(t.session.userId, userId)))
      .returning({ id: t.session.id });
    if (ended.length === 0) return;
    await recordAudit({ t, tx }, actor, {
      verb: "sign out",
      subjectType: "user",
      subjectId: userId,
    });
  });
}
