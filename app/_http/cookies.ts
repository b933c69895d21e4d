import { environment } from "@/lib/env";

/** The names of our cookies; __Host- and Secure wherever the address is https. */
export function cookieName(what: "session" | "csrf" | "callback" | "device"): string {
  return `${isSecure() ? "__Host-" : ""}tradeoff.${what}`;
}

/** What every cookie of ours is. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() };
}

function isSecure(): boolean {
  return environment().NEXTAUTH_URL.startsWith("https://");
}
