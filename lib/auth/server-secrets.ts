import { environment } from "@/lib/env";

/**
 * The secrets that what this server once signed is read by: its own, which signs, and the one before it
 * until the day that is set for that.
 */
export function serverSecrets(now = Date.now()): readonly [string, ...string[]] {
  const { NEXTAUTH_SECRET, NEXTAUTH_OLD_SECRET, NEXTAUTH_OLD_SECRET_UNTIL } = environment();
  const isReadByOld = NEXTAUTH_OLD_SECRET && now < (NEXTAUTH_OLD_SECRET_UNTIL ?? 0);
  return isReadByOld ? [NEXTAUTH_SECRET, NEXTAUTH_OLD_SECRET] : [NEXTAUTH_SECRET];
}
