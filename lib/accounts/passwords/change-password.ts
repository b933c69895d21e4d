import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { chosenPassword } from "@/lib/auth/choose-password";
import { passwordMatches } from "@/lib/auth/password";
import { Forbidden, InvalidInput, parse } from "@/lib/errors";
import { changedPassword } from "../schema";
import { newSession, type SignedIn } from "../sessions/session";
import { keepPace, wasRight } from "../sessions/sign-in-pace";
import { replacePassword } from "./replace-password";

/**
 * Changes the acting account's own password. All its sessions end, this one too; a new one begins for
 * the browser that asked.
 *
 * @param device what that browser is, in a few words
 * @throws InvalidInput wrongPassword beside "current"; nothing has changed
 */
export async function changePassword(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof changedPassword>;
  device: string | null;
}): Promise<SignedIn> {
  const { db, actor, device } = request;
  const { userId } = actor;
  if (userId === null) throw new Forbidden("change a password");
  const { current, password } = parse(changedPassword, request.input);
  const { t } = db;
  // Whoever found a browser open guesses no faster than somebody who signs in.
  const guessing = [db, `the password of ${userId}`, { address: null, proof: null }] as const;
  await keepPace(...guessing);
  const [account] = await db.read
    .select({ passwordHash: t.user.passwordHash, email: t.user.email })
    .from(t.user)
    .where(eq(t.user.id, userId));
  if (!(await passwordMatches(account?.passwordHash ?? null, current)) || !account) {
    throw new InvalidInput([{ path: "current", key: "wrongPassword" }]);
  }
  await wasRight(...guessing);
  const passwordHash = await chosenPassword(password, account.email);
  return db.write(async (tx) => {
    const sessionVersion = await replacePassword({ t, tx }, userId, passwordHash);
    // Whoever was given a link for the old state of things does not get in by it.
    await tx.delete(t.passwordLink).where(eq(t.passwordLink.userId, userId));
    await recordAudit({ t, tx }, actor, {
      verb: "change password",
      subjectType: "user",
      subjectId: userId,
    });
    return newSession({ t, tx }, { userId, sessionVersion }, device);
  });
}
