"use server";

import { redirect } from "next/navigation";
import { refuseForeignOrigin } from "@/app/_http/action";
import { currentAccount } from "@/app/_http/current-actor";
import { forgetSession } from "@/app/_http/session-cookie";
import { database } from "@/db/client";
import { endSession } from "@/lib/accounts/sessions/end-session";

/** Ends the session of this browser, and no other. */
export async function signOut(): Promise<void> {
  await refuseForeignOrigin();
  const account = await currentAccount();
  if (account) {
    const input = { sessionId: account.session.id };
    await endSession({ db: await database(), actor: account.actor, input });
  }
  await forgetSession();
  redirect("/sign-in");
}
