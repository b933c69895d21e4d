import { and, eq, min, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import { placeholderRow, prepared } from "@/db/prepared";
import { namesCohort } from "@/db/schema/screen-settings";
import type { Consent } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { Conflict, type ErrorKey, InvalidInput, NotFound } from "@/lib/errors";
import { languagesOf } from "@/lib/translations/in-language";
import {
  type Entry,
  findEntry,
  type OpenedLink,
  presetCohort,
  type Refusal,
  refusalOf,
} from "./entry/entry";
import { exitKindOf } from "./entry/exit";
import { countedAddress, withinStartLimit } from "./entry/start-limit";
import { frozenContent } from "./interview/frozen-content";
import { NO_VERSIONS } from "./interview/given-versions";
import { requireInterview, stepsFor, whereItStands } from "./interview/interview";
import { interviewToken, startOfPerson, tokenHash } from "./interview/interview-link";
import type { Saving } from "./interview/saving";
import { readForm, type SentForm, startForm } from "./interview/schema";
import { unaskedQuestions } from "./interview/sequence";
import { claimPlaces } from "./places/claim-places";
import { giveVersion } from "./places/give-version";

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

const studyOf = prepared<
  { slug: string },
  Pick<Tables["study"]["$inferSelect"], "id" | "fieldwork">[]
>((queries, t) =>
  queries
    .select({ id: t.study.id, fieldwork: t.study.fieldwork })
    .from(t.study)
    .where(eq(t.study.slug, sql.placeholder("slug"))),
);

const REFUSED: Record<Refusal["reason"], ErrorKey> = {
  closed: "studyClosed",
  paused: "studyPaused",
  "not-yet": "studyNotYetOpen",
  "bad-link": "linkNotComplete",
  begun: "begunAlready",
};

const keepEarly = prepared<Tables["earlyInterview"]["$inferSelect"], unknown>((queries, t) =>
  queries.insert(t.earlyInterview).values(placeholderRow(t.earlyInterview)),
);

/** An interview's token and the screen where it stands. */
type Begun = { token: string; screen: string };

/**
 * Makes a respondent of a study's link, once for each `start`: a form that is sent twice gives the
 * same interview twice. A personal link, or one that a panel has signed, gives its person the one
 * interview they have, whatever the form says.
 *
 * @param from the address it comes from, where limits can count by it; it is not kept
 * @throws NotFound for a study or a source that is not open to the public
 * @throws Conflict saying why nobody can begin, when this start has no interview yet; tooManyStarts
 * @throws InvalidInput consentNeeded when the first screen has a box that was not ticked
 */
export async function startInterview({
  db,
  input,
  from = null,
}: {
  db: Database;
  input: OpenedLink & { form: SentForm };
  from?: string | null;
}): Promise<Begun> {
  const form = readForm(startForm, input.form);
  const [study] = await studyOf(db.read, db.t, { slug: input.slug });
  if (!study) throw new NotFound("study");
  const address = countedAddress(from);
  const limited = { study, query: input.query, start: form.start, from: address };
  return withinStartLimit(db, limited, () =>
    // Every start takes the study's next number.
    db.write((tx) => begin(db, tx, { ...input, form, address }), study.id),
  );
}

async function begin(
  db: Pick<Database, "t">,
  tx: Queries,
  input: OpenedLink & { form: z.infer<typeof startForm>; address: string | null },
): Promise<Begun> {
  const { t } = db;
  const { start, locale: shown } = input.form;
  const entry = await findEntry(db, tx, input);
  const { study, content, source, link, contact } = entry;
  const offered = languagesOf(content, study.defaultLocale);
  const person = contact?.id ?? (link?.isSigned ? link.panelId : null);
  const token = interviewToken(
    study.id,
    person === null ? start : startOfPerson(source.id, person),
  );
  const [known] = await tx
    .select({ id: t.respondent.id })
    .from(t.respondent)
    .where(eq(t.respondent.tokenHash, tokenHash(token)));
  if (known) return { token, screen: whereItStands(await requireInterview(db, tx, token)) };
  if (contact && (await takeUpAgain(db, tx, contact.id, token))) {
    return { token, screen: whereItStands(await requireInterview(db, tx, token)) };
  }
  const refusal = await refusalOf(db, tx, entry, Date.now());
  if (refusal) throw new Conflict(REFUSED[refusal.reason]);
  const now = Math.max(Date.now(), study.launchedAt ?? 0);
  // The language they read the first screen in, unless the study has left it since.
  const locale = offered.find((each) => each === shown) ?? entry.locale;
  const consent = await consentOf(db, tx, entry, { locale, ticked: input.form.consent, now });

  const isTest = source.kind === "test";
  const number = await takeNumber(db, tx, entry);
  // Without a question that names the cohort there is only one to be in.
  const asksCohort = content.screens.some(namesCohort);
  const only = asksCohort ? null : (content.cohorts[0]?.id ?? null);
  const cohortId = presetCohort(entry) ?? only;
  const isScreened = asksCohort && cohortId === null;
  const [first] = stepsFor(content, { answers: new Map(), cohortId }, new Set());
  if (!first) throw new NotFound("study");
  const respondent = {
    id: uuid(),
    studyId: study.id,
    revisionId: content.revision.id,
    sourceId: source.id,
    number,
    externalId: isTest ? `test-${-number}` : String(number),
    tokenHash: tokenHash(token),
    state: isScreened ? "screening" : "active",
    cohortId,
    locale,
    consent,
    startedAt: now,
    lastSavedAt: now,
    isTest,
    panelId: link?.panelId ?? null,
    parameters: link?.parameters ?? null,
    contactId: contact?.id ?? null,
  } as const;
  await tx.insert(t.respondent).values(respondent);
  await keepEarly(tx, t, {
    respondentId: respondent.id,
    sourceId: source.id,
    address: input.address,
    startedAt: now,
  });
  const isFull = !isScreened && !(await beginUnscreened({ db, tx, now }, { respondent, entry }));
  return { token, screen: isFull ? "over-quota" : first.name };
}

/**
 * What somebody agreed to on the first screen, in the words they read; null where it asks for nothing.
 *
 * @throws InvalidInput consentNeeded when the box was not ticked
 */
async function consentOf(
  db: Pick<Database, "t">,
  tx: Queries,
  { content }: Entry,
  { locale, ticked, now }: { locale: string; ticked: string | undefined; now: number },
): Promise<Consent | null> {
  const { revision } = await frozenContent(db, tx, content.revision.id, locale);
  const text = revision.texts.consentText;
  if (!text) return null;
  if (ticked !== "yes") throw new InvalidInput([{ path: "consent", key: "consentNeeded" }]);
  return { text, at: now };
}

/**
 * Gives an invited person's interview this token: the server's secret was changed since they began,
 * and with it what their link leads to. Says whether there is such an interview.
 */
async function takeUpAgain(
  { t }: Pick<Database, "t">,
  tx: Queries,
  contactId: string,
  token: string,
): Promise<boolean> {
  const moved = await tx
    .update(t.respondent)
    .set({ tokenHash: tokenHash(token) })
    .where(eq(t.respondent.contactId, contactId))
    .returning({ id: t.respondent.id });
  return moved.length > 0;
}

/** 1, 2, 3 … in order of arrival. Tests count the other way, so that no number is missing later. */
async function takeNumber(
  { t }: Pick<Database, "t">,
  tx: Queries,
  { study, source }: Entry,
): Promise<number> {
  if (source.kind === "test") {
    const [lowest] = await tx
      .select({ number: min(t.respondent.number) })
      .from(t.respondent)
      .where(and(eq(t.respondent.studyId, study.id), eq(t.respondent.isTest, true)));
    return (lowest?.number ?? 0) - 1;
  }
  const number = study.nextRespondentNumber;
  await tx
    .update(t.study)
    .set({ nextRespondentNumber: number + 1 })
    .where(eq(t.study.id, study.id));
  return number;
}

/**
 * Gives somebody who is already in a cohort what waits for no answer: quota places, and the design
 * version where a task comes first.
 *
 * @returns false when there is no place for them
 */
async function beginUnscreened(
  { db, tx, now }: Pick<Saving, "db" | "tx" | "now">,
  {
    respondent,
    entry: { study, content },
  }: {
    respondent: Pick<Row<"respondent">, "id" | "studyId" | "number" | "cohortId" | "isTest">;
    entry: Entry;
  },
): Promise<boolean> {
  const change = (changes: Partial<Row<"respondent">>) =>
    tx.update(db.t.respondent).set(changes).where(eq(db.t.respondent.id, respondent.id));
  const { cohortId } = respondent;
  const { screens } = content;
  const steps = stepsFor(content, { answers: new Map(), cohortId }, new Set());
  const unasked = unaskedQuestions(steps, new Set());
  const claimant = { respondent, study, screens, unasked };
  if ((await claimPlaces({ db, tx, now }, claimant)) === "full") {
    await change({ state: "over-quota", finishedAt: now, exit: exitKindOf("over-quota") });
    return false;
  }
  await giveVersion(db, tx, content, steps[0], respondent, NO_VERSIONS);
  return true;
}
