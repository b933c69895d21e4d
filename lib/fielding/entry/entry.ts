import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { prepared } from "@/db/prepared";
import type { Tables } from "@/db/schema/tables";
import { NotFound } from "@/lib/errors";
import { acceptedLanguage } from "@/lib/i18n/accepted-language";
import { type Shut, shutFor } from "../interview/field-hours";
import { type FrozenContent, frozenContent } from "../interview/frozen-content";
import type { SentForm } from "../interview/schema";
import { findContact } from "./find-contact";
import { isSourceCode, type LinkParameters, linkParameters } from "./link-parameters";

/** A study's link as it was opened: the study, the source it leads in by, what the link carries. */
export interface Entry {
  readonly study: Tables["study"]["$inferSelect"];
  readonly content: FrozenContent;
  readonly source: Tables["source"]["$inferSelect"];
  /** Null when the source cannot take the link: no id, a wrong signature, far too much of it. */
  readonly link: LinkParameters | null;
  /** Whose personal link it is; null for links that anyone can have. */
  readonly contact: Tables["contact"]["$inferSelect"] | null;
  /** The language it is shown in, and the content with it. */
  readonly locale: string;
}

/** Why somebody cannot begin. "begun": the panel's id has an interview, and nothing vouches for it. */
export type Refusal = Shut | { readonly reason: "bad-link" } | { readonly reason: "begun" };

/** A study's link with the parameters of its query, none for the plain link. */
export interface OpenedLink {
  readonly slug: string;
  readonly query?: SentForm;
  /** What the browser says of its languages: Accept-Language as it was sent. */
  readonly accepts?: string | null;
}

const studyOf = prepared<{ slug: string }, Tables["study"]["$inferSelect"][]>((queries, t) =>
  queries
    .select()
    .from(t.study)
    .where(eq(t.study.slug, sql.placeholder("slug"))),
);

const newestFrozen = prepared<{ studyId: string }, { id: string }[]>((queries, t) =>
  queries
    .select({ id: t.revision.id })
    .from(t.revision)
    .where(and(eq(t.revision.studyId, sql.placeholder("studyId")), isNotNull(t.revision.frozenAt)))
    .orderBy(desc(t.revision.number))
    .limit(1),
);

/** What a study that was never launched would ask. */
const draftOf = prepared<{ studyId: string }, { id: string }[]>((queries, t) =>
  queries
    .select({ id: t.revision.id })
    .from(t.revision)
    .where(eq(t.revision.studyId, sql.placeholder("studyId")))
    .limit(1),
);

/**
 * Finds what a link leads to. Changes nothing.
 *
 * @throws NotFound for a draft, unless by a test link, or a study that asks nothing, and for a source that
 *   does not exist, as for a slug that does not exist
 */
export async function findEntry(
  db: Pick<Database, "t">,
  queries: Queries,
  { slug, query = {}, accepts = null }: OpenedLink,
): Promise<Entry> {
  const { t } = db;
  const [study] = await studyOf(queries, t, { slug });
  if (!study) throw new NotFound("study");
  const { via, invite } = query;
  const contact = invite === undefined ? null : await findContact(db, queries, study.id, invite);
  if (via !== undefined && !isSourceCode(via)) throw new NotFound("source");
  const named = isSourceCode(via)
    ? eq(t.source.code, via)
    : and(eq(t.source.kind, "open"), isNull(t.source.code));
  const [source] = await queries
    .select()
    .from(t.source)
    .where(and(eq(t.source.studyId, study.id), contact ? eq(t.source.id, contact.sourceId) : named))
    .limit(1);
  if (!source) throw new NotFound("source");
  if (study.state === "draft" && source.kind !== "test") throw new NotFound("study");
  const [revision] =
    study.state === "draft"
      ? await draftOf(queries, t, { studyId: study.id })
      : await newestFrozen(queries, t, { studyId: study.id });
  if (!revision) throw new NotFound("study");
  const { locales } = (await frozenContent(db, queries, revision.id)).revision;
  const offered = locales ?? [study.defaultLocale];
  const wished = [query.language, contact?.locale].find((locale) =>
    offered.some((each) => each === locale),
  );
  const locale = typeof wished === "string" ? wished : acceptedLanguage(accepts, offered);
  const content = await frozenContent(db, queries, revision.id, locale);
  if (content.steps.length === 0) throw new NotFound("study");
  return { study, content, source, link: linkParameters(source, query), contact, locale };
}

/** The entry of a personal link. @throws NotFound for a link that anyone can have */
export async function invitedEntry(
  db: Pick<Database, "t"> & { read: Queries },
  link: OpenedLink,
): Promise<Entry & { contact: NonNullable<Entry["contact"]> }> {
  const { contact, ...entry } = await findEntry(db, db.read, link);
  if (!contact) throw new NotFound("invitation");
  return { ...entry, contact };
}

/** The cohort that an invitation, or everybody who comes this way, belongs to; null where it is asked. */
export function presetCohort({ source, contact, content }: Entry): string | null {
  const cohortId = contact?.cohortId ?? source.settings.cohortId;
  return content.cohorts.find(({ id }) => id === cohortId)?.id ?? null;
}

/** Why nobody, or not this person, can begin by an entry; null when they can. */
export async function refusalOf(
  db: Pick<Database, "t">,
  queries: Queries,
  { study, source, link, contact }: Entry,
  now: number,
): Promise<Refusal | null> {
  const { t } = db;
  if (contact) {
    // Their one interview goes on by the same link, whatever the study does with new ones.
    const begun = await queries.$count(t.respondent, eq(t.respondent.contactId, contact.id));
    if (begun > 0) return null;
  }
  const shut = shutFor(study, source, now);
  if (shut) return shut;
  if (!link) return { reason: "bad-link" };
  if (link.panelId === null || link.isSigned) return null;
  const [begun] = await queries
    .select({ id: t.respondent.id })
    .from(t.respondent)
    .where(and(eq(t.respondent.sourceId, source.id), eq(t.respondent.panelId, link.panelId)));
  return begun ? { reason: "begun" } : null;
}
