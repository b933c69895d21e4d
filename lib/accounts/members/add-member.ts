import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { isUniqueViolation } from "@/db/errors";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import { newPasswordLink, type PasswordLink } from "../passwords/password-link";
import { newMember } from "../schema";

/**
 * Makes an account in the actor's organisation. It has no password: whoever opens its invitation
 * chooses one, and nobody else ever knows it.
 *
 * @returns the user's id and the invitation
 * @throws InvalidInput emailTaken when the address has an account already
 */
export async function addMember(request: {
  db: Database;
  actor: Actor;
  input: { email: string; name: string; role: string };
}): Promise<{ userId: string; invitation: PasswordLink }> {
  const { db, actor } = request;
  requireAbility(actor, "administer members");
  const { email, name, role } = parse(newMember, request.input);
  const { t } = db;
  const userId = uuid();
  const createdAt = Date.now();
  try {
    return await db.write(async (tx) => {
      await tx.insert(t.user).values({ id: userId, email, name, createdAt });
      await tx.insert(t.member).values({
        id: uuid(),
        organisationId: actor.organisationId,
        userId,
        role,
        createdAt,
      });
      await recordAudit({ t, tx }, actor, {
        verb: "add member",
        subjectType: "user",
        subjectId: userId,
        detail: { role },
      });
      return { userId, invitation: await newPasswordLink({ t, tx }, userId, "invitation") };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new InvalidInput([{ path: "email", key: "emailTaken" }]);
    throw error;
  }
}
