import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";

/** Interviews that have come to an end: nobody is reminded of them. */
export const ENDED = ["complete", "screened-out", "over-quota"] as const;

type Letter = "invitation" | "reminder";

/**
 * Who a letter of a kind goes to: an invitation to everybody who has none yet, a reminder to those
 * who had one and have not come to an end; neither to somebody who unsubscribed, whose address
 * bounced, or who has a letter waiting to be sent.
 */
export async function whoGetsIt(
  { t, queries }: { t: Tables; queries: Queries },
  studyId: string,
  kind: Letter,
): Promise<Pick<Tables["contact"]["$inferSelect"], "id" | "columns">[]> {
  const open = await queries
    .select({ id: t.contact.id, columns: t.contact.columns })
    .from(t.contact)
    .where(
      and(
        eq(t.contact.studyId, studyId),
        isNull(t.contact.unsubscribedAt),
        isNull(t.contact.bouncedAt),
      ),
    );
  const ended = await queries
    .select({ contactId: t.respondent.contactId })
    .from(t.respondent)
    .where(and(eq(t.respondent.studyId, studyId), inArray(t.respondent.state, [...ENDED])));
  const letters = await queries
    .select({ contactId: t.mail.contactId, kind: t.mail.kind, state: t.mail.state })
    .from(t.mail)
    .innerJoin(t.contact, eq(t.contact.id, t.mail.contactId))
    .where(eq(t.contact.studyId, studyId));
  const hasEnded = new Set(ended.map(({ contactId }) => contactId));
  const waits = new Set(
    letters.filter(({ state }) => state === "queued").map(({ contactId }) => contactId),
  );
  const invited = new Set(
    letters
      .filter((letter) => letter.kind === "invitation" && letter.state === "sent")
      .map(({ contactId }) => contactId),
  );
  return open.filter(
    ({ id }) => !hasEnded.has(id) && !waits.has(id) && invited.has(id) === (kind === "reminder"),
  );
}
