import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { database } from "@/db/client";
import { DatabaseUnavailable } from "@/db/errors";
import { email } from "@/lib/accounts/schema";
import { deviceOf } from "@/lib/accounts/sessions/device";
import { endSession } from "@/lib/accounts/sessions/end-session";
import { readAccount } from "@/lib/accounts/sessions/read-account";
import { SESSION_MS } from "@/lib/accounts/sessions/session";
import { signIn } from "@/lib/accounts/sessions/sign-in";
import { environment } from "@/lib/env";
import { Conflict, InvalidInput } from "@/lib/errors";
import { CLIENT_ADDRESS } from "./client-address";
import { cookieName, cookieOptions } from "./cookies";
import { currentDeviceProof, rememberDevice } from "./device-cookie";
import { readSessionToken } from "./session-token";

/**
 * How people sign in. The session is a signed cookie that holds who, which session and which session
 * version; whether it still holds, and what they may do, is read from the database on each request
 * (current-actor.ts).
 */
export function authOptions(): NextAuthOptions {
  const options = cookieOptions();
  return {
    secret: environment().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_MS / 1_000 },
    jwt: { decode: readSessionToken },
    useSecureCookies: options.secure,
    cookies: {
      sessionToken: { name: cookieName("session"), options },
      csrfToken: { name: cookieName("csrf"), options },
      callbackUrl: { name: cookieName("callback"), options },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (given, request) => {
          try {
            const sent = request.headers ?? {};
            const input = { email: given?.email ?? "", password: given?.password ?? "" };
            const { userId: id, ...session } = await signIn({
              db: await database(),
              input,
              client: {
                address: sent[CLIENT_ADDRESS] || null,
                proof: await currentDeviceProof(),
              },
              device: deviceOf(sent["user-agent"]),
            });
            await rememberDevice(email.parse(input.email));
            return { id, ...session };
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
      jwt: ({ token, user }) => (user ? { ...signedInOf(user), userId: user.id } : token),
      session: ({ session, token }) => ({
        expires: session.expires,
        userId: token.userId,
        ...signedInOf(token),
      }),
    },
    events: {
      // Its own address for signing out ends what the page's button ends.
      signOut: async ({ token }) => {
        const db = await database();
        const account = token && (await readAccount(db, token));
        if (!account) return;
        await endSession({ db, actor: account.actor, input: { sessionId: account.session.id } });
      },
    },
  };
}

function signedInOf({ sessionId, sessionVersion }: { sessionId: string; sessionVersion: number }) {
  return { sessionId, sessionVersion };
}
