import type { JWT } from "next-auth/jwt";
import { decode } from "next-auth/jwt";
import { serverSecrets } from "@/lib/auth/server-secrets";

/** What a session's cookie says; null for one that no secret of ours made, or whose time is over. */
export async function readSessionToken({ token }: { token?: string }): Promise<JWT | null> {
  for (const secret of serverSecrets()) {
    const read = await decode({ token, secret }).catch(() => null);
    if (read) return read;
  }
  return null;
}
