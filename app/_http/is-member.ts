import type { IncomingMessage } from "node:http";
import { cookieName } from "./cookies";
import { readSessionToken } from "./session-token";

/**
 * True when a request carries a session that we signed and whose time is not over. For limits in
 * front of Next alone: who may do what is asked of the database further on.
 */
export async function isMember({ headers }: IncomingMessage): Promise<boolean> {
  const name = `${cookieName("session")}=`;
  const cookie = headers.cookie?.split(/;\s*/).find((cookie) => cookie.startsWith(name));
  if (!cookie) return false;
  const token = cookie.slice(name.length);
  return (await readSessionToken({ token })) !== null;
}
