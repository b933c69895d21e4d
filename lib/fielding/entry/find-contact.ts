import { and, eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { invitationHash } from "@/lib/auth/invitation-token";
import { NotFound } from "@/lib/errors";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The contact of a personal link, which opens this study and no other.
 *
 * @throws NotFound for a token that is not one of the study's, whatever it looks like
 */
export async function findContact(
  { t }: Pick<Database, "t">,
  queries: Queries,
  studyId: string,
  invite: unknown,
): Promise<Tables["contact"]["$inferSelect"]> {
  if (typeof invite !== "string" || !TOKEN.test(invite)) throw new NotFound("invitation");
  const [contact] = await queries
    .select()
    .from(t.contact)
    .where(and(eq(t.contact.tokenHash, invitationHash(invite)), eq(t.contact.studyId, studyId)));
  if (!contact) throw new NotFound("invitation");
  return contact;
}
