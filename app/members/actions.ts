"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_http/action";
import { addMember } from "@/lib/accounts/members/add-member";
import { changeMember } from "@/lib/accounts/members/change-member";
import { makePasswordLink } from "@/lib/accounts/passwords/make-password-link";
import { type PasswordLink, passwordLinkPath } from "@/lib/accounts/passwords/password-link";
import { changedMember } from "@/lib/accounts/schema";
import { environment } from "@/lib/env";
import { parse } from "@/lib/errors";

export async function add(_state: FormState, form: FormData): Promise<FormState> {
  const text = (name: string) => String(form.get(name) ?? "");
  return makingLink(async ({ actor, db }) => {
    const input = { email: text("email"), name: text("name"), role: text("role") };
    return (await addMember({ db, actor, input })).invitation;
  });
}

export async function makeLink(_state: FormState, form: FormData): Promise<FormState> {
  return makingLink(({ actor, db }) =>
    makePasswordLink({ db, actor, input: { userId: String(form.get("userId") ?? "") } }),
  );
}

export async function change(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const input = parse(changedMember, {
      userId: form.get("userId"),
      role: form.get("role"),
      enabled: form.get("enabled") === "on",
    });
    await changeMember({ db, actor, input });
    revalidatePath("/members");
    return undefined;
  });
}

/** Runs an action whose outcome is the address of a link, told to whoever asked for it alone. */
async function makingLink(
  work: (context: Parameters<Parameters<typeof runAction>[0]>[0]) => Promise<PasswordLink>,
): Promise<FormState> {
  let secret: string | undefined;
  const state = await runAction(async (context) => {
    const { token } = await work(context);
    secret = `${environment().NEXTAUTH_URL}${passwordLinkPath(token)}`;
    revalidatePath("/members");
    return undefined;
  });
  return { ...state, secret };
}
