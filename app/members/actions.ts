"use server";

import { type FormState, runAction } from "@/app/_http/action";
import { addMember } from "@/lib/accounts/add-member";
import { changeMember } from "@/lib/accounts/change-member";
import { changedMember } from "@/lib/accounts/schema";
import { parse } from "@/lib/errors";

export async function add(_state: FormState, form: FormData): Promise<FormState> {
  const text = (name: string) => String(form.get(name) ?? "");
  return runAction(async ({ actor, db }) => {
    const input = {
      email: text("email"),
      name: text("name"),
      password: text("password"),
      role: text("role"),
    };
    await addMember({ db, actor, input });
    return "/members";
  });
}

export async function change(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(async ({ actor, db }) => {
    const input = parse(changedMember, {
      userId: form.get("userId"),
      role: form.get("role"),
      enabled: form.get("enabled") === "on",
    });
    await changeMember({ db, actor, input });
    return "/members";
  });
}
