import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { contactPages, letterPages } from "./contact-pages";

/** Interviews that have ended: nobody is reminded of them. */
export const ENDED = ["complete", "screened-out", "over-quota"] as const;

type Letter = "invitation" | "reminder";

/** All that decides whether somebody is due a letter. */
interface ContactState
  extends Pick<Tables["contact"]["$inferSelect"], "unsubscribedAt" | "bouncedAt"> {
  readonly hasEnded: boolean;
  readonly isInvited: boolean;
  /** Whether a letter to them is waiting to be sent. */
  readonly isWaiting: boolean;
}

/**
 * Whether a letter of a kind goes to somebody: an invitation to who has none yet, a reminder to who
 * had one and has not ended; neither to somebody who unsubscribed, whose address bounced,
 * or who has a letter waiting to be sent.
 */
export function isDue(kind: Letter, contact: ContactState): boolean {
  if (contact.unsubscribedAt !== null || contact.bouncedAt !== null) return false;
  if (contact.hasEnded || contact.isWaiting) return false;
  return contact.isInvited === (kind === "reminder");
}

/** Everybody on the list whom a letter of a kind goes to. */
export async function letterRecipients(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
  kind: Letter,
): Promise<Pick<Tables["contact"]["$inferSelect"], "id" | "columns">[]> {
  const source = { t, queries };
  const ended = await queries
    .select({ contactId: t.respondent.contactId })
    .from(t.respondent)
    .where(
      and(
        eq(t.respondent.studyId, studyId),
        inArray(t.respondent.state, [...ENDED]),
        isNotNull(t.respondent.contactId),
      ),
    );
  const hasEnded = new Set(ended.map(({ contactId }) => contactId));
  const waiting = new Set<string>();
  const invited = new Set<string>();
  for await (const page of letterPages(source, studyId)) {
    for (const letter of page) {
      if (letter.state === "queued") waiting.add(letter.contactId);
      else if (letter.kind === "invitation" && letter.state === "sent") {
        invited.add(letter.contactId);
      }
    }
  }
  const due: Pick<Tables["contact"]["$inferSelect"], "id" | "columns">[] = [];
  for await (const page of contactPages(source, studyId)) {
    for (const contact of page) {
      const { id, columns } = contact;
      const standing = {
        ...contact,
        hasEnded: hasEnded.has(id),
        isInvited: invited.has(id),
        isWaiting: waiting.has(id),
      };
      if (isDue(kind, standing)) due.push({ id, columns });
    }
  }
  return due;
}
