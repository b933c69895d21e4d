import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { requireContact } from "./require-contact";
import { notedBounce } from "./schema";

/** Keeps that mail to somebody came back, and why; nothing more is sent to them. */
export async function noteBounce(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof notedBounce>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(notedBounce, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { id } = await requireContact({ t, tx }, actor, input);
    await tx
      .update(t.contact)
      .set({ bouncedAt: Date.now(), bounceNote: input.note })
      .where(eq(t.contact.id, id));
    await recordAudit({ t, tx }, actor, {
      verb: "note bounce",
      subjectType: "contact",
      subjectId: id,
      detail: {},
    });
  });
}
