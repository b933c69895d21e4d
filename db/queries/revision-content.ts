import { and, asc, desc, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

/** An item with the words it carries in one revision. */
export interface RevisionItem {
  number: number;
  position: number;
  label: string;
  definition: string;
}

/** A further list of items, compared in an exercise of its own. */
export interface ItemList {
  name: string;
  /** In list order. */
  items: RevisionItem[];
}

/** One text of the revision in another language. */
export interface StudyTranslation {
  subjectType: "study" | "item" | "screen" | "option" | "cohort";
  subjectId: string;
  field: string;
  locale: string;
  text: string;
  /** What it was made from. */
  source: string;
}

/** Everything that was, or will be, asked in one revision. */
export interface RevisionContent {
  revision: Row<"revision">;
  /** The main list, in its order. */
  items: RevisionItem[];
  /** The further lists, by name. */
  lists: ItemList[];
  /** By number. */
  cohorts: Row<"cohort">[];
  /** In the order they are shown; an exercise stands where its tasks come. */
  screens: Row<"screen">[];
  /** Those that were generated or imported, one an exercise; see revision-exercises.ts. */
  designs: Row<"design">[];
  translations: StudyTranslation[];
}

/** The newest revision of a study, frozen or draft; null for a study without one. */
export async function newestRevision(
  source: { t: Tables; queries: Queries },
  studyId: string,
): Promise<Row<"revision"> | null> {
  const { t, queries } = source;
  const [revision] = await queries
    .select()
    .from(t.revision)
    .where(eq(t.revision.studyId, studyId))
    .orderBy(desc(t.revision.number))
    .limit(1);
  return revision ?? null;
}

/** Reads the whole of a revision, with the usual wording of each item. */
export async function revisionContent(
  source: { t: Tables; queries: Queries },
  revision: Row<"revision">,
): Promise<RevisionContent> {
  const { t, queries } = source;
  const wordings = await queries
    .select({
      list: t.wording.list,
      number: t.wording.itemNumber,
      position: t.wording.position,
      label: t.wording.label,
      definition: t.wording.definition,
    })
    .from(t.wording)
    .where(and(eq(t.wording.revisionId, revision.id), eq(t.wording.code, "A")))
    .orderBy(asc(t.wording.position));
  const cohorts = await queries
    .select()
    .from(t.cohort)
    .where(eq(t.cohort.studyId, revision.studyId))
    .orderBy(asc(t.cohort.number));
  const screens = await queries
    .select()
    .from(t.screen)
    .where(eq(t.screen.revisionId, revision.id))
    .orderBy(asc(t.screen.position));
  const designs = await queries.select().from(t.design).where(eq(t.design.revisionId, revision.id));
  const { subjectType, subjectId, field, locale, text, source: madeFrom } = t.translation;
  const translations = await queries
    .select({ subjectType, subjectId, field, locale, text, source: madeFrom })
    .from(t.translation)
    .where(eq(t.translation.revisionId, revision.id));
  const itemsOf = (wanted: string | null) =>
    wordings
      .filter(({ list }) => list === wanted)
      .map(({ list: _, ...item }): RevisionItem => item);
  const names = new Set(wordings.flatMap(({ list }) => (list === null ? [] : [list])));
  const lists = [...names].sort().map((name) => ({ name, items: itemsOf(name) }));
  return { revision, items: itemsOf(null), lists, cohorts, screens, designs, translations };
}
