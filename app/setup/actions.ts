"use server";

import { redirect } from "next/navigation";
import { asFormState, type FormState, refuseForeignOrigin } from "@/app/_http/action";
import { database } from "@/db/client";
import { setUpFirstAdmin } from "@/lib/accounts/set-up-first-admin";

export async function setUp(_state: FormState, form: FormData): Promise<FormState> {
  const text = (name: string) => String(form.get(name) ?? "");
  try {
    await refuseForeignOrigin();
    await setUpFirstAdmin({
      db: await database(),
      input: {
        secret: text("secret"),
        organisationName: text("organisationName"),
        name: text("name"),
        email: text("email"),
        password: text("password"),
      },
    });
  } catch (error) {
    return asFormState(error);
  }
  redirect("/sign-in");
}
