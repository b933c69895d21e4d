import { and, asc, eq, gt } from "drizzle-orm";
import { inPages } from "@/db/queries/in-pages";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { InterviewTrace } from "./interview-trace";
import type { PersonIdentity } from "./quality-flags";

type Came = Pick<InterviewTrace, "contactId" | "panelId" | "sourceId">;

/**
 * By what each interview's person would be known again. Two invitations are to one person when their
 * addresses differ only by a tag ("name+tag@"). Two ids are of one person when they came from one
 * panel, whatever its links; another panel counts from 1 for others. Sources are of one panel when
 * their exits lead to the same hosts; one without exits is a panel of its own.
 */
export async function readPersonIdentities(
  { t, queries, studyId }: StudyRows,
  interviews: readonly Came[],
): Promise<(interview: Came) => PersonIdentity> {
  const persons = new Map<string, string>();
  if (interviews.some(({ contactId }) => contactId !== null)) {
    const { id, email, studyId: ofStudy } = t.contact;
    const readPage = (after: string, limit: number) =>
      queries
        .select({ id, email })
        .from(t.contact)
        .where(and(eq(ofStudy, studyId), gt(email, after)))
        .orderBy(asc(email))
        .limit(limit);
    for await (const page of inPages("", readPage, (contact) => contact.email)) {
      for (const contact of page) persons.set(contact.id, untagged(contact.email));
    }
  }
  const panels = new Map<string, string>();
  if (interviews.some(({ panelId }) => panelId !== null)) {
    const sources = await queries
      .select({ id: t.source.id, settings: t.source.settings })
      .from(t.source)
      .where(eq(t.source.studyId, studyId));
    for (const { id, settings } of sources) {
      panels.set(id, settings.hosts?.toSorted().join(" ") || id);
    }
  }
  return ({ contactId, panelId, sourceId }) => {
    const plain = panelId?.trim().toLowerCase();
    return {
      invitation: persons.get(contactId ?? "") ?? null,
      panelId: plain ? `${panels.get(sourceId) ?? sourceId} ${plain}` : null,
    };
  };
}

/** An address that is all tag ("+49301234@") is nobody else's. */
function untagged(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/(?<=[^@])\+[^@]*(?=@)/, "");
}
