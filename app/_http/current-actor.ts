import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { database } from "@/db/client";
import { type Account, noteUse, readAccount } from "@/lib/accounts/sessions/read-account";
import type { Actor } from "@/lib/auth/actor";
import { logError } from "@/lib/log";
import { authOptions } from "./auth-options";
import { ASKED_FOR, signInFor } from "./way-back";

/** The signed-in account, or null; read once a request. */
export const currentAccount = cache(async (): Promise<Account | null> => {
  const session = await getServerSession(authOptions());
  if (!session) return null;
  const db = await database();
  const account = await readAccount(db, session);
  // Not waited for: a page is shown also while nothing can be written.
  if (account)
    noteUse(db, account).catch((error) => logError("A session's use was not kept", error));
  return account;
});

/** Who acts in this request, or null for a stranger. */
export async function currentActor(): Promise<Actor | null> {
  return (await currentAccount())?.actor ?? null;
}

/** The account a page is drawn for; a stranger is sent to sign in, and comes back. */
export async function pageAccount(): Promise<Account> {
  return (await currentAccount()) ?? redirect(signInFor((await headers()).get(ASKED_FOR)));
}
