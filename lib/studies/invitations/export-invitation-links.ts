import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { invitationHash, knownToken } from "@/lib/auth/invitation-token";
import { requireStudy } from "@/lib/auth/study-access";
import { parse } from "@/lib/errors";
import { type Cell, csvChunks, safeCell } from "@/lib/files/csv";
import { studyInput } from "../draft/schema";
import { contactPages } from "./contact-pages";
import { invitationLink } from "./invitation-link";

/**
 * `email,name,link` of everybody on the list, for those who send their letters by other means. Told
 * to the audit log, since whoever has a link can answer in that person's place.
 */
export async function exportInvitationLinks(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof studyInput>;
}): Promise<string> {
  const { db, actor } = request;
  const { studyId } = parse(studyInput, request.input);
  const { t } = db;
  return db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    const rows: Cell[][] = [];
    for await (const page of contactPages({ t, queries: tx }, studyId)) {
      for (const contact of page) {
        const { token, isNew } = knownToken(contact);
        if (isNew) {
          const tokenHash = invitationHash(token);
          await tx.update(t.contact).set({ tokenHash }).where(eq(t.contact.id, contact.id));
        }
        const { email, name } = contact;
        rows.push([safeCell(email), safeCell(name), invitationLink(study.slug, token)]);
      }
    }
    await recordAudit({ t, tx }, actor, {
      verb: "export invitation links",
      subjectType: "study",
      subjectId: studyId,
      detail: { people: rows.length },
    });
    let text = "";
    for await (const piece of csvChunks([["email", "name", "link"], ...rows])) text += piece;
    return text;
  });
}
