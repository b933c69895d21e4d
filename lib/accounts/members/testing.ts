import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { setPasswordByLink } from "../passwords/set-password-by-link";
import { addMember } from "./add-member";

/** Somebody who took up their invitation. @returns the user's id */
export async function memberWithPassword(request: {
  db: Database;
  actor: Actor;
  input: { email: string; name: string; role: string; password: string };
}): Promise<string> {
  const { db, actor } = request;
  const { password, ...input } = request.input;
  const { userId, invitation } = await addMember({ db, actor, input });
  await setPasswordByLink({ db, input: { token: invitation.token, password } });
  return userId;
}
