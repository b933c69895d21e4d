import { and, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound } from "@/lib/errors";

/** A contact of a study that the actor may edit. @throws NotFound, Forbidden as requireStudy does */
export async function requireContact(
  source: { t: Tables; tx: Queries },
  actor: Actor,
  { studyId, contactId }: { studyId: string; contactId: string },
): Promise<Tables["contact"]["$inferSelect"]> {
  const { t, tx } = source;
  await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
  const [contact] = await tx
    .select()
    .from(t.contact)
    .where(and(eq(t.contact.id, contactId), eq(t.contact.studyId, studyId)));
  if (!contact) throw new NotFound("contact");
  return contact;
}
