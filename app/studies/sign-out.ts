"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { refuseForeignOrigin } from "@/app/_http/action";
import { sessionCookieName } from "@/app/_http/auth-options";
import { currentActor } from "@/app/_http/current-actor";
import { database } from "@/db/client";
import { endSessions } from "@/lib/accounts/end-sessions";

/** Ends the sessions of this account on every device, then forgets this browser's cookie. */
export async function signOut(): Promise<void> {
  await refuseForeignOrigin();
  const actor = await currentActor();
  if (actor) await endSessions({ db: await database(), actor });
  (await cookies()).delete(sessionCookieName());
  redirect("/sign-in");
}
