"use server";

import { redirect } from "next/navigation";
import { asFormState, type FormState, refuseForeignOrigin } from "@/app/_http/action";
import { rememberDevice } from "@/app/_http/device-cookie";
import { database } from "@/db/client";
import { setPasswordByLink } from "@/lib/accounts/passwords/set-password-by-link";

/** Sets the password that a link is for; whoever did so signs in with it. */
export async function setPassword(
  token: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  try {
    await refuseForeignOrigin();
    const input = { token, password: String(form.get("password") ?? "") };
    const { email } = await setPasswordByLink({ db: await database(), input });
    await rememberDevice(email);
  } catch (error) {
    return asFormState(error);
  }
  redirect("/sign-in");
}
