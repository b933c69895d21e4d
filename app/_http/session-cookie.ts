import { cookies, headers } from "next/headers";
import { encode } from "next-auth/jwt";
import { deviceOf } from "@/lib/accounts/sessions/device";
import { SESSION_MS, type SignedIn } from "@/lib/accounts/sessions/session";
import { environment } from "@/lib/env";
import { cookieName, cookieOptions } from "./cookies";

/** What this request's browser is, in a few words. */
export async function currentDevice(): Promise<string | null> {
  return deviceOf((await headers()).get("user-agent"));
}

/** Has this browser go on with a session that has just begun. */
export async function keepSession({ userId, sessionId, sessionVersion }: SignedIn): Promise<void> {
  const maxAge = SESSION_MS / 1_000;
  const token = { userId, sessionId, sessionVersion };
  const written = await encode({ token, secret: environment().NEXTAUTH_SECRET, maxAge });
  (await cookies()).set(cookieName("session"), written, { ...cookieOptions(), maxAge });
}

/** Has this browser forget its session. */
export async function forgetSession(): Promise<void> {
  (await cookies()).delete({ name: cookieName("session"), ...cookieOptions() });
}
