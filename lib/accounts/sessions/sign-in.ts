import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { recordAudit } from "@/lib/auth/audit";
import { passwordMatches } from "@/lib/auth/password";
import { Conflict, parse } from "@/lib/errors";
import { membershipOf } from "../membership";
import { credentials } from "../schema";
import { newSession, type SignedIn } from "./session";
import { type Client, keepPace, wasRight } from "./sign-in-pace";

/**
 * Begins a session of the account that an address and a password name.
 *
 * @param client who tries, as far as that is known: what the pace is kept by
 * @param device what their browser is, in a few words
 * @throws Conflict wrongCredentials: the same answer for an unknown address, a wrong password and a
 *   disabled account; tooManyAttempts while others that cannot be told apart from this client try
 */
export async function signIn(request: {
  db: Database;
  input: { email: string; password: string };
  client: Client;
  device: string | null;
}): Promise<SignedIn> {
  const { db, client, device } = request;
  const input = parse(credentials, request.input);
  await keepPace(db, input.email, client);
  const { t } = db;
  const [account] = await db.read.select().from(t.user).where(eq(t.user.email, input.email));
  const matches = await passwordMatches(account?.passwordHash ?? null, input.password);
  if (!account || !matches || account.disabledAt !== null) throw new Conflict("wrongCredentials");
  await wasRight(db, input.email, client);
  const { id: userId, sessionVersion } = account;
  return db.write(async (tx) => {
    const actor = await membershipOf({ t, queries: tx }, userId);
    if (!actor) throw new Conflict("wrongCredentials");
    await recordAudit({ t, tx }, actor, {
      verb: "sign in",
      subjectType: "user",
      subjectId: userId,
    });
    return newSession({ t, tx }, { userId, sessionVersion }, device);
  });
}
