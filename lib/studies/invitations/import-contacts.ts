import { and, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { newestRevision } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import { yieldingToRequests } from "@/db/yielding";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { invitationHash, invitationToken } from "@/lib/auth/invitation-token";
import { requireStudy } from "@/lib/auth/study-access";
import { Conflict, parse } from "@/lib/errors";
import { FileIssues } from "@/lib/files/file-issues";
import { contactPages } from "./contact-pages";
import { readContacts } from "./read-contacts";
import { importedContacts } from "./schema";

/**
 * Adds the people of a list to those who are invited by name. Somebody whose address is there
 * already stays as they are. Nothing is sent.
 *
 * @param input.leaveOut adds the rows without a fault and leaves the others out
 * @returns how many were added, how many were there already, and how many rows were left out
 * @throws InvalidInput naming file, line and column of each fault; nothing is added then
 * @throws Conflict notOpen for a closed study
 */
export async function importContacts(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof importedContacts>;
}): Promise<{ added: number; known: number; leftOut: number }> {
  const { db, actor } = request;
  const { studyId, file, leaveOut } = parse(importedContacts, request.input);
  const { t } = db;
  return db.write(async (tx) => {
    const study = await requireStudy({ t, queries: tx }, actor, studyId, "edit studies");
    if (study.state === "closed") throw new Conflict("notOpen");
    const cohorts = await tx
      .select({ id: t.cohort.id, name: t.cohort.name })
      .from(t.cohort)
      .where(eq(t.cohort.studyId, studyId));
    const revision = await newestRevision({ t, queries: tx }, studyId);
    const locales = [study.defaultLocale, ...(revision?.locales ?? [])];
    const issues = new FileIssues();
    const read = await readContacts(file, cohorts, locales, issues);
    if (!read || !leaveOut || read.contacts.length === 0) issues.throwIfAny();
    const { contacts, faulty } = read ?? { contacts: [], faulty: 0 };
    const present = new Set<string>();
    for await (const page of contactPages({ t, queries: tx }, studyId)) {
      for (const { email } of page) present.add(email);
    }
    const fresh = contacts.filter(({ email }) => !present.has(email));
    const sourceId = await invitationSource({ t, tx }, studyId);
    const createdAt = Date.now();
    const pause = yieldingToRequests();
    const rows: (typeof t.contact.$inferInsert)[] = [];
    for (const contact of fresh) {
      const id = uuid();
      const tokenHash = invitationHash(invitationToken(id));
      rows.push({ ...contact, id, studyId, sourceId, tokenHash, createdAt });
      await pause();
    }
    await insertRows(tx, t.contact, rows);
    const counts = {
      added: fresh.length,
      known: contacts.length - fresh.length,
      leftOut: faulty,
    };
    await recordAudit({ t, tx }, actor, {
      verb: "import contacts",
      subjectType: "study",
      subjectId: studyId,
      detail: counts,
    });
    return counts;
  });
}

/** The one source of everybody who comes by a personal link. */
async function invitationSource(
  { t, tx }: { t: Tables; tx: Queries },
  studyId: string,
): Promise<string> {
  const [source] = await tx
    .select({ id: t.source.id })
    .from(t.source)
    .where(and(eq(t.source.studyId, studyId), eq(t.source.kind, "invitation")));
  if (source) return source.id;
  const id = uuid();
  await tx.insert(t.source).values({
    id,
    studyId,
    kind: "invitation",
    name: "Invitations",
    settings: {},
    createdAt: Date.now(),
  });
  return id;
}
