import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { database } from "@/db/client";
import { DatabaseUnavailable } from "@/db/errors";
import { verifyCredentials } from "@/lib/accounts/verify-credentials";
import { environment } from "@/lib/env";
import { Conflict, InvalidInput } from "@/lib/errors";

/** Twelve hours: a working day, after which a shared computer has forgotten. */
const SESSION_SECONDS = 12 * 60 * 60;

/** The name of the session cookie; __Host- and Secure wherever the address is https. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-tradeoff.session" : "tradeoff.session";
}

function isSecure(): boolean {
  return environment().NEXTAUTH_URL.startsWith("https://");
}

/**
 * How people sign in. The session is a signed cookie that holds who and which session version;
 * what they may do is read from the database on each request (current-actor.ts).
 */
export function authOptions(): NextAuthOptions {
  const secure = isSecure();
  const prefix = secure ? "__Host-" : "";
  const cookie = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  return {
    secret: environment().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(), options: cookie },
      csrfToken: { name: `${prefix}tradeoff.csrf`, options: cookie },
      callbackUrl: { name: `${prefix}tradeoff.callback`, options: cookie },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (given, request) => {
          try {
            return await verifyCredentials({
              db: await database(),
              input: { email: given?.email ?? "", password: given?.password ?? "" },
              from: trustedAddress(request.headers ?? {}),
            });
          } catch (error) {
            // next-auth hands this message to the sign-in page, which has the sentence for it.
            if (error instanceof Conflict) throw new Error(error.key);
            if (error instanceof InvalidInput) throw new Error("wrongCredentials");
            if (error instanceof DatabaseUnavailable) throw new Error("unavailable");
            throw error;
          }
        },
      }),
    ],
    callbacks: {
      // Only signing in writes the token: an update from the browser cannot change it.
      jwt: ({ token, user }) =>
        user ? { userId: user.id, sessionVersion: user.sessionVersion } : token,
      session: ({ session, token }) => ({
        expires: session.expires,
        userId: token.userId,
        sessionVersion: token.sessionVersion,
      }),
    },
  };
}

/** The client's address, which only a proxy of our own can vouch for. */
function trustedAddress(headers: Record<string, string>): string | null {
  if (environment().TRUST_PROXY !== "1") return null;
  return headers["x-forwarded-for"]?.split(",").at(-1)?.trim() ?? null;
}
