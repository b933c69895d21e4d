import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { passwordMatches } from "@/lib/auth/password";
import { Conflict, parse } from "@/lib/errors";
import { credentials } from "./schema";
import { admitAttempt, forgetAttempts } from "./sign-in-throttle";

/**
 * The account that an address and a password name.
 *
 * @param input.from the client's address when it can be trusted, else null
 * @throws Conflict wrongCredentials: the same answer for an unknown address, a wrong password and a
 *   disabled account; tooManyAttempts when the account or the address is throttled
 */
export async function verifyCredentials(request: {
  db: Database;
  input: { email: string; password: string };
  from: string | null;
}): Promise<{ id: string; name: string; email: string; sessionVersion: number }> {
  const { db, from } = request;
  const input = parse(credentials, request.input);
  const throttled = await admitAttempt(input.email, from);
  if (throttled !== null) throw new Conflict("tooManyAttempts", { minutes: throttled });
  const { user } = db.t;
  const [account] = await db.read.select().from(user).where(eq(user.email, input.email));
  const matches = await passwordMatches(account?.passwordHash ?? null, input.password);
  if (!account || !matches || account.disabledAt !== null) throw new Conflict("wrongCredentials");
  await forgetAttempts(input.email);
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    sessionVersion: account.sessionVersion,
  };
}
