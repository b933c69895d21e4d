import { and, asc, eq, lte } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { invitationHash, knownToken } from "@/lib/auth/invitation-token";
import { logError } from "@/lib/log";
import type { Delivery, Mailer } from "@/lib/mail/mailer";
import { invitationLink, unsubscribeLink } from "@/lib/studies/invitations/invitation-link";
import { filledIn, placeholdersOf } from "@/lib/studies/invitations/letter";
import { ENDED } from "@/lib/studies/invitations/letter-recipients";

const MINUTE = 60_000;
const LOOK_EVERY_MS = 5_000;
/** A process that ends while it sends leaves the letter to the next one after this long. */
const LEASE_MS = 10 * MINUTE;
/** After each try that failed: 1 and 5 minutes, half an hour, two hours; then it has failed. */
const WAITS_MS = [1, 5, 30, 120].map((minutes) => minutes * MINUTE);

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

interface Due {
  readonly mail: Row<"mail">;
  readonly contact: Row<"contact">;
  readonly study: Row<"study">;
  /** Of the contact's link. */
  readonly token: string;
}

interface MailSender {
  stop(): Promise<void>;
}

/** Sends what is in the outbox for as long as the process lives. */
export function startMail(db: Database, mailer: Mailer): MailSender {
  let sending: Promise<unknown> = Promise.resolve();
  let isBusy = false;
  let stopped = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    sending = sendDue(db, mailer, () => stopped)
      .catch((error: unknown) => logError("sending mail", error))
      .finally(() => {
        isBusy = false;
      });
  }, LOOK_EVERY_MS).unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await sending;
      mailer.close();
    },
  };
}

/**
 * Sends every letter that is due, oldest first, while its study is live. Each is taken in a
 * transaction of its own before it is sent, and its fate written after: a process that ends in
 * between sends it again once, with the same message id.
 *
 * @returns how many were handled
 */
export async function sendDue(
  db: Database,
  mailer: Mailer,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let handled = 0;
  while (!isStopped()) {
    const due = await takeLetter(db);
    if (!due) break;
    const outcome = (await isNoLongerDue(db, due))
      ? ({ kind: "skipped" } as const)
      : await mailer.deliver(letterOf(due));
    await writeOutcome(db, due, outcome);
    handled++;
  }
  return handled;
}

async function takeLetter(db: Database): Promise<Due | null> {
  const { t } = db;
  const oldest = (queries: Database["read"]) =>
    queries
      .select({ mail: t.mail, contact: t.contact, study: t.study })
      .from(t.mail)
      .innerJoin(t.contact, eq(t.contact.id, t.mail.contactId))
      .innerJoin(t.study, eq(t.study.id, t.contact.studyId))
      .where(
        and(eq(t.mail.state, "queued"), lte(t.mail.dueAt, Date.now()), eq(t.study.state, "live")),
      )
      .orderBy(asc(t.mail.dueAt), asc(t.mail.id))
      .limit(1);
  // Looking is free; only a letter that is there costs a transaction.
  if ((await oldest(db.read)).length === 0) return null;
  return db.write(async (tx) => {
    const [due] = await oldest(tx);
    if (!due) return null;
    const attempts = due.mail.attempts + 1;
    await tx
      .update(t.mail)
      .set({ attempts, dueAt: Date.now() + LEASE_MS })
      .where(eq(t.mail.id, due.mail.id));
    const { token, isNew } = knownToken(due.contact);
    // The server's secret was changed: links that went out before no longer work, this one will.
    if (isNew) {
      const tokenHash = invitationHash(token);
      await tx.update(t.contact).set({ tokenHash }).where(eq(t.contact.id, due.contact.id));
    }
    return { ...due, token, mail: { ...due.mail, attempts } };
  });
}

/** True when something happened since the letter was written that makes it unwanted. */
async function isNoLongerDue(db: Database, { contact }: Due): Promise<boolean> {
  if (contact.unsubscribedAt !== null || contact.bouncedAt !== null) return true;
  const { t } = db;
  const [interview] = await db.read
    .select({ state: t.respondent.state })
    .from(t.respondent)
    .where(eq(t.respondent.contactId, contact.id));
  return interview !== undefined && (ENDED as readonly string[]).includes(interview.state);
}

function letterOf({ mail, contact, study, token }: Due) {
  const unsubscribe = unsubscribeLink(study.slug, token);
  const values = {
    ...contact.columns,
    name: contact.name,
    email: contact.email,
    study: study.name,
    link: invitationLink(study.slug, token),
    unsubscribe,
  };
  const text = filledIn(mail.text, values);
  const hasWayOut = placeholdersOf(mail.text).includes("unsubscribe");
  return {
    to: { name: contact.name, address: contact.email },
    subject: filledIn(mail.subject, values).replace(/[\r\n]+/g, " "),
    // Nobody is written to without a way to say that they want no more of it.
    text: hasWayOut ? text : `${text}\n\n--\n${unsubscribe}`,
    id: mail.id,
    unsubscribe,
  };
}

async function writeOutcome(
  db: Database,
  { mail, contact }: Due,
  outcome: Delivery | { readonly kind: "skipped" },
): Promise<void> {
  const { t } = db;
  const now = Date.now();
  const isOurs = and(eq(t.mail.id, mail.id), eq(t.mail.state, "queued"));
  await db.write(async (tx) => {
    switch (outcome.kind) {
      case "sent":
        await tx.update(t.mail).set({ state: "sent", sentAt: now, failure: null }).where(isOurs);
        return;
      case "skipped":
        await tx.update(t.mail).set({ state: "skipped" }).where(isOurs);
        return;
      case "refused":
        await tx.update(t.mail).set({ state: "failed", failure: outcome.reason }).where(isOurs);
        await tx
          .update(t.contact)
          .set({ bouncedAt: now, bounceNote: outcome.reason })
          .where(eq(t.contact.id, contact.id));
        return;
      case "failed": {
        const wait = WAITS_MS[mail.attempts - 1];
        await tx
          .update(t.mail)
          .set(
            wait === undefined
              ? { state: "failed", failure: outcome.reason }
              : { dueAt: now + wait, failure: outcome.reason },
          )
          .where(isOurs);
      }
    }
  });
}
