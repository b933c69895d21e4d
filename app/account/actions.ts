"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { currentDevice, forgetSession, keepSession } from "@/app/_http/session-cookie";
import { changePassword } from "@/lib/accounts/passwords/change-password";
import { endSession } from "@/lib/accounts/sessions/end-session";
import { endSessions } from "@/lib/accounts/sessions/end-sessions";

export async function change(_state: FormState, form: FormData): Promise<FormState> {
  const text = (name: string) => String(form.get(name) ?? "");
  return runAction(async ({ actor, db }) => {
    const input = { current: text("current"), password: text("password") };
    await keepSession(await changePassword({ db, actor, input, device: await currentDevice() }));
    revalidatePath("/account");
    return undefined;
  });
}

export async function end(sessionId: string): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await endSession({ db, actor, input: { sessionId } });
    revalidatePath("/account");
    return undefined;
  });
}

export async function endEverywhere(): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    await endSessions({ db, actor });
    await forgetSession();
    return "/sign-in";
  });
}
