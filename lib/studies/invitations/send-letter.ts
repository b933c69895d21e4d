import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { requireStudy } from "@/lib/auth/study-access";
import { environment } from "@/lib/env";
import { Conflict, type InputIssue, InvalidInput, parse } from "@/lib/errors";
import { LETTER_FIELDS, placeholdersOf } from "./letter";
import { letterRecipients } from "./letter-recipients";
import { sentLetter } from "./schema";

/**
 * Puts a letter to everybody who is due one into the outbox; the server sends them one by one. The
 * same letter never goes to one person twice.
 *
 * @returns how many it goes to
 * @throws InvalidInput when the text has no link, or a placeholder that somebody has no value for
 * @throws Conflict mailNotSetUp, notLive, or nobodyToWriteTo
 */
export async function sendLetter(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof sentLetter>;
}): Promise<number> {
  const { db, actor } = request;
  const { studyId, kind, subject, text } = parse(sentLetter, request.input);
  const { t } = db;
  return db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (!environment().SMTP_URL) throw new Conflict("mailNotSetUp");
    if (study.state !== "live") throw new Conflict("notLive");
    const contacts = await letterRecipients({ t, queries: tx }, studyId, kind);
    if (contacts.length === 0) throw new Conflict("nobodyToWriteTo");
    refuseGaps({ subject, text }, contacts);
    const letterId = uuid();
    const now = Date.now();
    await insertRows(
      tx,
      t.mail,
      contacts.map(({ id: contactId }) => ({
        id: uuid(),
        contactId,
        kind,
        letterId,
        subject,
        text,
        state: "queued" as const,
        createdAt: now,
        dueAt: now,
      })),
    );
    await recordAudit({ t, tx }, actor, {
      verb: `send ${kind}`,
      subjectType: "study",
      subjectId: studyId,
      detail: { letterId, people: contacts.length },
    });
    return contacts.length;
  });
}

/** @throws InvalidInput naming the field and the placeholder that would stay empty for somebody */
function refuseGaps(
  letter: { subject: string; text: string },
  contacts: readonly { columns: Record<string, string> }[],
): void {
  const issues: InputIssue[] = [];
  for (const field of ["subject", "text"] as const) {
    for (const name of placeholdersOf(letter[field])) {
      if ((LETTER_FIELDS as readonly string[]).includes(name)) continue;
      const without = contacts.filter(({ columns }) => !Object.hasOwn(columns, name)).length;
      if (without > 0) {
        issues.push({ path: field, key: "letterPlaceholder", values: { name, count: without } });
      }
    }
  }
  if (!placeholdersOf(letter.text).includes("link")) {
    issues.push({ path: "text", key: "letterLinkMissing" });
  }
  if (issues.length > 0) throw new InvalidInput(issues);
}
