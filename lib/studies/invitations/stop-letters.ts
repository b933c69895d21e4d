import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { studyInput } from "../draft/schema";

/** Takes back every letter of a study that has not been sent yet. @returns how many those were */
export async function stopLetters(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<number> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  return db.write(async (tx) => {
    await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const contacts = tx
      .select({ id: t.contact.id })
      .from(t.contact)
      .where(eq(t.contact.studyId, studyId));
    const stopped = await tx
      .update(t.mail)
      .set({ state: "skipped" })
      .where(and(eq(t.mail.state, "queued"), inArray(t.mail.contactId, contacts)))
      .returning({ id: t.mail.id });
    await recordAudit({ t, tx }, actor, {
      verb: "stop letters",
      subjectType: "study",
      subjectId: studyId,
      detail: { letters: stopped.length },
    });
    return stopped.length;
  });
}
