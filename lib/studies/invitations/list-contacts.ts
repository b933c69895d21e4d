import { and, eq, isNotNull } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { RespondentState } from "@/db/schema/fielding";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { environment } from "@/lib/env";
import { parse } from "@/lib/errors";
import { contactPages, type Letter, letterPages } from "./contact-pages";
import { ENDED, isDue } from "./letter-recipients";
import { listedContacts } from "./schema";

/** How far somebody who is invited by name has come; the later ones include the earlier. */
export const CONTACT_STATES = [
  "not-invited",
  "waiting",
  "failed",
  "invited",
  "started",
  "ended",
  "unsubscribed",
  "bounced",
] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

export interface ListedContact {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly cohortId: string | null;
  readonly state: ContactState;
  /** Letters that went out, reminders included. */
  readonly letters: number;
  readonly lastSentAt: number | null;
  /** Why mail to them came back, or could not be sent. */
  readonly note: string | null;
}

export interface ContactList {
  /** At most SHOWN of those that were searched for, by address. */
  readonly contacts: readonly ListedContact[];
  readonly found: number;
  /** Of everybody, whatever was searched for. */
  readonly counts: Readonly<Record<ContactState, number>>;
  readonly total: number;
  /** How many an invitation, and a reminder, would go to now. */
  readonly dueInvitation: number;
  readonly dueReminder: number;
  readonly isMailSetUp: boolean;
}

const SHOWN = 200;

/** Those who are invited by name and how far each has come. */
export async function listContacts(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof listedContacts>;
}): Promise<ContactList> {
  const { db, actor } = request;
  const { studyId, search } = parse(listedContacts, request.input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    const source = { t, queries };
    await requireStudy(source, actor, studyId, "edit studies");
    const interviews = new Map(
      (
        await queries
          .select({ contactId: t.respondent.contactId, state: t.respondent.state })
          .from(t.respondent)
          .where(and(eq(t.respondent.studyId, studyId), isNotNull(t.respondent.contactId)))
      ).map(({ contactId, state }) => [contactId, state]),
    );
    const lettersOf = new Map<string, Letter[]>();
    for await (const page of letterPages(source, studyId)) {
      for (const letter of page) {
        const letters = lettersOf.get(letter.contactId);
        if (letters) letters.push(letter);
        else lettersOf.set(letter.contactId, [letter]);
      }
    }
    const listed: ListedContact[] = [];
    const due = { invitation: 0, reminder: 0 };
    for await (const page of contactPages(source, studyId)) {
      for (const contact of page) {
        const letters = (lettersOf.get(contact.id) ?? []).sort(
          (one, other) => one.createdAt - other.createdAt,
        );
        const standing = {
          ...contact,
          hasEnded: (ENDED as readonly (string | undefined)[]).includes(interviews.get(contact.id)),
          isInvited: letters.some(({ kind, state }) => kind === "invitation" && state === "sent"),
          isWaiting: letters.some(({ state }) => state === "queued"),
        };
        if (isDue("invitation", standing)) due.invitation++;
        if (isDue("reminder", standing)) due.reminder++;
        listed.push(listedContact(contact, letters, interviews.get(contact.id)));
      }
    }
    const counts = Object.fromEntries(CONTACT_STATES.map((state) => [state, 0])) as Record<
      ContactState,
      number
    >;
    for (const { state } of listed) counts[state]++;
    const wanted = search.toLowerCase();
    const found = listed.filter(
      ({ email, name }) => email.includes(wanted) || name.toLowerCase().includes(wanted),
    );
    return {
      contacts: found.slice(0, SHOWN),
      found: found.length,
      counts,
      total: listed.length,
      dueInvitation: due.invitation,
      dueReminder: due.reminder,
      isMailSetUp: Boolean(environment().SMTP_URL),
    };
  });
}

function listedContact(
  contact: Tables["contact"]["$inferSelect"],
  letters: readonly Letter[],
  interview: RespondentState | undefined,
): ListedContact {
  const sent = letters.filter(({ state }) => state === "sent");
  const last = letters.at(-1);
  const state = ((): ContactState => {
    if (interview && (ENDED as readonly string[]).includes(interview)) return "ended";
    if (contact.unsubscribedAt !== null) return "unsubscribed";
    if (contact.bouncedAt !== null) return "bounced";
    if (interview) return "started";
    if (last?.state === "queued") return "waiting";
    if (last?.state === "failed") return "failed";
    return sent.length > 0 ? "invited" : "not-invited";
  })();
  return {
    id: contact.id,
    email: contact.email,
    name: contact.name,
    cohortId: contact.cohortId,
    state,
    letters: sent.length,
    lastSentAt: sent.at(-1)?.sentAt ?? null,
    note: contact.bounceNote ?? (state === "failed" ? (last?.failure ?? null) : null),
  };
}
