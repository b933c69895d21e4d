import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { isUniqueViolation } from "@/db/errors";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { hashPassword } from "@/lib/auth/password";
import { InvalidInput, parse } from "@/lib/errors";
import { newMember } from "./schema";

/**
 * Makes an account in the actor's organisation.
 *
 * @returns the user's id
 * @throws InvalidInput emailTaken when the address has an account already
 */
export async function addMember(request: {
  db: Database;
  actor: Actor;
  input: { email: string; name: string; password: string; role: string };
}): Promise<string> {
  const { db, actor } = request;
  requireAbility(actor, "administer members");
  const input = parse(newMember, request.input);
  const passwordHash = await hashPassword(input.password);
  const { t } = db;
  const userId = uuid();
  const createdAt = Date.now();
  try {
    await db.write(async (tx) => {
      const { email, name } = input;
      await tx.insert(t.user).values({ id: userId, email, name, passwordHash, createdAt });
      await tx.insert(t.member).values({
        id: uuid(),
        organisationId: actor.organisationId,
        userId,
        role: input.role,
        createdAt,
      });
      await recordAudit({ t, tx }, actor, {
        verb: "add member",
        subjectType: "user",
        subjectId: userId,
        detail: { role: input.role },
      });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new InvalidInput([{ path: "email", key: "emailTaken" }]);
    throw error;
  }
  return userId;
}
