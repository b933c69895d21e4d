import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { NotFound, parse } from "@/lib/errors";
import { memberNamed } from "../schema";
import { newPasswordLink, type PasswordLink } from "./password-link";

/**
 * Makes a link by which a member gets a password: a new invitation while they have none, a reset for
 * one hour afterwards. Nothing else changes until it is used.
 *
 * @throws NotFound when the user is not in the actor's organisation, or is switched off
 */
export async function makePasswordLink(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof memberNamed>;
}): Promise<PasswordLink> {
  const { db, actor } = request;
  requireAbility(actor, "administer members");
  const { userId } = parse(memberNamed, request.input);
  const { t } = db;
  return db.write(async (tx) => {
    const [account] = await tx
      .select({ passwordHash: t.user.passwordHash })
      .from(t.user)
      .innerJoin(t.member, eq(t.member.userId, t.user.id))
      .where(
        and(
          eq(t.member.organisationId, actor.organisationId),
          eq(t.user.id, userId),
          isNull(t.user.disabledAt),
        ),
      );
    if (!account) throw new NotFound("member");
    const kind = account.passwordHash === null ? "invitation" : "reset";
    await recordAudit({ t, tx }, actor, {
      verb: "make password link",
      subjectType: "user",
      subjectId: userId,
      detail: { kind },
    });
    return newPasswordLink({ t, tx }, userId, kind);
  });
}
