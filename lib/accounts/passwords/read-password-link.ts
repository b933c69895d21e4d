import type { Database } from "@/db/database";
import type { PasswordLinkKind } from "@/db/schema/accounts";
import { NotFound } from "@/lib/errors";
import { accountOfLink } from "./password-link";

/**
 * Whom a link gives a password. Changes nothing: letters and scanners open links too.
 *
 * @throws NotFound for a link that was used, is over, or never was one
 */
export async function readPasswordLink(request: {
  db: Database;
  token: string;
}): Promise<{ name: string; email: string; kind: PasswordLinkKind }> {
  const { db, token } = request;
  const account = await accountOfLink({ t: db.t, queries: db.read }, token.slice(0, 100));
  if (!account) throw new NotFound("link");
  return account;
}
