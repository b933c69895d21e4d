import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { database } from "@/db/client";
import { type Account, readAccount } from "@/lib/accounts/read-account";
import type { Actor } from "@/lib/auth/actor";
import { authOptions } from "./auth-options";
import { ASKED_FOR, signInFor } from "./way-back";

/** The signed-in account, or null; read once a request. */
export const currentAccount = cache(async (): Promise<Account | null> => {
  const session = await getServerSession(authOptions());
  if (!session) return null;
  return readAccount(await database(), session);
});

/** Who acts in this request, or null for a stranger. */
export async function currentActor(): Promise<Actor | null> {
  return (await currentAccount())?.actor ?? null;
}

/** The account a page is drawn for; a stranger is sent to sign in, and comes back. */
export async function pageAccount(): Promise<Account> {
  return (await currentAccount()) ?? redirect(signInFor((await headers()).get(ASKED_FOR)));
}
