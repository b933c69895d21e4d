import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { recordAudit } from "@/lib/auth/audit";
import { chosenPassword } from "@/lib/auth/choose-password";
import { NotFound, parse } from "@/lib/errors";
import { membershipOf } from "../membership";
import { passwordByLink } from "../schema";
import { accountOfLink } from "./password-link";
import { replacePassword } from "./replace-password";

/**
 * Gives the account of a link its password, once: the link stops working, and so does every session
 * of the account.
 *
 * @returns whose it is
 * @throws NotFound for a link that was used, is over, or never was one
 */
export async function setPasswordByLink(request: {
  db: Database;
  input: z.input<typeof passwordByLink>;
}): Promise<{ userId: string; email: string }> {
  const { db } = request;
  const input = parse(passwordByLink, request.input);
  const { t } = db;
  // Hashing is dear: it is done for a link alone, and before the transaction that uses it up.
  const known = await accountOfLink({ t, queries: db.read }, input.token);
  if (!known) throw new NotFound("link");
  const passwordHash = await chosenPassword(input.password, known.email);
  return db.write(async (tx) => {
    const account = await accountOfLink({ t, queries: tx }, input.token);
    const actor = account && (await membershipOf({ t, queries: tx }, account.userId));
    if (!account || !actor) throw new NotFound("link");
    const { userId, email, kind } = account;
    await tx.delete(t.passwordLink).where(eq(t.passwordLink.userId, userId));
    await replacePassword({ t, tx }, userId, passwordHash);
    await recordAudit({ t, tx }, actor, {
      verb: "set password",
      subjectType: "user",
      subjectId: userId,
      detail: { by: kind },
    });
    return { userId, email };
  });
}
