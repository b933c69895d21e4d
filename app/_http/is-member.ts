import type { IncomingMessage } from "node:http";
import { decode } from "next-auth/jwt";
import { environment } from "@/lib/env";
import { cookieName } from "./cookies";

/**
 * True when a request carries a session that we signed and whose time is not over. For limits in
 * front of Next alone: who may do what is asked of the database further on.
 */
export async function isMember({ headers }: IncomingMessage): Promise<boolean> {
  const name = `${cookieName("session")}=`;
  const cookie = headers.cookie?.split(/;\s*/).find((cookie) => cookie.startsWith(name));
  if (!cookie) return false;
  const token = cookie.slice(name.length);
  const { NEXTAUTH_SECRET: secret } = environment();
  return (await decode({ token, secret }).catch(() => null)) !== null;
}
