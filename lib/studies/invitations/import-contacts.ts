import { and, eq, inArray } from "drizzle-orm";
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
import { FileIssues, type FileNote } from "@/lib/files/file-issues";
import { type FileContact, readContacts } from "./read-contacts";
import { importedContacts } from "./schema";

/** People added in one transaction: tens of milliseconds, for which every other save waits. */
const CONTACTS_AT_ONCE = 500;

/**
 * Adds the people of a list to those who are invited by name. Somebody whose address is there
 * already stays as they are. Nothing is sent.
 *
 * The file is read before anything is written, and a long list is added in parts, between which
 * others save. Where that is cut short, by the end of the server or of the study, the parts before
 * stay, each with its own record in the trail; the same file adds the rest.
 *
 * @param input.leaveOut adds the rows without a fault and leaves the others out
 * @returns how many were added, how many were there already, how many rows were left out, and what
 *   was read otherwise than it stands in the file
 * @throws InvalidInput naming file, line and column of each fault; nothing is added then
 * @throws Conflict notOpen for a closed study; cohortChanged where a cohort went meanwhile
 */
export async function importContacts(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof importedContacts>;
}): Promise<ContactCounts & { notes?: readonly FileNote[] }> {
  const { db, actor } = request;
  const { studyId, file, leaveOut, columns } = parse(importedContacts, request.input);
  const source = { t: db.t, queries: db.read };
  const study = await requireOpenStudy(source, actor, studyId);
  const cohorts = await cohortsOf(source, studyId);
  const revision = await newestRevision(source, studyId);
  const locales = [study.defaultLocale, ...(revision?.locales ?? [])];
  const issues = new FileIssues();
  const read = await readContacts(file, cohorts, locales, issues, columns);
  if (!read || !leaveOut || read.contacts.length === 0) issues.throwIfAny();
  const { contacts, faulty } = read ?? { contacts: [], faulty: 0 };
  const total: ContactCounts = { added: 0, known: 0, leftOut: 0 };
  for (let start = 0; start < contacts.length; start += CONTACTS_AT_ONCE) {
    const part = await withTokens(contacts.slice(start, start + CONTACTS_AT_ONCE));
    const leftOut = start === 0 ? faulty : 0;
    const counts = await addPart({ db, actor, studyId, contacts: part, leftOut });
    total.added += counts.added;
    total.known += counts.known;
    total.leftOut += counts.leftOut;
  }
  const { notes } = issues;
  return notes.length > 0 ? { ...total, notes } : total;
}

interface ContactCounts {
  added: number;
  known: number;
  leftOut: number;
}

type NewContact = FileContact & { readonly id: string; readonly tokenHash: string };

/** People with an id and an invitation each. */
async function withTokens(contacts: readonly FileContact[]): Promise<NewContact[]> {
  const pause = yieldingToRequests();
  const made: NewContact[] = [];
  for (const contact of contacts) {
    const id = uuid();
    made.push({ ...contact, id, tokenHash: invitationHash(invitationToken(id)) });
    await pause();
  }
  return made;
}

/** Adds some of a list in one transaction, by what the study is and has at that moment. */
function addPart({
  db,
  actor,
  studyId,
  contacts,
  leftOut,
}: {
  db: Database;
  actor: Actor;
  studyId: string;
  contacts: readonly NewContact[];
  leftOut: number;
}): Promise<ContactCounts> {
  const { t } = db;
  return db.write(async (tx) => {
    await requireOpenStudy({ t, queries: tx }, actor, studyId);
    const cohorts = new Set((await cohortsOf({ t, queries: tx }, studyId)).map(({ id }) => id));
    if (contacts.some(({ cohortId }) => cohortId !== null && !cohorts.has(cohortId))) {
      throw new Conflict("cohortChanged");
    }
    const emails = contacts.map(({ email }) => email);
    const found = await tx
      .select({ email: t.contact.email })
      .from(t.contact)
      .where(and(eq(t.contact.studyId, studyId), inArray(t.contact.email, emails)));
    const present = new Set(found.map(({ email }) => email));
    const fresh = contacts.filter(({ email }) => !present.has(email));
    const sourceId = await invitationSource({ t, tx }, studyId);
    const createdAt = Date.now();
    const rows = fresh.map((contact) => ({ ...contact, studyId, sourceId, createdAt }));
    await insertRows(tx, t.contact, rows);
    const counts = { added: fresh.length, known: contacts.length - fresh.length, leftOut };
    await recordAudit({ t, tx }, actor, {
      verb: "import contacts",
      subjectType: "study",
      subjectId: studyId,
      detail: counts,
    });
    return counts;
  });
}

async function requireOpenStudy(
  source: { t: Tables; queries: Queries },
  actor: Actor,
  studyId: string,
): Promise<Tables["study"]["$inferSelect"]> {
  const study = await requireStudy(source, actor, studyId, "edit studies");
  if (study.state === "closed") throw new Conflict("notOpen");
  return study;
}

function cohortsOf({ t, queries }: { t: Tables; queries: Queries }, studyId: string) {
  return queries
    .select({ id: t.cohort.id, name: t.cohort.name })
    .from(t.cohort)
    .where(eq(t.cohort.studyId, studyId));
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
