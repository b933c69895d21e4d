import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { requireContact } from "./require-contact";
import { contactInput } from "./schema";

/**
 * Erases somebody from the list: address, name, columns and letters. Their personal link stops
 * working; an interview they began stays, without any tie to them.
 */
export async function removeContact(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof contactInput>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(contactInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { id } = await requireContact({ t, tx }, actor, input);
    await tx.update(t.respondent).set({ contactId: null }).where(eq(t.respondent.contactId, id));
    await tx.delete(t.mail).where(eq(t.mail.contactId, id));
    await tx.delete(t.contact).where(eq(t.contact.id, id));
    await recordAudit({ t, tx }, actor, {
      verb: "remove contact",
      subjectType: "contact",
      subjectId: id,
      detail: {},
    });
  });
}
