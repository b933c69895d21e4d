import { and, asc, eq, gt } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { inPages } from "@/db/queries/in-pages";
import type { Tables } from "@/db/schema/tables";

/** Everybody on a study's list, by address, a page at a time. */
export function contactPages(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
): AsyncGenerator<Tables["contact"]["$inferSelect"][], void> {
  const { contact } = t;
  const readPage = (after: string, limit: number) =>
    queries
      .select()
      .from(contact)
      .where(and(eq(contact.studyId, studyId), gt(contact.email, after)))
      .orderBy(asc(contact.email))
      .limit(limit);
  return inPages("", readPage, ({ email }) => email);
}

export type Letter = Pick<
  Tables["mail"]["$inferSelect"],
  "id" | "contactId" | "kind" | "state" | "failure" | "sentAt" | "createdAt"
>;

/** Every letter to anybody on the list, sent or not, a page at a time; in no order of time. */
export function letterPages(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
): AsyncGenerator<Letter[], void> {
  const { mail, contact } = t;
  const { id, contactId, kind, state, failure, sentAt, createdAt } = mail;
  const readPage = (after: string, limit: number) =>
    queries
      .select({ id, contactId, kind, state, failure, sentAt, createdAt })
      .from(mail)
      .innerJoin(contact, eq(contact.id, contactId))
      .where(and(eq(contact.studyId, studyId), gt(id, after)))
      .orderBy(asc(id))
      .limit(limit);
  return inPages("", readPage, (letter) => letter.id);
}
