import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { Conflict, NotFound, parse } from "@/lib/errors";
import { changedMember } from "../schema";

/**
 * Changes a member's role, or switches their account off or on. Their open sessions end at once.
 *
 * @throws NotFound when the user is not in the actor's organisation
 * @throws Conflict lastAdmin when nobody would be left to administer the organisation
 */
export async function changeMember(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof changedMember>;
}): Promise<void> {
  const { db, actor } = request;
  requireAbility(actor, "administer members");
  const { userId, role, enabled } = parse(changedMember, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const isTheirs = and(
      eq(t.member.organisationId, actor.organisationId),
      eq(t.member.userId, userId),
    );
    const [member] = await tx.select().from(t.member).where(isTheirs);
    if (!member) throw new NotFound("member");
    if (role !== "admin" || !enabled) {
      const otherAdmins = await tx
        .select({ userId: t.member.userId })
        .from(t.member)
        .innerJoin(t.user, eq(t.user.id, t.member.userId))
        .where(
          and(
            eq(t.member.organisationId, actor.organisationId),
            eq(t.member.role, "admin"),
            ne(t.member.userId, userId),
            isNull(t.user.disabledAt),
          ),
        )
        .limit(1);
      if (otherAdmins.length === 0) throw new Conflict("lastAdmin");
    }
    await tx.update(t.member).set({ role }).where(isTheirs);
    await tx
      .update(t.user)
      .set({
        disabledAt: enabled ? null : Date.now(),
        sessionVersion: sql`${t.user.sessionVersion} + 1`,
      })
      .where(eq(t.user.id, userId));
    await tx.delete(t.session).where(eq(t.session.userId, userId));
    if (!enabled) await tx.delete(t.passwordLink).where(eq(t.passwordLink.userId, userId));
    await recordAudit({ t, tx }, actor, {
      verb: "change member",
      subjectType: "user",
      subjectId: userId,
      detail: { role, enabled },
    });
  });
}
